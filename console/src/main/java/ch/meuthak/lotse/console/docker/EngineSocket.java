package ch.meuthak.lotse.console.docker;

import ch.meuthak.lotse.console.deploy.Deadline;
import ch.meuthak.lotse.console.deploy.GivenTime;
import ch.meuthak.lotse.console.deploy.PlatformException;
import ch.meuthak.lotse.console.words.Amounts;
import ch.meuthak.lotse.server.Secrets;
import com.github.dockerjava.transport.DockerHttpClient;
import com.github.dockerjava.zerodep.ZerodepDockerHttpClient;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;

/**
 * HTTP with the engine over its unix socket, each call with a deadline. A read from a unix socket has no time-out. So each call
 * has its own thread, which is interrupted after its time; that closes the connection.
 *
 * <p>While the engine hangs, one call at a time waits for it, and all others fail at once.
 */
final class EngineSocket implements AutoCloseable {
    private final Path socket;
    private final DockerHttpClient http;
    private final GivenTime time;
    private final Semaphore patience = new Semaphore(1);
    private volatile boolean hanging;

    EngineSocket(Path socket, GivenTime time) {
        this.socket = socket;
        this.time = time;
        this.http = new ZerodepDockerHttpClient.Builder()
                .dockerHost(URI.create("unix://" + socket))
                .build();
    }

    /**
     * One call.
     *
     * @param what the end of "The Docker engine did not ... in time"
     * @param body JSON; empty for none
     * @param deadline for the whole call
     * @param silence the longest pause between two bytes
     * @param login for a registry, as in {@code X-Registry-Auth}; empty for none
     * @param secrets of the call, which must not be in a quote of the answer
     */
    record Call(
            String what,
            String method,
            String path,
            String body,
            Duration deadline,
            Duration silence,
            String login,
            Secrets secrets) {
        static Call get(String what, String path, Duration deadline) {
            return new Call(what, "GET", path, "", deadline, deadline, "", Secrets.NONE);
        }

        static Call post(String what, String path, String body, Duration deadline) {
            return new Call(what, "POST", path, body, deadline, deadline, "", Secrets.NONE);
        }

        static Call delete(String what, String path, Duration deadline) {
            return new Call(what, "DELETE", path, "", deadline, deadline, "", Secrets.NONE);
        }

        Call withSilence(Duration other) {
            return new Call(what, method, path, body, deadline, other, login, secrets);
        }

        Call withLogin(RegistryLogin other) {
            return new Call(what, method, path, body, deadline, silence, other.header(), other.secrets());
        }

        Call withSecrets(Secrets others) {
            return new Call(what, method, path, body, deadline, silence, login, others);
        }

        /** Without body and login, which may hold a secret. */
        @Override
        public String toString() {
            return method + " " + path;
        }
    }

    /** Reads an answer, with a limit on its size. */
    interface Reader<T> {
        T read(int status, InputStream body) throws IOException, EngineRefusal;
    }

    /**
     * Waits at most the call's deadline. An interruption is kept for later.
     *
     * @throws PlatformException when the engine cannot be reached or does not answer in time
     * @throws EngineRefusal from the reader
     */
    <T> T exchange(Call call, Reader<T> reader) throws PlatformException, EngineRefusal {
        var limit = new TimeLimit(call.deadline(), call.silence(), time);
        return begin(call, reader, limit, task -> {
            boolean interrupted = false;
            try {
                while (true) {
                    try {
                        return Deadline.await(task, limit::nanosLeft);
                    } catch (InterruptedException e) {
                        interrupted = true;
                    }
                }
            } finally {
                if (interrupted) {
                    Thread.currentThread().interrupt();
                }
            }
        });
    }

    /** An interruption ends the call and its connection. */
    <T> T interruptibly(Call call, Reader<T> reader) throws PlatformException, EngineRefusal, InterruptedException {
        var limit = new TimeLimit(call.deadline(), call.silence(), time);
        return begin(call, reader, limit, task -> Deadline.await(task, limit::nanosLeft));
    }

    private interface Waiting<T, X extends Exception> {
        T await(FutureTask<T> task) throws ExecutionException, TimeoutException, X;
    }

    private <T, X extends Exception> T begin(Call call, Reader<T> reader, TimeLimit limit, Waiting<T, X> waiting)
            throws PlatformException, EngineRefusal, X {
        boolean wasHanging = hanging;
        if (wasHanging && !patience.tryAcquire()) {
            throw new PlatformException(overdue(call));
        }
        var task = new FutureTask<>(() -> send(call, reader, limit));
        Thread thread = Thread.ofVirtual().name("docker").start(task);
        try {
            T answer = waiting.await(task);
            hanging = false;
            return answer;
        } catch (TimeoutException e) {
            hanging = true;
            throw new PlatformException(overdue(call), e);
        } catch (ExecutionException e) {
            hanging = false;
            if (e.getCause() instanceof EngineRefusal refused) {
                throw refused.quotable(call.secrets());
            }
            throw failure(call, e.getCause());
        } finally {
            thread.interrupt();
            if (wasHanging) {
                patience.release();
            }
        }
    }

    private <T> T send(Call call, Reader<T> reader, TimeLimit limit) throws IOException, EngineRefusal {
        var request = DockerHttpClient.Request.builder()
                .method(call.method())
                .path(call.path())
                .putHeader("Connection", "close");
        if (!call.body().isEmpty()) {
            request.putHeader("Content-Type", "application/json")
                    .bodyBytes(call.body().getBytes(StandardCharsets.UTF_8));
        }
        if (!call.login().isEmpty()) {
            request.putHeader("X-Registry-Auth", call.login());
        }
        try (var response = http.execute(request.build())) {
            return reader.read(response.getStatusCode(), limit.watch(response.getBody()));
        }
    }

    private String overdue(Call call) {
        return "The Docker engine at " + socket + " did not " + call.what() + " within "
                + Amounts.limit(call.deadline()) + ": it hangs, or the machine is overloaded. Check it with"
                + " `systemctl status docker`. The serving release runs on.";
    }

    private PlatformException failure(Call call, @Nullable Throwable cause) {
        return switch (cause) {
            case IOException e -> unreachable(call, e);
            case UncheckedIOException e -> unreachable(call, e);
            case RuntimeException e when e.getCause() instanceof IOException io -> unreachable(call, io);
            case null -> new PlatformException("The Docker engine did not " + call.what() + ".");
            default -> failed(call, "The Docker engine could not " + call.what() + ": " + cause, cause);
        };
    }

    private PlatformException unreachable(Call call, Throwable cause) {
        String why = String.valueOf(cause.getMessage());
        String remedy = why.contains("Permission denied")
                ? "Give the console the socket's group (DOCKER_GID)."
                : "Start it with `systemctl start docker`. The serving release runs on.";
        return failed(
                call,
                "The Docker engine at " + socket + " could not " + call.what() + ": the connection failed (" + why
                        + "). " + remedy,
                cause);
    }

    /** The cause quotes the engine, too: it is left out if it may hold a secret. */
    private static PlatformException failed(Call call, String sentence, Throwable cause) {
        String masked = call.secrets().masked(sentence);
        return masked.equals(sentence) ? new PlatformException(sentence, cause) : new PlatformException(masked);
    }

    @Override
    public void close() {
        try {
            http.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
