package ch.meuthak.lotse.console.deploy.rollout;

import static org.assertj.core.api.Assertions.assertThat;

import ch.meuthak.lotse.console.deploy.PlatformException;
import ch.meuthak.lotse.console.deploy.Release;
import ch.meuthak.lotse.console.deploy.Slot;
import ch.meuthak.lotse.server.testing.Await;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A box that nobody looks at and where nothing happens asks its platform seldom: each question costs CPU. */
class QuietBoxTest {
    private final AtomicInteger questions = new AtomicInteger();

    /** How often it was asked whether somebody looks: each time the platform would be asked next if somebody did. */
    private final AtomicInteger chances = new AtomicInteger();

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
        box.watched = () -> {
            chances.incrementAndGet();
            return false;
        };
        box.open();
        serving = box.deployed(box.publish("good"));
        Await.until("what serves", () -> box.queue().serving().alive());
    }

    @AfterEach
    void stop() {
        box.close();
    }

    @Test
    void thePlatformIsAskedSeldom() {
        int asked = questions.get();
        int until = chances.get() + 4 * DeploymentContext.CALM;

        Await.until("that an operator who looks would have seen 60 looks", () -> chances.get() >= until);

        assertThat(questions.get() - asked).isLessThan(20);
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
