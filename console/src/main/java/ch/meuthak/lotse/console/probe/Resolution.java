package ch.meuthak.lotse.console.probe;

import java.net.InetSocketAddress;
import java.util.List;

/** Finds out where something is. */
@FunctionalInterface
interface Resolution {

    /** Where it is, the first to be tried first; empty when it has a name but no address. */
    List<InetSocketAddress> addresses() throws ProbeFailure;
}
