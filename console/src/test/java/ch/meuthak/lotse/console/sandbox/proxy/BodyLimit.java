package ch.meuthak.lotse.console.sandbox.proxy;

import io.undertow.server.RequestTooBigException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import org.xnio.channels.StreamSinkChannel;
import org.xnio.conduits.AbstractStreamSourceConduit;
import org.xnio.conduits.StreamSourceConduit;

/**
 * Ends a request body whose length was not told when it passes the limit. Undertow's own limit closes the connection instead,
 * so that nobody could answer 413.
 */
final class BodyLimit extends AbstractStreamSourceConduit<StreamSourceConduit> {
    private long left;

    BodyLimit(StreamSourceConduit next, long limit) {
        super(next);
        left = limit;
    }

    @Override
    public int read(ByteBuffer target) throws IOException {
        return (int) count(super.read(target));
    }

    @Override
    public long read(ByteBuffer[] targets, int offset, int length) throws IOException {
        return count(super.read(targets, offset, length));
    }

    @Override
    public long transferTo(long position, long count, FileChannel target) throws IOException {
        return count(super.transferTo(position, count, target));
    }

    @Override
    public long transferTo(long count, ByteBuffer through, StreamSinkChannel target) throws IOException {
        long moved = super.transferTo(count, through, target);
        count(moved + through.remaining());
        return moved;
    }

    private long count(long read) throws RequestTooBigException {
        left -= Math.max(0, read);
        if (left < 0) {
            throw new RequestTooBigException("The body is larger than the limit");
        }
        return read;
    }
}
