package ch.meuthak.lotse.console.docker;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.time.Duration;

/** The time that is left for a call: until its deadline, and until nothing was heard of it for too long. */
final class TimeLimit {
    private final long end;
    private final long silence;
    private volatile long heard = System.nanoTime();

    TimeLimit(Duration deadline, Duration silence) {
        this.end = heard + deadline.toNanos();
        this.silence = silence.toNanos();
    }

    /** 0 or less when it is over. */
    long nanosLeft() {
        long now = System.nanoTime();
        return Math.min(end - now, heard + silence - now);
    }

    /** The same stream, each byte of which is a sign of life. */
    InputStream watch(InputStream in) {
        return new FilterInputStream(in) {
            @Override
            public int read() throws IOException {
                return heard(super.read());
            }

            @Override
            public int read(byte[] bytes, int offset, int length) throws IOException {
                return heard(super.read(bytes, offset, length));
            }

            private int heard(int result) {
                heard = System.nanoTime();
                return result;
            }
        };
    }
}
