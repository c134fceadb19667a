package ch.meuthak.lotse.console.diagnosis;

import static ch.meuthak.lotse.console.facts.ReferenceTopology.NOON;

import ch.meuthak.lotse.console.diagnosis.rules.Rulebook;
import ch.meuthak.lotse.console.facts.Access;
import ch.meuthak.lotse.console.facts.Box;
import ch.meuthak.lotse.console.facts.Box.BoundPort;
import ch.meuthak.lotse.console.facts.Certificate;
import ch.meuthak.lotse.console.facts.Change;
import ch.meuthak.lotse.console.facts.Fact;
import ch.meuthak.lotse.console.facts.HttpVisit;
import ch.meuthak.lotse.console.facts.KeyKind;
import ch.meuthak.lotse.console.facts.LastSeen;
import ch.meuthak.lotse.console.facts.Latency;
import ch.meuthak.lotse.console.facts.Outside;
import ch.meuthak.lotse.console.facts.ReferenceTopology;
import ch.meuthak.lotse.console.facts.ReleaseFacts;
import ch.meuthak.lotse.console.facts.ServedTls;
import ch.meuthak.lotse.console.facts.ZoneAnswer;
import ch.meuthak.lotse.console.facts.ZoneAnswer.ValidationLookup;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.UnaryOperator;

/**
 * The healthy reference deployment as everything that can look at it sees it, and the same with things changed. Nothing in it is
 * unread: a rule that is quiet here is quiet because all is well.
 */
public final class Scene {
    public static final String RELEASE = "1.4.0+4f1c2d3e4b5a";
    public static final int CONSOLE_PORT = 5080;

    public ReferenceTopology topology = ReferenceTopology.healthy();
    public ReleaseFacts release = new ReleaseFacts(false, Optional.of(RELEASE), true, true, "Ready since noon.");
    public ZoneAnswer zone;
    public ServedTls tls;
    public HttpVisit domain = visit("https://" + ReferenceTopology.DOMAIN + "/", 200, RELEASE);
    public HttpVisit straight = visit("http://" + ReferenceTopology.PUBLIC_IP + ":5000/", 200, RELEASE);
    public Box box = new Box(
            List.of(new BoundPort("0.0.0.0", 5000)),
            List.of(new BoundPort("127.0.0.1", CONSOLE_PORT)),
            List.of(container("edge", "running", 0), container("backend", "running", 0)),
            Optional.of(resources(400, 3000, 0.01)),
            Optional.of(Duration.ofSeconds(75)),
            NOON);
    public Access access = Parts.access(KeyKind.TEMPORARY, true);
    public List<LastSeen> lastSeen = List.of(new LastSeen(
            ReferenceTopology.INSTANCE_ID,
            NOON.minus(Duration.ofMinutes(5)),
            NOON.minus(Duration.ofHours(3)),
            ReferenceTopology.PUBLIC_IP,
            "172.31.20.14"));
    public List<Change> changes = List.of();

    /** For how long the console has looked at it before noon. */
    public Duration watchedFor = Duration.ZERO;

    private Scene() {
        Certificate certificate = ReferenceTopology.certificateUntil(NOON.plus(Duration.ofDays(200)));
        Certificate.ValidationRecord wanted = certificate.validationRecords().getFirst();
        zone = zone(Fact.known(List.of()), new ValidationLookup(wanted.name(), "meuthak.ch", wanted.value(), ""));
        tls = tls("0a7c1e559d426be83f10c4d27790abcd", "");
    }

    public static HttpVisit visit(String url, int status, String release) {
        Duration some = Duration.ofMillis(12);
        return HttpVisit.answered(url, status, release, new Latency(some, some, some, some), NOON);
    }

    public static ZoneAnswer zone(Fact<List<String>> caa, ValidationLookup... validations) {
        return new ZoneAnswer(
                "meuthak.ch",
                List.of("ns1.example.net", "ns2.example.net"),
                true,
                ReferenceTopology.LOAD_BALANCER_DNS_NAME,
                List.of(),
                List.of(validations),
                caa,
                NOON);
    }

