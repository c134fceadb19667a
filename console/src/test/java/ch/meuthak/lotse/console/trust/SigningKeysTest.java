package ch.meuthak.lotse.console.trust;

import static org.assertj.core.api.Assertions.assertThat;

import ch.meuthak.lotse.console.trust.SigningKeys.Lookup;
import ch.meuthak.lotse.server.testing.Await;
import com.sun.net.httpserver.HttpHandler;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** The key set, against a server that is as bad as servers can be. */
@Timeout(120)
class SigningKeysTest {
    private final TokenIssuer issuer = TokenIssuer.start();
    private final TestClock now = new TestClock("2026-11-25T12:00:00Z");
    private final SigningKeys keys = new SigningKeys(issuer.keysUrl(), now);

    @AfterEach
    void stop() {
        issuer.close();
    }

    private void later(Duration time) {
        now.move(time);
    }

    private void answer(Map<String, ?> document) {
        issuer.answerKeys(exchange -> TokenIssuer.answer(exchange, 200, TokenIssuer.json(document)));
    }

    private String unavailable() {
        Lookup lookup = keys.find("key-0");
        assertThat(lookup).isInstanceOf(Lookup.Unavailable.class);
        return lookup instanceof Lookup.Unavailable(String why) ? why : "";
    }

    @Test
    void aKeySetIsFetchedOnceAndKept() {
        assertThat(issuer.keyRequests()).as("before anybody asks").isZero();
        for (int i = 0; i < 100; i++) {
            assertThat(keys.find("key-0")).isInstanceOf(Lookup.Found.class);
        }
        assertThat(issuer.keyRequests()).isEqualTo(1);
    }

