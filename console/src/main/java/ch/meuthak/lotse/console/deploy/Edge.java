package ch.meuthak.lotse.console.deploy;

import java.net.URI;
import java.util.Optional;

/**
 * Listens on port 5000 and sends the traffic to one slot. Every call has a deadline and can be repeated. An edge may outlive
 * the console (HAProxy) or die with it (the embedded one), so a console that starts asks {@link #active}.
 */
public interface Edge {

    /** The slot with the traffic, as the edge reports it; absent if there is none. */
    Optional<Slot> active() throws PlatformException;

    /**
     * Sends every new request to the slot at the address, in one step, and returns when that is done. Open requests finish
     * where they are. Idle connections to the other slot are closed. Nothing changes if the traffic goes there already.
     */
    void route(Slot slot, URI address) throws PlatformException;

    /**
     * Whether the slot answered the edge's own last check. This is cheap, unlike a call of the platform.
     *
     * @return true also if the edge makes no checks
     */
    default boolean answers(Slot slot) throws PlatformException {
        return true;
    }

    /** The counters of a slot since the start of the edge, for all releases in it. Only differences say something of one release. */
    Traffic traffic(Slot slot) throws PlatformException;

    /** The open requests of a slot. */
    OpenRequests open(Slot slot) throws PlatformException;

    /**
     * A release's answers to complete requests. It leaves out what a client could decide: requests that were incomplete when
     * they were sent to the slot (long bodies), upgraded connections, HTTP/1.0, calls of the hook (the console answers them),
     * and correct refusals (4xx, 501, 505).
     *
     * @param run the start of the edge: two runs cannot be compared
     * @param requests with 2xx and 3xx, and the errors; within one run it only rises
     * @param serverErrors requests with 5xx, without an answer, or with a short answer that was cut; within one run it only rises
     */
    record Traffic(String run, long requests, long serverErrors) {
        /** Standard deviations on one side that stand for 99.9 %. */
        private static final double DEVIATIONS = 3.09;

        /** The sum of answers and errors. */
        public static Traffic of(String run, long answers, long errors) {
            return new Traffic(run, answers + errors, errors);
        }

        /** The difference to an earlier reading; absent if the edge restarted in between. */
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
         * The lower bound of the true rate, with 99.9 % certainty: three of twenty-five may be chance, thirty of two hundred and
         * fifty are not. From 0 to {@link #errorRate}.
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
