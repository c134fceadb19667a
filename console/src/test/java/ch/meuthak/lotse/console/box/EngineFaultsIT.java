package ch.meuthak.lotse.console.box;

import static org.assertj.core.api.Assertions.assertThat;

import ch.meuthak.lotse.console.docker.DockerEngine;
import ch.meuthak.lotse.console.docker.OwnEngine;
import ch.meuthak.lotse.console.docker.TinyImages;
import ch.meuthak.lotse.console.load.Load;
import ch.meuthak.lotse.console.web.Visitor;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** The engine under the box dies, hangs and comes back. */
@Timeout(1800)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@SuppressWarnings("NullAway.Init")
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class EngineFaultsIT {
    private static final Duration HANG = Duration.ofSeconds(Boolean.getBoolean("lotse.long") ? 60 : 8);

    /** On a busy machine, too: a page that waited for the engine would take its five seconds. */
    private static final Duration QUICK = Duration.ofSeconds(3);

    private OwnEngine own;
    private TinyBox box;
    private String other;

    @BeforeAll
    void up(@TempDir Path folder) throws Exception {
        own = OwnEngine.start(folder.resolve("engine"), "--live-restore");
        bridge("-I");
        ComposeStack images = ComposeStack.prepare(DockerEngine.require(), Map.of());
        copy(images.engine(), images.image("edge"), images.image("console"));
        box = TinyBox.up(own.engine(), folder);
        other = box.publish(TinyImages.GOOD);
    }

    /**
     * Where another engine is, it drops what it does not know also between two ports of one bridge; this engine, which was told
     * to leave the packet filter alone, cannot except its own.
     */
    static void bridge(String change) throws IOException, InterruptedException {
        new ProcessBuilder("iptables", change, "FORWARD", "-m", "physdev", "--physdev-is-bridged", "-j", "ACCEPT")
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .start()
                .waitFor();
    }

    private void copy(DockerEngine from, String... images) throws IOException, InterruptedException {
        var save = new ProcessBuilder("docker", "save");
        save.command().addAll(List.of(images));
        save.environment().put("DOCKER_HOST", "unix://" + from.socket());
        var load = new ProcessBuilder("docker", "load", "--quiet");
        load.environment().put("DOCKER_HOST", "unix://" + own.socket());
        for (Process process :
                ProcessBuilder.startPipeline(List.of(save, load.redirectOutput(ProcessBuilder.Redirect.DISCARD)))) {
            assertThat(process.waitFor()).isZero();
        }
    }

    @AfterAll
    void down() throws Exception {
        bridge("-D");
        try (OwnEngine engine = own) {
            if (box != null) {
                engine.signal("CONT");
                box.close();
            }
        }
    }

    private String notServing() throws Exception {
        return box.served().equals(other) ? box.first() : other;
    }

    /** On loopback, where a port that the engine publishes would go with it. */
    private InetSocketAddress edge() {
        return new InetSocketAddress(
                InetAddress.getLoopbackAddress(), box.stack().api().getPort());
    }

    @Test
    void anEngineThatHangsLosesNoRequestAndThePagesStayQuickAndSayThatNobodyKnows() throws Exception {
        String served = box.served();
        Visitor operator = box.operator();
        try (Load load = box.load(edge())) {
            own.signal("STOP");
            long end = System.nanoTime() + HANG.toNanos();
            try {
                box.stack()
                        .await(TinyBox.PATIENCE, () -> operator.get("/").body().contains("Not known: "));
                long began = System.nanoTime();
                HttpResponse<String> asked = box.ask("POST", "/api/deployments", "{\"digest\":\"" + other + "\"}");
                System.out.println("asked of an engine that hangs, after "
                        + Duration.ofNanos(System.nanoTime() - began).toMillis() + " ms: " + asked.statusCode() + " "
                        + asked.body());
                assertThat(asked.statusCode()).isEqualTo(503);
                assertThat(asked.body()).contains("it hangs");
                do {
                    assertThat(box.slowestPage(operator)).isLessThan(QUICK);
                } while (System.nanoTime() < end);
            } finally {
                own.signal("CONT");
            }
            box.awaitServing(served);
            assertThat(load.failures()).isEmpty();
        }
        box.deployed(notServing());
    }

    @Test
    void anEngineThatIsKilledLosesNoRequestWithLiveRestoreAndIsUsedAgainWhenItIsBack() throws Exception {
        String served = box.served();
        List<String> releases = box.releases();
        Visitor operator = box.operator();
        try (Load load = box.load(edge())) {
            own.kill();
            box.stack().await(TinyBox.PATIENCE, () -> operator.get("/").body().contains("Not known: "));
            assertThat(box.slowestPage(operator)).isLessThan(QUICK);
            HttpResponse<String> asked = box.ask("POST", "/api/deployments", "{\"digest\":\"" + other + "\"}");
            System.out.println("asked of a dead engine: " + asked.statusCode() + " " + asked.body());
            assertThat(asked.statusCode()).isEqualTo(503);
            own.startAgain();
            // This engine made its socket anew, while the console's mount is still the old one: the console finds out.
            box.awaitServing(served);
            assertThat(box.stack().logs()).contains("the Docker engine has recreated its socket");
            assertThat(load.failures()).isEmpty();
        }
        assertThat(box.releases()).isEqualTo(releases);
        box.deployed(notServing());
    }

    /** The engine ends what it finds running, and starts it again: seconds of an outage, and nobody has to do anything. */
    @Test
    @Order(Order.DEFAULT + 1)
    void anEngineThatIsKilledWithoutLiveRestoreStartsEverythingAgainByItself() throws Exception {
        String served = box.served();
        try (Load load = box.load(edge())) {
            own.kill();
            own.startAgainWith();
            box.awaitServing(served);
            System.out.println("without live-restore: " + load.failed() + " of " + load.sent() + " requests failed");
        }
    }

    /** As a reboot, blue and green: the second deployment puts its release where that of the first was not. */
    @Test
    @Order(Order.DEFAULT + 2)
    void aBoxThatIsShutDownAndStartedServesTheReleaseThatWasDeployedLast() throws Exception {
        String served = box.served();
        own.kill();
        own.startAgainWith();
        box.awaitServing(served);
        for (int i = 0; i < 2; i++) {
            String wanted = notServing();
            box.deployed(wanted);
            own.stop();
            assertThat(edgeAnswers()).isFalse();
            long began = System.nanoTime();
            own.startAgain();
            box.awaitServing(wanted);
            System.out.println("started again: serves " + wanted + " after "
                    + Duration.ofNanos(System.nanoTime() - began).toMillis() + " ms");
            assertThat(box.releases()).hasSize(1);
        }
    }

    private boolean edgeAnswers() throws Exception {
        try {
            return !box.served().isEmpty();
        } catch (IOException e) {
            return false;
        }
    }
}
