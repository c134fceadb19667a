package ch.meuthak.lotse.console.doctor;

import ch.meuthak.lotse.console.api.DiagnosisJson;
import ch.meuthak.lotse.console.api.TopologyJson;
import ch.meuthak.lotse.console.api.Wire;
import ch.meuthak.lotse.console.report.Report;
import ch.meuthak.lotse.server.Deadlined;
import ch.meuthak.lotse.server.Secrets;
import com.fasterxml.jackson.core.JsonProcessingException;
import java.io.IOException;
import java.net.ConnectException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.locks.LockSupport;

/** The console of this machine, asked through its JSON API with the token of its state directory. */
public final class RunningConsole {
    private static final Duration CALL = Duration.ofSeconds(10);
    private static final Duration PAUSE = Duration.ofMillis(250);

    /** Longer than a snapshot may take. */
    private static final Duration FRESH = Duration.ofSeconds(30);

    /** What a look from outside takes at most, and a little more; without an answer there is nothing to wait for. */
    private static final Duration LOOK = Duration.ofSeconds(6);

    private static final long LARGEST = 16L * 1024 * 1024;

    private final HttpClient http = HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .proxy(HttpClient.Builder.NO_PROXY)
            .followRedirects(HttpClient.Redirect.NEVER)
            .connectTimeout(CALL)
            .build();
    private final String url;
    private final String token;

    /**
     * @param port where it listens on 127.0.0.1
     * @param token for its API
     */
    public RunningConsole(int port, String token) {
        this.url = "http://127.0.0.1:" + port;
        this.token = token;
    }

    String url() {
        return url;
    }

    /**
     * What it says, after it has read AWS once more.
     *
     * @param fresh whether it has; otherwise the report is the last one it had
     */
    record Told(Report report, boolean fresh) {}

    /**
     * Makes it read AWS again, and asks for the report; empty when nothing listens there.
     *
     * @throws DoctorException when something listens there and does not answer as expected
     */
    Optional<Told> ask() {
        try (http) {
            Optional<Instant> before = diagnosis().map(Report::takenAt);
            expect(202, call("POST", "/api/refresh"));
            return Optional.of(await(before));
        } catch (ConnectException e) {
            return Optional.empty();
        } catch (IOException e) {
            // what cannot be read is quoted, and that may be what was sent
            String why = Secrets.of(token).masked(e.toString());
            throw DoctorException.unavailable("The console at " + url + " does not answer (" + why
                    + "). Read its log, or use --here to read AWS without it.");
        }
    }

    private Told await(Optional<Instant> before) throws IOException {
        long end = System.nanoTime() + FRESH.toNanos();
        Optional<Report> last = Optional.empty();
        while (System.nanoTime() - end < 0) {
            last = diagnosis();
            if (last.filter(report -> before.filter(report.takenAt()::equals).isEmpty())
                    .isPresent()) {
                return new Told(lookedAgain(last.get()), true);
            }
            LockSupport.parkNanos(PAUSE.toNanos());
        }
        return last.map(report -> new Told(report, false))
                .orElseThrow(() -> DoctorException.unavailable("The console at " + url + " has not read AWS within "
                        + FRESH.toSeconds() + " s. Read its log, or use --here."));
    }

    /** It looks from outside when it has read AWS: what was found before that is worth less. */
    private Report lookedAgain(Report read) throws IOException {
        long end = System.nanoTime() + LOOK.toNanos();
        while (System.nanoTime() - end < 0
                && !hasLooked(Wire.read(call("GET", "/api/topology").body(), TopologyJson.class), read.takenAt())) {
            LockSupport.parkNanos(PAUSE.toNanos());
        }
        return diagnosis().orElse(read);
    }

    /** A failed probe has no time, and would fail again. */
    private static boolean hasLooked(TopologyJson topology, Instant readAt) {
        return topology.outside()
                .domain()
                .map(visit -> !visit.at().isBefore(readAt))
                .orElseGet(() -> topology.problems().stream()
                        .noneMatch(problem -> problem.call().equals("outside.domain")));
    }

    /** Absent before its first snapshot. */
    private Optional<Report> diagnosis() throws IOException {
        HttpResponse<byte[]> answer = call("GET", "/api/diagnosis");
        if (answer.statusCode() == 503) {
            return Optional.empty();
        }
        expect(200, answer);
        try {
            return Optional.of(Wire.read(answer.body(), DiagnosisJson.class).report());
        } catch (JsonProcessingException | IllegalArgumentException e) {
            throw DoctorException.unavailable("The program at " + url
                    + " is not a console of this version. Use the doctor of the same image, or --here.");
        }
    }

    private void expect(int status, HttpResponse<byte[]> answer) {
        if (answer.statusCode() == 401) {
            throw DoctorException.unavailable(
                    "The console at " + url
                            + " rejects the token of this state directory. Set LOTSE_STATE_DIR or LOTSE_CONSOLE_TOKEN to the value of that console, or use --here.");
        }
        if (answer.statusCode() != status) {
            throw DoctorException.unavailable("The program at " + url + " returns " + answer.statusCode()
                    + " and is not a console of this version. Use the doctor of the same image, or --here.");
        }
    }

    private HttpResponse<byte[]> call(String method, String path) throws IOException {
        HttpRequest request = HttpRequest.newBuilder(URI.create(url + path))
                .timeout(CALL)
                .header("Authorization", "Bearer " + token)
                .header("Accept", "application/json")
                .method(method, HttpRequest.BodyPublishers.noBody())
                .build();
        return Deadlined.get(http.sendAsync(request, BodyHandlers.limiting(BodyHandlers.ofByteArray(), LARGEST)), CALL);
    }
}
