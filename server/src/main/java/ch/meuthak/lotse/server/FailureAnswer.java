package ch.meuthak.lotse.server;

import io.helidon.http.Status;
import io.helidon.webserver.http.ServerRequest;
import io.helidon.webserver.http.ServerResponse;

/** Answers a request that has failed, in the form that its client wants. */
@FunctionalInterface
public interface FailureAnswer {

    /**
     * Answers.
     *
     * @param detail what is wrong and what to do, and nothing of the inside; may be empty
     */
    void send(ServerRequest request, ServerResponse response, Status status, String detail);
}
