package ch.meuthak.lotse.console.sandbox.proxy;

import io.undertow.server.HttpServerExchange;
import io.undertow.util.HeaderMap;

/** What differs between proxies: the headers they add, and what they answer when the upstream does not. */
public interface Policy {

    /** Changes the headers that the upstream gets; they are the client's, without those of its connection. */
    void prepare(HttpServerExchange exchange, HeaderMap headers);

    /** Answers the client, which has not got anything yet. */
    void failed(HttpServerExchange exchange, Failure failure);
}
