package ch.meuthak.lotse.console.docker;

import ch.meuthak.lotse.console.deploy.Deadline;
import ch.meuthak.lotse.console.deploy.GivenTime;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.time.Duration;

/** The time left for a call: until its deadline, and until the next byte is overdue. */
final class TimeLimit {
    private final Deadline end;
    private final long silence;
    private final GivenTime time;
    private volatile long heard;

    TimeLimit(Duration deadline, Duration silence, GivenTime time) {
        this.time = time;
        this.heard = time.nanos();
        this.end = Deadline.in(deadline, time);
        this.silence = silence.toNanos();
    }

    /** 0 or less when it is over. */
    long nanosLeft() {
        return Math.min(end.left(), heard + silence - time.nanos());
    }

    /** The same stream; each byte ends the silence. */
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
                heard = time.nanos();
                return result;
            }
        };
    }
}
