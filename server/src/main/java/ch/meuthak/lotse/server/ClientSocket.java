package ch.meuthak.lotse.server;

import io.helidon.common.buffers.BufferData;
import io.helidon.webserver.ConnectionContext;
import java.util.function.BooleanSupplier;

/** The end of a connection. The client may have gone at any time; then there is nothing left to do but close. */
record ClientSocket(ConnectionContext context) {
    private static final long LINGER_BYTES = 16 << 20;

    /** Reads on, so that the kernel does not reset the connection before the client has read the answer. */
    void linger(BooleanSupplier late) {
        try {
            long left = LINGER_BYTES;
            byte[] bytes = context.serverSocket().get();
            while (bytes != null && left > 0 && !late.getAsBoolean()) {
                left -= bytes.length;
                bytes = context.serverSocket().get();
            }
        } catch (RuntimeException e) {
            // the client has gone, or the time is up
        }
    }

    void closeWith(byte[] answer) {
        try {
            context.dataWriter().writeNow(BufferData.create(answer));
        } catch (RuntimeException e) {
            // nobody waits for the answer
        } finally {
            close();
        }
    }

    void close() {
        try {
            context.serverSocket().close();
        } catch (RuntimeException e) {
            // another thread has closed it
        }
    }
}
