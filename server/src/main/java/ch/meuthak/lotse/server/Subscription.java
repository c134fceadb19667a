package ch.meuthak.lotse.server;

/** A listener's registration. Closing it ends the calls; closing it again does nothing. */
public interface Subscription extends AutoCloseable {
    @Override
    void close();
}
