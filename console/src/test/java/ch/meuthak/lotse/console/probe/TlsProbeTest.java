package ch.meuthak.lotse.console.probe;

import static org.assertj.core.api.Assertions.assertThat;

import ch.meuthak.lotse.console.facts.Fact;
import ch.meuthak.lotse.console.facts.HttpVisit;
import ch.meuthak.lotse.console.facts.Problem;
import ch.meuthak.lotse.console.facts.ServedTls;
import ch.meuthak.lotse.console.sandbox.tls.LocalCertificate;
import ch.meuthak.lotse.console.sandbox.tls.OtherCertificates;
import ch.meuthak.lotse.console.sandbox.tls.ServedKeys;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import javax.net.ssl.SNIMatcher;
import javax.net.ssl.SNIServerName;
import javax.net.ssl.SSLParameters;
import javax.net.ssl.SSLSocket;
import javax.net.ssl.StandardConstants;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(120)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class TlsProbeTest {
    private static final String DOMAIN = "backend.example.ch";
    private static final Duration DEADLINE = Duration.ofMillis(900);
    private static final Duration SLACK = Duration.ofSeconds(8);
    private static final InstantSource CLOCK = InstantSource.system();

    @SuppressWarnings("NullAway.Init")
    private LocalCertificate certificate;

    @SuppressWarnings("NullAway.Init")
    private LocalCertificate.Served good;

    @SuppressWarnings("NullAway.Init")
    private OtherCertificates others;

    @SuppressWarnings("NullAway.Init")
    private TrustedChain trust;

    @BeforeAll
    void make(@TempDir Path folder) throws Exception {
        certificate = new LocalCertificate(folder, DOMAIN);
        good = certificate.open(CLOCK.instant());
        others = new OtherCertificates(certificate, DOMAIN);
        trust = TrustedChain.of(Optional.of(certificate.authority()));
    }

    private Fact<ServedTls> look(InetSocketAddress... addresses) {
        long begun = System.nanoTime();
        Fact<ServedTls> seen =
                new TlsProbe(trust, Duration.ofSeconds(20), CLOCK).look(DOMAIN, () -> List.of(addresses));
        assertThat(Duration.ofNanos(System.nanoTime() - begun)).isLessThan(Duration.ofSeconds(20));
        return seen;
    }

    /** Of a server that lasts until the deadline. */
    private Problem problemAtTheDeadline(RawServer server) throws IOException {
        long begun = System.nanoTime();
        Problem problem = problem(server, DEADLINE);
        assertThat(Duration.ofNanos(System.nanoTime() - begun)).isLessThan(DEADLINE.plus(SLACK));
        return problem;
    }

    private Problem problem(RawServer server) throws IOException {
        return problem(server, Duration.ofSeconds(20));
    }

    private Problem problem(RawServer server, Duration deadline) throws IOException {
        try (server) {
            var seen = new TlsProbe(trust, deadline, CLOCK).look(DOMAIN, () -> List.of(server.address()));
            return switch (seen) {
                case Fact.Failed<ServedTls>(var problem) -> problem;
                case Fact<ServedTls> other -> throw new AssertionError("no failure: " + other);
            };
        }
    }

    /** A server with these keys that answers 200 to whoever gets so far; tells which requests and names it has heard. */
    private static RawServer serving(ServedKeys keys, BlockingQueue<String> heard) throws Exception {
        var context = keys.context();
        return new RawServer(plain -> {
            SSLSocket socket = secured(context.getSocketFactory().createSocket(plain, "", plain.getPort(), true));
            SSLParameters parameters = socket.getSSLParameters();
            parameters.setSNIMatchers(List.of(new Asked(heard)));
            socket.setSSLParameters(parameters);
            socket.startHandshake();
            String request = RawServer.request(socket);
            if (!request.isEmpty()) {
                heard.add(request);
                socket.getOutputStream()
                        .write("HTTP/1.1 200 OK\r\nX-Release: 1.4.0\r\n\r\n".getBytes(StandardCharsets.US_ASCII));
            }
            socket.close();
        });
    }

    /** Notes the name at the beginning of the handshake: the probe may be gone before its end is seen. */
    private static final class Asked extends SNIMatcher {
        private final BlockingQueue<String> heard;

        private Asked(BlockingQueue<String> heard) {
            super(StandardConstants.SNI_HOST_NAME);
            this.heard = heard;
        }

        @Override
        public boolean matches(SNIServerName name) {
            return heard.add(new String(name.getEncoded(), StandardCharsets.US_ASCII));
        }
    }

    private static SSLSocket secured(Socket socket) {
        var secured = (SSLSocket) socket;
        secured.setUseClientMode(false);
        return secured;
    }

    private ServedTls served(ServedKeys keys) throws Exception {
        try (RawServer server = serving(keys, new LinkedBlockingQueue<>())) {
            return look(server.address()).toOptional().orElseThrow();
        }
    }

    @Test
    void whatIsServedIsToldAndTheNameIsAskedFor() throws Exception {
        var heard = new LinkedBlockingQueue<String>();
        try (RawServer server = serving(good.keys(), heard)) {
            ServedTls tls = look(server.address()).toOptional().orElseThrow();

            assertThat(heard.poll(10, TimeUnit.SECONDS)).contains(DOMAIN);
            assertThat(tls.address()).isEqualTo("127.0.0.1:" + server.address().getPort());
            assertThat(tls.protocol()).isEqualTo("TLSv1.3");
            assertThat(tls.cipher()).startsWith("TLS_");
            assertThat(tls.names()).containsExactly(DOMAIN, "localhost");
            assertThat(tls.serial()).isEqualTo(good.leaf().getSerialNumber().toString(16));
            assertThat(tls.notAfter()).isEqualTo(good.leaf().getNotAfter().toInstant());
            assertThat(tls.certificates()).isEqualTo(2);
            assertThat(tls.chainFault()).isEmpty();
        }
    }

    @Test
    void whatClientsHoldAgainstAChainIsSaid() throws Exception {
        assertThat(served(others.expired()).chainFault()).startsWith("the certificate expired at ");
        assertThat(served(others.selfSigned()).chainFault()).isEqualTo("the certificate is self-signed");
        assertThat(served(others.withoutIssuer()).chainFault())
                .isEqualTo(
                        "the chain is incomplete: the load balancer does not serve the certificate of CN=Lotse sandbox"
                                + " intermediate, and clients do not have it");
        assertThat(served(others.forName("other.example.ch")).chainFault())
                .isEqualTo("the certificate is for other.example.ch, not for " + DOMAIN);
        assertThat(served(others.forName("*.example.ch")).chainFault()).isEmpty();
        assertThat(served(others.another()).chainFault()).isEmpty();
    }

    /** Who serves a certificate writes the names in it; U+009B steers a terminal as ESC [ does. */
    @Test
    void theNamesOfWhoSignedAreToldWithoutControlCharacters() throws Exception {
        var evil = others.signedBy("CN=evil\\C2\\9B31m\\E2\\80\\AE");

        assertThat(served(evil).issuer()).isEqualTo("CN=evil?31m?");
        assertThat(served(evil).chainFault()).contains("CN=evil?31m?").doesNotContain("\u009b");
    }

    @Test
    void anAuthorityThatNobodyKnowsIsNamed() throws Exception {
        try (RawServer server = serving(good.keys(), new LinkedBlockingQueue<>())) {
            var usual = new TlsProbe(TrustedChain.of(Optional.empty()), Duration.ofSeconds(20), CLOCK);

            assertThat(usual.look(DOMAIN, () -> List.of(server.address())).map(ServedTls::chainFault))
                    .isEqualTo(Fact.known("clients do not trust the authority CN=Lotse sandbox authority"));
        }
    }

    @Test
    void aCertificateIsJudgedByTheClock() throws Exception {
        Instant later = good.leaf().getNotAfter().toInstant().plusSeconds(1);
        Instant earlier = good.leaf().getNotBefore().toInstant().minusSeconds(1);
        var chain = List.of(good.leaf());

        assertThat(trust.fault(chain, DOMAIN, later)).startsWith("the certificate expired at ");
        assertThat(trust.fault(chain, DOMAIN, earlier)).startsWith("the certificate is not valid before ");
        assertThat(trust.fault(chain, DOMAIN, CLOCK.instant())).isEmpty();
    }

    @Test
    void anAddressThatRefusesIsFollowedByTheNext() throws Exception {
        try (RawServer server = serving(good.keys(), new LinkedBlockingQueue<>())) {
            var nobody = new InetSocketAddress("127.0.0.9", server.address().getPort());

            assertThat(look(nobody, server.address()).toOptional()).isPresent();
        }
    }

    @Test
    void whoeverAcceptsAndSaysNothingIsLeftAtTheDeadline() throws Exception {
        Problem problem = problemAtTheDeadline(RawServer.silent());

        assertThat(problem.error()).isEqualTo("Timeout");
        assertThat(problem.message()).contains("the TLS handshake did not end within 900 ms");
    }

    @Test
    void aHandshakeThatDripsIsLeftAtTheDeadline() throws Exception {
        byte[] header = {22, 3, 3, 0x3f, 0};

        assertThat(problemAtTheDeadline(RawServer.dripping(header, (byte) 2)).error())
                .isEqualTo("Timeout");
    }

    @Test
    void whatIsNoTlsIsSaidToBeNone() throws Exception {
        Problem problem = problem(new RawServer(socket -> socket.getOutputStream()
                .write("HTTP/1.1 400 Bad Request\r\n\r\n".getBytes(StandardCharsets.US_ASCII))));

        assertThat(problem.message()).contains("what answers does not speak TLS");
    }

    @Test
    void aResetIsAConnectionThatBrokeOff() throws Exception {
        assertThat(problem(RawServer.resetting()).message()).contains("broke off");
    }

    @Test
    void aDomainWithoutAnAddressIsSaidToHaveNone() {
        Fact<ServedTls> seen = look();

        assertThat(seen).isInstanceOfSatisfying(Fact.Failed.class, failed -> assertThat(
                        failed.problem().message())
                .contains("the name has no address"));
    }

    @Test
    void aNameThatTlsCannotAskForIsSaidToBeOne() throws Exception {
        String name = "back_end.example.ch";
        try (RawServer server = serving(good.keys(), new LinkedBlockingQueue<>())) {
            var seen = new TlsProbe(trust, Duration.ofSeconds(20), CLOCK).look(name, () -> List.of(server.address()));
            var visit = new HttpProbe(trust, Duration.ofSeconds(20), CLOCK)
                    .throughDomain(name, server.address().getPort(), () -> List.of(server.address()));

            assertThat(seen).isInstanceOfSatisfying(Fact.Failed.class, failed -> assertThat(
                            failed.problem().message())
                    .contains(name, "letters, digits"));
            assertThat(visit.failure()).contains(name, "LOTSE_DOMAIN");
        }
    }

    private HttpVisit throughDomain(RawServer server) throws Exception {
        var http = new HttpProbe(trust, Duration.ofSeconds(20), CLOCK);
        return http.throughDomain(DOMAIN, server.address().getPort(), () -> List.of(server.address()));
    }

    @Test
    void aRequestThroughTheDomainIsMeasuredStepByStep() throws Exception {
        var heard = new LinkedBlockingQueue<String>();
        try (RawServer server = serving(good.keys(), heard)) {
            HttpVisit visit = throughDomain(server);

            assertThat(visit.status()).isEqualTo(200);
            assertThat(visit.release()).isEqualTo("1.4.0");
            assertThat(visit.url()).startsWith("https://" + DOMAIN + ":");
            assertThat(visit.latency()).hasValueSatisfying(latency -> {
                assertThat(latency.tls()).isPositive();
                assertThat(latency.connect()).isPositive();
                assertThat(latency.firstByte()).isPositive();
            });
            heard.take();
            assertThat(heard.take()).contains("Host: " + DOMAIN + ":");
        }
    }

    @Test
    void nothingIsSentToWhoeverCannotBeTrusted() throws Exception {
        var heard = new LinkedBlockingQueue<String>();
        try (RawServer server = serving(others.selfSigned(), heard)) {
            assertThat(throughDomain(server).failure())
                    .isEqualTo("clients do not trust its certificate, as the certificate is self-signed");

            assertThat(heard.poll(30, TimeUnit.SECONDS)).contains(DOMAIN);
            assertThat(heard.poll(300, TimeUnit.MILLISECONDS)).isNull();
        }
    }
}
