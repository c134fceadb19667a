package ch.meuthak.lotse.console.deploy;

import static org.assertj.core.api.Assertions.assertThat;

import ch.meuthak.lotse.server.testing.Await;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A box that nobody looks at and where nothing happens asks its platform seldom: each question costs CPU. */
class QuietBoxTest {
    private final AtomicInteger questions = new AtomicInteger();
    private Box box;
    private Release serving;

    @BeforeEach
    void serveARelease(@TempDir Path folder) {
        box = new Box(folder);
        box.platformWrap = platform -> new ForwardingPlatform(platform) {
            @Override
            public Optional<Running> running(Slot slot) throws PlatformException {
                questions.incrementAndGet();
                return super.running(slot);
            }
        };
        box.watched = () -> false;
        box.open();
        serving = box.deployed(box.publish("good"));
        Await.until("what serves", () -> box.queue().serving().alive());
    }

    @AfterEach
    void stop() {
        box.close();
    }

    @Test
    void thePlatformIsAskedSeldom() throws InterruptedException {
        int before = questions.get();
        Duration time = box.settings.watch().multipliedBy(4L * DeploymentContext.CALM);

        Thread.sleep(time);

        assertThat(questions.get() - before)
                .as("questions in %s, where an operator who looks would see 60 looks", time)
                .isLessThan(20);
    }

    @Test
    void aReleaseThatDiesIsFoundOutAllTheSame() {
        box.running(box.queue().serving().slot().orElseThrow())
                .flatMap(found -> ProcessHandle.of(Long.parseLong(found.id())))
                .orElseThrow()
                .destroyForcibly();

        Await.until("that it is dead", () -> !box.queue().serving().alive());
        assertThat(box.queue().serving().release()).contains(serving);
    }
}
