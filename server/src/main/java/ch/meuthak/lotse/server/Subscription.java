package ch.meuthak.lotse.server;

/** Somebody's wish to be told; closing it ends that, and closing it twice does nothing more. */
public interface Subscription extends AutoCloseable {
    @Override
    void close();
}