    @Test
    void manyWhoAskAtOnceWaitForOneFetch() {
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            IntStream.range(0, 200)
                    .forEach(i -> threads.execute(() -> keys.find(i % 2 == 0 ? "key-0" : "made-up-" + i)));
        }
        assertThat(issuer.keyRequests()).isEqualTo(1);
    }

    @Test
    void aServerThatHangsHoldsUpAFewOfThoseWhoMakeKeysUpAndNobodyElse() throws Exception {
        keys.find("key-0");
        later(Duration.ofMinutes(1));
        CountDownLatch hangs = new CountDownLatch(1);
        issuer.answerKeys(exchange -> {
            awaitQuietly(hangs);
            TokenIssuer.answer(exchange, 503, "");
        });
        AtomicInteger answered = new AtomicInteger();
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            IntStream.range(0, 100)
                    .forEach(i -> threads.execute(() -> {
                        keys.find("made-up-" + i);
                        answered.incrementAndGet();
                    }));
            Await.until("all but a few", () -> answered.get() >= 96);
            Await.until("the second fetch, which hangs", () -> issuer.keyRequests() == 2);
            assertThat(keys.find("key-0")).isInstanceOf(Lookup.Found.class);
            hangs.countDown();
        }
    }

    private static void awaitQuietly(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    @Test
    void anUnknownKeyIsLookedForOnceAMinute() {
        keys.find("key-0");
        for (int second = 0; second < 180; second++) {
            assertThat(keys.find("made-up-" + second)).isInstanceOf(Lookup.Unknown.class);
            later(Duration.ofSeconds(1));
        }
        assertThat(issuer.keyRequests()).isEqualTo(3);
    }

    @Test
    void aNewKeyIsFoundAndOneThatWasWithdrawnIsForgottenWithinTheHour() {
        keys.find("key-0");
        later(Duration.ofMinutes(1));
        SigningPair next = issuer.rotate();
        assertThat(keys.find(next.kid())).isInstanceOf(Lookup.Found.class);
        assertThat(keys.find("key-0")).isInstanceOf(Lookup.Found.class);
        issuer.retireOlderKeys();
        later(Duration.ofMinutes(61));
        assertThat(keys.find("key-0")).isInstanceOf(Lookup.Unknown.class);
        assertThat(keys.find(next.kid())).isInstanceOf(Lookup.Found.class);
    }

    @Test
    void anOutageOfSomeHoursIsBridgedAndALongerOneIsNot() {
        keys.find("key-0");
        issuer.answerKeys(exchange -> TokenIssuer.answer(exchange, 503, ""));
        later(Duration.ofHours(11));
        assertThat(keys.find("key-0")).isInstanceOf(Lookup.Found.class);
        later(Duration.ofMinutes(70));
        assertThat(unavailable()).contains("the answer is 503");
        issuer.answerKeysWell();
        later(Duration.ofMinutes(1));
        assertThat(keys.find("key-0")).isInstanceOf(Lookup.Found.class);
    }

    @Test
    void aServerThatIsDownIsAskedOnceAMinuteAndTheNextOneHelps() {
        issuer.close();
        for (int i = 0; i < 20; i++) {
            assertThat(unavailable()).contains("are not available").doesNotContain("Exception");
        }
    }

    @Test
    void aServerThatTricklesIsCutOff() {
        issuer.answerKeys(exchange -> {
            exchange.sendResponseHeaders(200, 0);
            for (int i = 0; i < 300; i++) {
                exchange.getResponseBody().write(' ');
                exchange.getResponseBody().flush();
                pause();
            }
        });
        long began = System.nanoTime();
        assertThat(unavailable()).contains("no whole answer within 4 s");
        assertThat(Duration.ofNanos(System.nanoTime() - began)).isLessThan(Duration.ofSeconds(15));
    }

    private static void pause() {
        try {
            Thread.sleep(100);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    @Test
    void aRedirectIsNotFollowed() {
        issuer.answerKeys(exchange -> {
            exchange.getResponseHeaders().set("Location", issuer.url() + "/token");
            TokenIssuer.answer(exchange, 302, "");
        });
        assertThat(unavailable()).contains("the answer is 302");
    }

    @Test
    void aHugeAnswerIsNotReadToItsEnd() {
        HttpHandler huge = exchange -> {
            exchange.sendResponseHeaders(200, 0);
            byte[] block = new byte[64 * 1024];
            for (int i = 0; i < 16_384; i++) {
                exchange.getResponseBody().write(block);
            }
        };
        issuer.answerKeys(huge);
        assertThat(unavailable()).contains("capacity: 65536");
    }

    @Test
    void whatIsNoKeySetIsNone() {
        for (String garbage : new String[] {
            "",
            "null",
            "[]",
            "{}",
            "{\"keys\":{}}",
            "{\"keys\":[]}",
            "{\"keys\":[null,1,\"x\",[]]}",
            "<html>",
            "{\"keys\":[{}]}",
            "\u0000",
            "{\"keys\":" + "[".repeat(5000) + "]".repeat(5000) + "}"
        }) {
            issuer.answerKeys(exchange -> TokenIssuer.answer(exchange, 200, garbage));
            later(Duration.ofMinutes(1));
            assertThat(unavailable()).contains("the answer");
        }
    }

    @Test
    void keysThatAreTooWeakOrForSomethingElseAreNotUsed() {
        SigningPair good = SigningPair.of(0);
        Map<String, Object> small = SigningPair.of("key-0", 1024).jwk();
        answer(Map.of("keys", List.of(small)));
        assertThat(unavailable()).contains("no RSA key of at least 2048 bits");
        for (String[] change : new String[][] {
            {"use", "enc"},
            {"alg", "RS512"},
            {"alg", "HS256"},
            {"kty", "oct"},
            {"kty", "EC"},
            {"e", "AQ"},
            {"e", "Ag"},
            {"e", ""},
            {"n", ""},
            {"n", "!"}
        }) {
            Map<String, Object> jwk = good.jwk();
            jwk.put(change[0], change[1]);
            answer(Map.of("keys", List.of(jwk)));
            later(Duration.ofMinutes(1));
            assertThat(unavailable()).as(change[0] + " " + change[1]).contains("no RSA key");
        }
    }

    @Test
    void twoKeysWithOneIdAreNotChosenBetween() {
        answer(Map.of(
                "keys",
                List.of(SigningPair.of(0).jwk(), SigningPair.of("key-0", 2048).jwk())));
        assertThat(unavailable()).contains("two keys with the same id");
    }

    @Test
    void aClockThatIsSetBackDoesNotKeepNewKeysAway() {
        keys.find("key-0");
        now.move(Duration.ofDays(1).negated());
        issuer.rotate();
        assertThat(keys.find(issuer.current().kid())).isInstanceOf(Lookup.Found.class);
    }
}
