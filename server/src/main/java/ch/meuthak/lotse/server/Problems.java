package ch.meuthak.lotse.server;

import com.fasterxml.jackson.core.JacksonException;
import io.helidon.common.buffers.DataReader;
import io.helidon.http.DirectHandler;
import io.helidon.http.Header;
import io.helidon.http.HeaderNames;
import io.helidon.http.HeaderValues;
import io.helidon.http.HttpException;
import io.helidon.http.ServerResponseHeaders;
import io.helidon.http.Status;
import io.helidon.http.media.UnsupportedTypeException;
import io.helidon.webserver.CloseConnectionException;
import io.helidon.webserver.http.DirectHandlers;
import io.helidon.webserver.http.HttpRouting;
import io.helidon.webserver.http.ServerRequest;
import io.helidon.webserver.http.ServerResponse;
import java.io.EOFException;
import java.net.SocketException;
import java.util.List;
import java.util.logging.Level;
import java.util.logging.Logger;

/** Every way of failing becomes a problem document here, and nowhere else. */
final class Problems {
    private static final Logger LOG = Logger.getLogger(Problems.class.getName());
    private static final Header NO_STORE = HeaderValues.createCached(HeaderNames.CACHE_CONTROL, "no-store");

    private final List<Header> everywhere;

    /** @param everywhere headers of every answer, also of those that Helidon gives before there is a route */
    Problems(List<Header> everywhere) {
        this.everywhere = everywhere;
    }

    /**
     * Errors of filters and handlers. Of two handlers of the same error Helidon 4.5 keeps the first: whoever adds others to this
     * routing cannot take the place of these.
     */
    static void handleIn(HttpRouting.Builder routing, FailureAnswer answer) {
        routing.error(ProblemException.class, (request, response, e) -> expected(request, response, e, answer))
                .error(HttpException.class, (request, response, e) -> http(request, response, e, answer))
                .error(
                        UnsupportedTypeException.class,
                        (request, response, e) -> answer.send(
                                request, response, Status.UNSUPPORTED_MEDIA_TYPE_415, "Send application/json."))
                .error(
                        JacksonException.class,
                        (request, response, e) -> answer.send(
                                request, response, Status.BAD_REQUEST_400, "The body is not the expected JSON."))
                .error(Throwable.class, (request, response, e) -> unexpected(request, response, e, answer));
    }

    private static void expected(
            ServerRequest request, ServerResponse response, ProblemException e, FailureAnswer answer) {
        e.headers().forEach(response::header);
        answer.send(request, response, e.status(), e.detail());
    }

    private static void http(ServerRequest request, ServerResponse response, HttpException e, FailureAnswer answer) {
        if (!e.keepAlive()) {
            response.header(HeaderValues.CONNECTION_CLOSE);
        }
        e.headers().forEach(response::header);
        if (e.status().code() >= 500) {
            LOG.log(Level.SEVERE, "%s %s failed".formatted(request.prologue().method(), path(request)), e);
        }
        answer.send(request, response, e.status(), sentence(e.status()));
    }

    private static void unexpected(ServerRequest request, ServerResponse response, Throwable e, FailureAnswer answer) {
        GuardedConnection.current().ifPresent(GuardedConnection::failIfCut);
        if (isClientGone(e)) {
            answerWhomsoever(request, response);
            return;
        }
        LOG.log(
                Level.SEVERE,
                "%s %s failed, request id %s"
                        .formatted(request.prologue().method(), path(request), RequestId.of(request)),
                e);
        answer.send(request, response, Status.INTERNAL_SERVER_ERROR_500, sentence(Status.INTERNAL_SERVER_ERROR_500));
    }

    /** Clients go away in the middle of a body all the time: that is nothing for the log. */
    private static boolean isClientGone(Throwable e) {
        return e instanceof DataReader.InsufficientDataAvailableException
                || e instanceof EOFException
                || e instanceof CloseConnectionException
                || e.getCause() instanceof SocketException;
    }

    /** One who has only ended his own half of the connection still reads. Of the others Helidon would log a page. */
    private static void answerWhomsoever(ServerRequest request, ServerResponse response) {
        try {
            send(request, response, Status.BAD_REQUEST_400, "The request ended before it was whole.");
        } catch (RuntimeException e) {
            throw new CloseConnectionException("the client has gone", e);
        }
    }

    /** Answers with a problem document. */
    static void send(ServerRequest request, ServerResponse response, Status status, String detail) {
        Problem problem = Problem.of(status, detail, path(request), RequestId.of(request));
        response.status(status).header(NO_STORE);
        Answer.send(request, response, Problem.TYPE, problem.bytes());
    }

    private static String path(ServerRequest request) {
        return Printable.of(request.prologue().uriPath().rawPath(), 200);
    }

    /** Errors before there is a route: a request that is no HTTP, too long, too much. */
    DirectHandlers direct() {
        DirectHandlers.Builder handlers = DirectHandlers.builder();
        for (DirectHandler.EventType event : DirectHandler.EventType.values()) {
            handlers.addHandler(
                    event,
                    (request, type, status, headers, message) -> direct(
                            request, type == DirectHandler.EventType.INTERNAL_ERROR ? blame(status) : status, headers));
        }
        return handlers.build();
    }

    /** Helidon calls it an internal error, and logs a page, when a client goes away in the middle of a head. */
    private static Status blame(Status status) {
        return GuardedConnection.current().filter(GuardedConnection::isInHead).isPresent()
                ? Status.BAD_REQUEST_400
                : status;
    }

    private DirectHandler.TransportResponse direct(
            DirectHandler.TransportRequest request, Status status, ServerResponseHeaders headers) {
        String id =
                GuardedConnection.current().map(GuardedConnection::requestId).orElseGet(RequestId::create);
        Problem problem = Problem.of(status, sentence(status), Printable.of(request.path(), 200), id);
        headers.set(Problem.TYPE).set(NO_STORE);
        headers.set(RequestId.HEADER, id);
        everywhere.forEach(headers::set);
        return DirectHandler.TransportResponse.builder()
                .status(status)
                .headers(headers)
                .keepAlive(false)
                .entity(problem.bytes())
                .build();
    }

    private static String sentence(Status status) {
        return switch (status.code()) {
            case 400 -> "The request is not valid HTTP, or a part of it is too large.";
            case 404 -> "There is nothing here. GET / lists what there is.";
            case 408 -> "The request took too long to arrive.";
            case 413 -> "The body is too large.";
            case 414 -> "The request line is too long.";
            case 415 -> "Send application/json.";
            case 431 -> "The header section is too large.";
            case 500 -> "Internal error. The log has it under the request id.";
            case 503 -> "Too many requests at once. Try again in a moment.";
            case 505 -> "Speak HTTP/1.1.";
            default -> "";
        };
    }
}
