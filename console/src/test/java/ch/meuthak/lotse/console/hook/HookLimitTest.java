package ch.meuthak.lotse.console.hook;

import static org.assertj.core.api.Assertions.assertThat;

import ch.meuthak.lotse.console.deploy.DeploymentState;
import ch.meuthak.lotse.console.trust.TestClock;
import ch.meuthak.lotse.server.testing.Await;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.Semaphore;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** How many calls are looked at, and what becomes of many good ones. */
@Timeout(600)
class HookLimitTest {
    private static final String BODY = HookBox.BODY;

    /** What anybody can send who knows nothing: each of them was once enough, thirty times a minute, to close the hook. */
    private static List<Call> unproved(HookBox box) {
        String forged = box.issuer.token(HookBox.audience(BODY));
        return List.of(
                Call.post("x"),
                Call.post(BODY.repeat(200)),
                Call.post(BODY).replacing("Content-Type", "text/plain"),
                HookBox.signed(Call.post(BODY), "f".repeat(32), box.now(), "a-guess", BODY),
                Call.post(BODY).bearer(forged.substring(0, forged.lastIndexOf('.') + 1) + "AAAA"),
                Call.post(BODY).bearer(box.issuer.token(HookBox.audience("another"))),
                Call.post(BODY).bearer(box.issuer.token(HookBox.audience(BODY), map -> map.put("repository_id", "1"))),
                Call.get("x"),
                Call.get("x").bearer(box.issuer.token(HookBox.audience("y"))));
    }

    @Test
    void whateverStrangersSendTheProvedCallsAreTaken(@TempDir Path state) {
        try (HookBox box = new HookBox(state, HookLimits.defaults())) {
            box.clockStands();
            String pipeline = "203.0.113.9";
            Call used = box.redeploy(BODY).from(pipeline);
            assertThat(box.send(used).status()).isEqualTo(202);
            List<Call> unproved = new ArrayList<>(unproved(box));
            unproved.add(used);

            for (int round = 0; round < 30; round++) {
                for (Call call : unproved) {
                    box.send(call.from(round < 10 ? pipeline : "198.51.100." + round));
                }
            }
            List<Integer> turnedAway = unproved.stream()
                    .map(call -> box.send(call.from("198.51.100.99")).status())
                    .toList();

            assertThat(turnedAway).containsOnly(429);
            String id = box.all().getFirst().id();
            assertThat(box.send(box.redeploy(BODY).from(pipeline)).status()).isEqualTo(202);
            assertThat(box.send(box.signed(Call.post(BODY), BODY).from(pipeline))
                            .status())
                    .as("one runs and one waits")
                    .isEqualTo(409);
            for (int second = 0; second < 60; second++) {
                assertThat(box.send(box.outcome(id).from(pipeline)).status()).isEqualTo(200);
                assertThat(box.send(box.signed(Call.get(id), id).from(pipeline)).status())
                        .isEqualTo(200);
            }
        }
    }

    @Test
    void aTokenThatCannotFitIsRefusedBeforeAnyKeyIsLookedAtOnceStrangersHaveUsedTheirShare(@TempDir Path state) {
        try (HookBox box = new HookBox(state, HookLimits.defaults())) {
            box.clockStands();
            for (int i = 0; i < 30; i++) {
                box.send(Call.post("x").from("198.51.100." + i));
            }
            box.send(Call.post(BODY).bearer(box.issuer.token(HookBox.audience("another"))));
            box.send(Call.post(BODY)
                    .bearer(box.issuer.token(HookBox.audience(BODY), map -> map.put("ref", "refs/heads/x"))));

            assertThat(box.issuer.keyRequests()).isZero();
        }
    }

