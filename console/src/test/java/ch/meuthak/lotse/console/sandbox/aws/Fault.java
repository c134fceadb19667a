package ch.meuthak.lotse.console.sandbox.aws;

import java.time.Duration;

/** What goes wrong with a call. */
public sealed interface Fault {

    /** Answered, but late. */
    record Latency(Duration duration) implements Fault {}

    /** Not permitted, in AWS's words. */
    record Deny() implements Fault {}

    /** Too many requests, this many times; then it works. */
    record Throttle(int times) implements Fault {}

    /** Never answered. */
    record Hang() implements Fault {}

    /** The connection is reset. */
    record Reset() implements Fault {}

    /** A page of some proxy in between. */
    record Html() implements Fault {}

    /** The last page names a next one with an empty marker, as some emulators do. */
    record EmptyMarker() implements Fault {}
}
