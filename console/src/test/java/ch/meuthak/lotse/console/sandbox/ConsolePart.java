package ch.meuthak.lotse.console.sandbox;

/** Starts the console in this process; the one place where the sandbox and the console meet. */
@FunctionalInterface
public interface ConsolePart {

    /** A console that runs, and that has begun to deploy its first release. */
    interface Running extends AutoCloseable {

        /** Where it answers. */
        String url();

        /** A link that opens a session. */
        String loginUrl();

        /** Ends the console and every release that it started. */
        @Override
        void close();
    }

    Running start(Surroundings around) throws Exception;
}
