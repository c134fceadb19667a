package ch.meuthak.lotse.server.testing;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.ServerSocket;
import java.nio.channels.FileChannel;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.security.SecureRandom;
import java.util.Random;
import java.util.function.Predicate;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * What several tests of one machine must not use at the same time, whichever JVM they run in: ports, networks, engines. A claim
 * is a locked file in a folder that they share, and ends with the JVM that has it, however that ends.
 */
public final class Claims {
    private static final Path FOLDER =
            Path.of(System.getProperty("lotse.test.claims", System.getProperty("java.io.tmpdir") + "/lotse-claims"));
    private static final int LOWEST_PORT = 20_000;
    private static final int PORTS = 10_000;
    private static final Random RANDOM = new SecureRandom();

    private Claims() {}

    /**
     * A TCP port on which nothing listens, for a program that has to be told one. It is below those that the kernel gives to
     * connections, so nothing takes it between now and then.
     */
    public static int port() {
        int begin = RANDOM.nextInt(PORTS);
        Stream<Integer> ports = IntStream.range(0, PORTS).mapToObj(next -> LOWEST_PORT + (begin + next) % PORTS);
        return oneOf("port", ports, Claims::isFree);
    }

    private static boolean isFree(int port) {
        try (var everywhere = new ServerSocket(port)) {
            return everywhere.isBound();
        } catch (IOException taken) {
            return false;
        }
    }

    /**
     * The first of these that nobody else has claimed and that is free.
     *
     * @param kind a word for what is claimed; part of a file's name
     */
    public static <T> T oneOf(String kind, Stream<T> candidates, Predicate<T> isFree) {
        return candidates
                .filter(candidate -> claim(kind + "-" + candidate) && isFree.test(candidate))
                .findFirst()
                .orElseThrow(() -> new IllegalStateException("every " + kind + " is taken: see " + FOLDER));
    }

    /** Whether it is this JVM's from now on. */
    @SuppressWarnings("resource") // a lock is given back when its channel is closed: the end of the JVM does that
    private static boolean claim(String name) {
        try {
            return open(name).tryLock() != null;
        } catch (OverlappingFileLockException ours) {
            return false;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Holds it alone while this is open: others wait. Not for two threads of one JVM. */
    public static FileChannel alone(String name) {
        try {
            FileChannel channel = open(name);
            channel.lock();
            return channel;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static FileChannel open(String name) throws IOException {
        Files.createDirectories(FOLDER);
        return FileChannel.open(FOLDER.resolve(name), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
    }
}
