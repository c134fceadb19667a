package ch.meuthak.lotse.console.drift;

import static ch.meuthak.lotse.console.facts.ReferenceTopology.NOON;
import static org.assertj.core.api.Assertions.assertThat;

import ch.meuthak.lotse.console.drift.Changes.Case;
import ch.meuthak.lotse.console.facts.ListenerRule;
import ch.meuthak.lotse.console.facts.ListenerRule.Action;
import ch.meuthak.lotse.console.facts.ListenerRule.Condition;
import ch.meuthak.lotse.console.facts.ListenerRule.Share;
import ch.meuthak.lotse.console.facts.ReferenceTopology;
import ch.meuthak.lotse.console.store.SqliteSnapshots;
import ch.meuthak.lotse.console.store.SqliteTimeline;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.zip.GZIPInputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Baselines as the console kept them in version 1, under the words of its pages: for each of {@link Changes} what it wrote after a
 * look at the state before and one at the state after. What was accepted stays accepted, what differed still differs, since then.
 */
class OlderBaselineTest {
    private static final InstantSource LATER = InstantSource.fixed(NOON.plus(Duration.ofHours(2)));
    private static final Optional<ServingRelease> RELEASE =
            Optional.of(new ServingRelease("sha256:aa", "1.4.0+aa", true));

    private static List<String> documents() {
        try (var in = new GZIPInputStream(
                Objects.requireNonNull(OlderBaselineTest.class.getResourceAsStream("baselines-version-1.jsonl.gz")))) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8).lines().toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Test
    void whatDifferedStillDiffersAndNothingElseDoes(@TempDir Path folder) throws Exception {
        List<Case> cases = Changes.all();
        List<String> documents = documents();
        assertThat(documents).hasSize(cases.size() + 1);
        for (int i = 0; i < cases.size(); i++) {
            Case one = cases.get(i);
            keep(folder.resolve("case-" + i), documents.get(i));
            look(folder.resolve("case-" + i), one.is(), detector -> {
                assertThat(detector.latest(Optional.empty(), Long.MAX_VALUE, 9))
                        .as("news of: " + one)
                        .isEmpty();
                assertThat(drift(detector)).as(one.sentence()).hasSize(one.drift() ? 1 : 0);
                drift(detector).forEach(drifted -> {
                    assertThat(drifted.difference().sentence()).isEqualTo(one.sentence());
                    assertThat(drifted.since()).isEqualTo(NOON);
                });
            });
            look(folder.resolve("case-" + i), one.was(), detector -> assertThat(drift(detector))
                    .as("put back: " + one)
                    .isEmpty());
        }
    }

    @Test
    void rulesOfEveryKindAreThoseThatWereAccepted(@TempDir Path folder) throws Exception {
        keep(folder.resolve("rules"), documents().getLast());
        look(folder.resolve("rules"), ReferenceTopology.healthy().rules(rules()), detector -> {
            assertThat(drift(detector)).isEmpty();
            assertThat(detector.latest(Optional.empty(), Long.MAX_VALUE, 9)).isEmpty();
        });
    }

    private static ListenerRule[] rules() {
        String arn = "arn:aws:elasticloadbalancing:us-east-1:1:targetgroup/";
        return new ListenerRule[] {
            rule(
                    "1",
                    new Action(
                            "forward", List.of(new Share(arn + "blue/1", 100), new Share(arn + "green/2", 0)), "", ""),
                    Condition.host("a.ch", "*.b.ch"),
                    Condition.path("/x/*", "/y")),
            rule(
                    "2",
                    new Action("redirect", List.of(), "https://#{host}:443/#{path}", "301"),
                    new Condition("http-header", "X-Token", List.of("abc")),
                    new Condition("source-ip", "", List.of("10.0.0.0/8"))),
            rule("3", Action.fixedResponse("503"), new Condition("query-string", "", List.of("a=b"))),
            rule("4", Action.forward(), Condition.path("/f")),
            rule("5", new Action("", List.of(), "", ""), Condition.path("/n")),
            rule("6", new Action("authenticate-oidc", List.of(), "", ""), Condition.path("/o")),
            ReferenceTopology.defaultRule()
        };
    }

    private static ListenerRule rule(String priority, Action action, Condition... conditions) {
        return new ListenerRule("r" + priority, priority, List.of(conditions), action);
    }

    /** What an instance went through is told beside the drift. */
    private static List<Drifted> drift(DriftDetector detector) {
        return detector.drift().differences().stream()
                .filter(one -> !one.isRestart())
                .toList();
    }

    /** Puts the document into the database, as the older console did. */
    private static void keep(Path folder, String document) throws SQLException, IOException {
        Files.createDirectories(folder);
        try (var timeline = SqliteTimeline.in(folder, LATER)) {
            timeline.add(List.of());
        }
        try (var database = DriverManager.getConnection("jdbc:sqlite:" + folder.resolve("lotse.db"));
                var insert = database.prepareStatement("INSERT INTO drift_document VALUES ('memory', ?)")) {
            insert.setString(1, document);
            insert.executeUpdate();
        }
    }

    private interface Check {
        void of(DriftDetector detector);
    }

    private static void look(Path folder, ReferenceTopology topology, Check check) {
        try (var timeline = SqliteTimeline.in(folder, LATER);
                var snapshots = SqliteSnapshots.in(folder)) {
            var detector = new DriftDetector(timeline, snapshots, LATER);
            detector.look(topology.topology(), RELEASE);
            check.of(detector);
        }
    }
}