    public static ServedTls tls(String serial, String chainFault) {
        return new ServedTls(
                "52.201.14.77:443",
                "TLSv1.3",
                "TLS_AES_128_GCM_SHA256",
                List.of(ReferenceTopology.DOMAIN),
                "CN=Amazon RSA 2048 M03",
                serial,
                NOON.plus(Duration.ofDays(200)),
                3,
                chainFault,
                NOON);
    }

    /** Started an hour before noon. */
    public static Box.Container container(String service, String state, int restarts) {
        return new Box.Container(
                service, "lotse_" + service + "_1", state, restarts, NOON.minus(Duration.ofHours(1)), List.of());
    }

    /** Restarted four times, last because it ran out of memory at that time. */
    public static Box.Container starved(String service, Instant at) {
        long mebibyte = 1024 * 1024;
        return new Box.Container(
                service,
                "lotse_" + service + "_1",
                "running",
                4,
                at,
                List.of(),
                192 * mebibyte,
                Optional.of(new Box.End(
                        137, true, at, Optional.of(new Box.Use(187 * mebibyte, at.minus(Duration.ofSeconds(5)))))));
    }

    /** Of a t2.micro with 8 GiB, in MiB. */
    public static Box.Resources resources(long memory, long disk, double stolen) {
        long mebibyte = 1024 * 1024;
        return new Box.Resources(
                960 * mebibyte,
                memory * mebibyte,
                8192 * mebibyte,
                disk * mebibyte,
                Optional.of(new Box.Cpu(stolen, stolen, 0)));
    }

    /** The same box with other containers. */
    public void containers(Box.Container... others) {
        box = new Box(box.api(), box.console(), List.of(others), box.resources(), box.idleTimeout(), box.at());
    }

    public void left(Box.Resources resources) {
        box = new Box(box.api(), box.console(), box.containers(), Optional.of(resources), box.idleTimeout(), box.at());
    }

    /** The API is published there. */
    public void published(BoundPort... api) {
        box = new Box(List.of(api), box.console(), box.containers(), box.resources(), box.idleTimeout(), box.at());
    }

    public void idleTimeout(int seconds) {
        box = new Box(
                box.api(),
                box.console(),
                box.containers(),
                box.resources(),
                Optional.of(Duration.ofSeconds(seconds)),
                box.at());
    }

    public static Scene healthy() {
        return new Scene();
    }

    public static Scene with(Consumer<Scene> change) {
        var scene = new Scene();
        change.accept(scene);
        return scene;
    }

    public void aws(UnaryOperator<ReferenceTopology> change) {
        topology = change.apply(topology);
    }

    /** Whoever asks through the domain gets an error of the load balancer. */
    public void unanswered() {
        domain = visit(domain.url(), 502, "");
    }

    public Observations observations() {
        return new Observations(
                topology.topology(),
                release,
                CONSOLE_PORT,
                new Outside(Fact.known(zone), Fact.known(tls), Fact.known(domain), Fact.known(straight)),
                Fact.known(box),
                Fact.known(access),
                Fact.known(lastSeen),
                Fact.known(changes));
    }

    /** The rules that are found, consequences included. */
    public List<Rule> rules() {
        return diagnose().all().map(Finding::rule).toList();
    }

    /** What one of them has found. */
    public Finding finding(Rule rule) {
        return diagnose()
                .all()
                .filter(one -> one.rule() == rule)
                .findFirst()
                .orElseThrow(() -> new AssertionError("not found: " + rule));
    }

    /** At noon, after having been watched. */
    public Diagnosis diagnose() {
        Instant begun = NOON.minus(watchedFor);
        Optional<Diagnosis> before = watchedFor.isZero()
                ? Optional.empty()
                : Optional.of(Diagnosis.of(Rulebook.ALL, observations(), Optional.empty(), begun));
        return Diagnosis.of(Rulebook.ALL, observations(), before, NOON);
    }
}