    @Test
    void aPipelineThatRunsWildIsToldToWait(@TempDir Path state) {
        try (HookBox box = new HookBox(state, HookLimits.defaults())) {
            box.clockStands();
            assertThat(box.send(box.signed(Call.post(BODY), BODY)).status()).isEqualTo(202);
            Await.until("it to run", () -> box.all().getFirst().state() == DeploymentState.PULLING);
            List<Integer> statuses = IntStream.range(0, 30)
                    .mapToObj(i -> box.send(box.signed(Call.post(BODY), BODY)).status())
                    .toList();

            assertThat(statuses.getFirst()).isEqualTo(202);
            assertThat(statuses.subList(1, 29)).containsOnly(409);
            Call last = box.redeploy(BODY);
            assertThat(box.send(last).status()).isEqualTo(429);
            box.clockIsOff(Duration.ofSeconds(3));
            assertThat(box.send(last).status())
                    .as("what was turned away is not used up")
                    .isEqualTo(409);
            assertThat(box.lastCall(true).cause()).contains("One deployment runs and another one waits");
        }
    }

    @Test
    void theSeventhStrangersCallOfAnAddressWithinAMinuteIsTurnedAway(@TempDir Path state) {
        try (HookBox box = new HookBox(state, HookLimits.defaults())) {
            box.clockStands();
            for (int i = 0; i < 6; i++) {
                assertThat(box.send((i % 2 == 0 ? Call.post("x") : Call.get("x")).from("203.0.113.9"))
                                .status())
                        .isEqualTo(401);
            }
            Call.Reply seventh = box.send(Call.post("x").from("203.0.113.9"));

            assertThat(seventh.status()).isEqualTo(429);
            assertThat(Integer.parseInt(seventh.header("Retry-After"))).isBetween(1, 10);
            assertThat(box.send(Call.post("x").from("203.0.113.10")).status())
                    .as("another address")
                    .isEqualTo(401);
            box.clockIsOff(Duration.ofSeconds(11));
            assertThat(box.send(Call.post("x").from("203.0.113.9")).status())
                    .as("a little later")
                    .isEqualTo(401);
        }
    }

    @Test
    void theThirtyFirstStrangersCallWithinAMinuteIsTurnedAwayWhoeverMakesIt(@TempDir Path state) {
        try (HookBox box = new HookBox(state, HookLimits.defaults())) {
            box.clockStands();
            List<Integer> statuses = IntStream.range(0, 60)
                    .mapToObj(
                            i -> box.send(Call.post("x").from("203.0.113." + i)).status())
                    .toList();

            assertThat(statuses.subList(0, 30)).containsOnly(401);
            assertThat(statuses.subList(30, 60)).containsOnly(429);
        }
    }

    @Test
    void aFloodIsOneRowInTheListOfCallsAndNotThousands(@TempDir Path state) {
        try (HookBox box = new HookBox(state, HookLimits.defaults())) {
            box.clockStands();
            box.clockIsOff(Duration.ofHours(1));
            for (int i = 0; i < 200; i++) {
                box.send(Call.post("x").from("203.0.113.9"));
            }
            assertThat(box.calls.latest(false, 1000))
                    .filteredOn(call -> call.status() == 429)
                    .hasSizeBetween(1, 10);
            box.clockIsOff(Duration.ofHours(1).plusSeconds(20));
            for (int i = 0; i < 5; i++) {
                box.send(Call.post("x").from("203.0.113.9"));
            }
            assertThat(box.lastCall(false).cause()).contains("more calls were turned away since the last such row");
        }
    }

    @Test
    void aThousandGoodCallsAtOnceAreOneThatRunsAndOneThatWaits(@TempDir Path state) throws Exception {
        try (HookBox box = new HookBox(state)) {
            Map<Integer, Long> statuses = atOnce(box, 1000);

            System.out.println("1,000 good calls at once, the limit opened: " + statuses);
            assertThat(statuses)
                    .containsOnlyKeys(202, 409)
                    .containsEntry(202, 2L)
                    .containsEntry(409, 998L);
            assertOneRunsAndOneWaits(box);
        }
    }

