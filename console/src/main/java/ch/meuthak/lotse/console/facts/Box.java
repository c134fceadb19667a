package ch.meuthak.lotse.console.facts;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * The box that the console runs on: what runs and listens there, and what is left of it.
 *
 * @param api where the API is published; empty when the console does not know who publishes it
 * @param console where something listens on the console's port
 * @param containers the containers of the deployment, also those that do not run
 * @param resources memory, disk and processor; absent where the machine does not tell
 * @param idleTimeout for how long the API was seen to keep an idle connection open, or longer; absent until that was tried
 * @param at when it was looked at
 */
public record Box(
        List<BoundPort> api,
        List<BoundPort> console,
        List<Container> containers,
        Optional<Resources> resources,
        Optional<Duration> idleTimeout,
        Instant at) {
    /** The Compose service that holds the API's port. */
    public static final String EDGE = "edge";

    /** A TCP port that something listens on, {@code 0.0.0.0} for every address. */
    public record BoundPort(String address, int port) {

        public boolean isLoopback() {
            return address.startsWith("127.") || address.equals("::1") || address.equals("localhost");
        }

        @Override
        public String toString() {
            return (address.contains(":") ? "[" + address + "]" : address) + ":" + port;
        }
    }

    /**
     * A container, as the engine describes it.
     *
     * @param service Compose's name for it, {@code edge}
     * @param state {@code running}, {@code restarting}, {@code exited}, {@code created}, {@code paused} or {@code dead}
     * @param restarts how often the engine has started it again
     * @param startedAt when it was started last
     * @param published where its TCP ports are published on the box
     * @param memoryLimit bytes that it may use; 0 for as many as there are
     * @param end how it ended last, in the last minutes; absent when it did not
     * @see <a href="https://docs.docker.com/reference/api/engine/">Docker Engine API, ContainerInspect</a>
     */
    public record Container(
            String service,
            String name,
            String state,
            int restarts,
            Instant startedAt,
            List<BoundPort> published,
            long memoryLimit,
            Optional<End> end) {

        /** One of which no more is known. */
        public Container(
                String service, String name, String state, int restarts, Instant startedAt, List<BoundPort> published) {
            this(service, name, state, restarts, startedAt, published, 0, Optional.empty());
        }

        public boolean runs() {
            return state.equals("running");
        }
    }

    /**
     * How a container ended.
     *
     * @param outOfMemory whether the kernel killed one of its processes because there was no memory
     * @param used bytes of memory when it was last measured before; absent when it never was
     */
    public record End(int code, boolean outOfMemory, Instant at, Optional<Use> used) {}

    /** Bytes of memory that a container used at that time. */
    public record Use(long bytes, Instant at) {}

    /**
     * What is left of the box, in bytes.
     *
     * @param memory all its memory
     * @param availableMemory what a new program could have
     * @param disk the size of the file system that state and images are on
     * @param freeDisk what is free of it
     * @param cpu what the box was given of its processor; absent until a minute has passed
     */
    public record Resources(long memory, long availableMemory, long disk, long freeDisk, Optional<Cpu> cpu) {}

    /**
     * What the box was not given of its processor during the last minute or two; each a share, 0 to 1.
     *
     * @param steal of all time, that the hypervisor withheld: what happens to a burstable instance whose CPU credits are used up
     * @param stealOfWanted of the time only in which the box had work to do
     * @param throttled of all time, in which the console wanted the processor and a limit of its control group withheld it
     */
    public record Cpu(double steal, double stealOfWanted, double throttled) {
        private static final double SOME = 0.05;
        private static final double MUCH = 0.5;
        private static final double OFTEN = 0.25;

        /** Whether the hypervisor withholds half of what the box asks for, or more. */
        public boolean isStolen() {
            return steal >= SOME && stealOfWanted >= MUCH;
        }

        /** Whether a limit withholds it again and again. */
        public boolean isThrottled() {
            return throttled >= OFTEN;
        }
    }
}
