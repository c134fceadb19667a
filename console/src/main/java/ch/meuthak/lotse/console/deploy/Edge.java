package ch.meuthak.lotse.console.deploy;

import java.net.URI;
import java.util.Optional;

/**
 * What holds port 5000 and sends the traffic to one slot. Every call has a deadline of its own and can be made again. An
 * edge may outlive the console (HAProxy does) or die with it (the embedded one does): whoever starts asks {@link #active}.
 */
public interface Edge {

    /** The slot that has the traffic, as the edge itself says; absent when none has. */
    Optional<Slot> active() throws PlatformException;

    /**
     * Sends every new request to the slot at the address, in one step, and returns when that is so; requests under way
     * finish where they are, idle connections to the other slot are closed. Routing to where the traffic goes already
     * changes nothing.
     */
    void route(Slot slot, URI address) throws PlatformException;

    /**
     * Whether the slot gave an answer to the edge's own last check. Costs little, unlike a look at the platform.
     *
     * @return true also where the edge makes no checks
     */
    default boolean answers(Slot slot) throws PlatformException {
        return true;
    }

    /** Numbers of a slot since the edge started, whatever was in it; only differences say something of a release. */
    Traffic traffic(Slot slot) throws PlatformException;

    /** What has not ended in a slot now, of every kind and path. */
    OpenRequests open(Slot slot) throws PlatformException;

    /**
     * What a release did with whole requests. Left out is whatever a client could have decided: requests that were not whole
     * when they were sent to the slot (long bodies), upgraded connections, HTTP/1.0, calls of the hook (the console answers
     * there), and what a release rightly refuses (4xx, 501, 505).
     *
     * @param run which start of the edge these count from: two with another one cannot be compared
     * @param requests those answered with 2xx and 3xx, and the errors; within one run it only rises
     * @param serverErrors those answered with 5xx, those that got no answer, and short answers that were cut; the same
     */
    record Traffic(String run, long requests, long serverErrors) {
        /** Standard deviations on one side that stand for 99.9 %. */
        private static final double DEVIATIONS = 3.09;

        /** What these answers and these errors are together. */
        public static Traffic of(String run, long answers, long errors) {
            return new Traffic(run, answers + errors, errors);
        }

        /** What was added since an earlier look; absent when that is not known: the edge has started again in between. */
        public Optional<Traffic> since(Traffic earlier) {
            boolean sameRun =
                    run.equals(earlier.run) && requests >= earlier.requests && serverErrors >= earlier.serverErrors;
            return sameRun
                    ? Optional.of(new Traffic(run, requests - earlier.requests, serverErrors - earlier.serverErrors))
                    : Optional.empty();
        }

        /** From 0 to 1; 0 when there were no requests. */
        public double errorRate() {
            return requests == 0 ? 0 : (double) serverErrors / requests;
        }

        /**
         * The rate that is really there at least, with 99.9 % certainty: three of twenty-five may be chance, thirty of two
         * hundred and fifty are not. From 0 to {@link #errorRate}.
         *
         * @see <a href="https://doi.org/10.1080/01621459.1927.10502953">Wilson's score interval, its lower end</a>
         */
        public double certainErrorRate() {
            if (serverErrors == 0) {
                return 0;
            }
            double rate = errorRate();
            double spread = DEVIATIONS
                    * Math.sqrt(rate * (1 - rate) / requests + DEVIATIONS * DEVIATIONS / (4.0 * requests * requests));
            double middle = rate + DEVIATIONS * DEVIATIONS / (2.0 * requests);
            return Math.max(0, (middle - spread) / (1 + DEVIATIONS * DEVIATIONS / requests));
        }
    }
}