    @Test
    void aThousandGoodCallsOfOneCallerAtOnceAreNoMoreThanThatWithTheLimitOn(@TempDir Path state) throws Exception {
        try (HookBox box = new HookBox(state, HookLimits.defaults())) {
            Map<Integer, Long> statuses = atOnce(box, 1000);

            System.out.println("1,000 good calls at once, the limit on: " + statuses);
            assertThat(statuses.getOrDefault(202, 0L)).isEqualTo(2L);
            assertThat(statuses.getOrDefault(429, 0L)).isGreaterThan(900);
            assertThat(box.all().stream().filter(one -> !one.state().isFinal()).count())
                    .isEqualTo(statuses.get(202));
        }
    }

    private static void assertOneRunsAndOneWaits(HookBox box) {
        assertThat(box.all()).hasSize(2);
        Await.until("the first to run", () -> box.all().getLast().state() == DeploymentState.PULLING);
        assertThat(box.all().getFirst().state()).isEqualTo(DeploymentState.REQUESTED);
    }

    /** Every call has a token of its own, half of them a signature; as many at a time as the server takes. */
    private static Map<Integer, Long> atOnce(HookBox box, int number) throws Exception {
        List<Callable<Integer>> calls = new ArrayList<>();
        Semaphore seats = new Semaphore(200);
        for (int i = 0; i < number; i++) {
            Call call = i % 2 == 0 ? box.redeploy(BODY) : box.signed(Call.post(BODY), BODY);
            calls.add(() -> {
                seats.acquire();
                try {
                    return box.send(call.from("203.0.113.9")).status();
                } finally {
                    seats.release();
                }
            });
        }
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            List<Integer> statuses = new ArrayList<>();
            for (Future<Integer> answer : threads.invokeAll(calls)) {
                statuses.add(answer.get());
            }
            return statuses.stream().collect(Collectors.groupingBy(Function.identity(), Collectors.counting()));
        }
    }

    @Test
    void aMillionCallersTakeNoMoreMemoryThanAThousand() {
        TestClock now = new TestClock("2026-11-25T12:00:00Z");
        CallLimit limit = new CallLimit(Integer.MAX_VALUE, 6, 1000, now);

        IntStream.range(0, 1_000_000).forEach(i -> limit.admit("caller " + i));

        assertThat(limit.size()).isEqualTo(1000);
    }

    @Test
    void aBucketFillsEvenlyAndAClockThatIsSetBackStopsNobodyForEver() {
        TestClock now = new TestClock("2026-11-25T12:00:00Z");
        CallLimit limit = new CallLimit(30, 6, 1000, now);
        for (int i = 0; i < 6; i++) {
            assertThat(limit.admit("a")).isEmpty();
        }
        assertThat(limit.admit("a")).contains(Duration.ofSeconds(10));
        assertThat(limit.admit("b")).isEmpty();
        now.move(Duration.ofSeconds(10));
        assertThat(limit.admit("a")).isEmpty();
        now.move(Duration.ofHours(-1));
        assertThat(limit.admit("a")).contains(Duration.ofSeconds(10));
        now.move(Duration.ofSeconds(10));
        assertThat(limit.admit("a")).isEmpty();
    }

    @Test
    void theAddressesOfOneCustomersIpv6NetworkAreOneCaller() {
        assertThat(CallHeaders.bucket("2001:db8:1:2::1")).isEqualTo(CallHeaders.bucket("2001:db8:1:2:ffff::9"));
        assertThat(CallHeaders.bucket("2001:db8:1:2::1")).isNotEqualTo(CallHeaders.bucket("2001:db8:1:3::1"));
        assertThat(CallHeaders.bucket("203.0.113.9")).isEqualTo("203.0.113.9");
    }

    @Test
    void aCallerThatIsTurnedAwayTakesNothingFromTheOthers() {
        var limit = new CallLimit(30, 6, 100, new TestClock("2026-11-26T12:00:00Z"));
        for (int call = 0; call < 100; call++) {
            limit.admit("flood");
        }

        assertThat(limit.admit("another")).isEmpty();
    }
}
