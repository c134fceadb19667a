package ch.meuthak.lotse.console.deploy.rollout;

import java.time.InstantSource;
import java.util.SplittableRandom;
import java.util.concurrent.atomic.AtomicLong;

/** Makes ids that sort by time: nine base-36 digits of milliseconds and three by chance, {@code mhyq2k8v1-x7c}. */
final class DeploymentIds {
    private static final int CHANCE = 36 * 36 * 36;

    private final InstantSource clock;
    private final AtomicLong last = new AtomicLong();
    private final SplittableRandom random = new SplittableRandom();

    DeploymentIds(InstantSource clock) {
        this.clock = clock;
    }

    synchronized String next() {
        long time = last.updateAndGet(before -> Math.max(before + 1, clock.millis()));
        return padded(Long.toString(time, 36), 9) + "-" + padded(Integer.toString(random.nextInt(CHANCE), 36), 3);
    }

    private static String padded(String digits, int length) {
        return "0".repeat(Math.max(0, length - digits.length())) + digits;
    }
}
