package ch.meuthak.lotse.console.pipeline;

import static ch.meuthak.lotse.console.pipeline.Answers.DIGEST;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;

/** A test of the action against a hook that holds each of its calls to the contract, and answers what the test wants. */
@SuppressWarnings("NullAway.Init")
abstract class StubbedAction {
    static final Duration SOON = Duration.ofSeconds(60);

    @TempDir
    Path folder;

    StubHook hook;

    @BeforeEach
    void start() throws IOException {
        hook = new StubHook();
    }

    @AfterEach
    void stop() {
        hook.close();
    }

    /** A job that asks the hook for {@link Answers#DIGEST}. */
    Runner runner() throws IOException {
        return hook.runner(folder).with("digest", DIGEST);
    }
}
