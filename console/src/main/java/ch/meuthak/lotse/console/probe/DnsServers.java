package ch.meuthak.lotse.console.probe;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.stream.Collectors;
import org.xbill.DNS.DClass;
import org.xbill.DNS.Flags;
import org.xbill.DNS.Message;
import org.xbill.DNS.Name;
import org.xbill.DNS.Rcode;
import org.xbill.DNS.Record;
import org.xbill.DNS.SimpleResolver;

/**
 * Asks servers in turn until one answers, twice around (a datagram may get lost), all within one deadline. A server that
 * answers with an error of its own is followed by the next one, and so is one that should be authoritative and is not.
 */
final class DnsServers {
    private static final String OTHERS = "Check the network, or name other servers in LOTSE_DNS_SERVERS.";
    private static final int ROUNDS = 2;
    private static final Duration PER_SERVER = Duration.ofSeconds(2);

    static {
        // Its shutdown hook waits for its thread, and a query during shutdown would recreate both. The thread is a
        // daemon.
        System.setProperty("dnsjava.nio.register_shutdown_hook", "false");
    }

    private final List<InetSocketAddress> servers;
    private final long deadline;
    private final boolean authoritative;

    /** Servers that find everything out, within a limit from now. */
    DnsServers(List<InetSocketAddress> servers, Duration limit) {
        this(servers, System.nanoTime() + limit.toNanos(), false);
    }

    private DnsServers(List<InetSocketAddress> servers, long deadline, boolean authoritative) {
        this.servers = servers;
        this.deadline = deadline;
        this.authoritative = authoritative;
    }

    /** Servers that must know by themselves what they are asked, within the same deadline. */
    DnsServers authoritative(List<InetSocketAddress> others) {
        return new DnsServers(others, deadline, true);
    }

    /** The same servers with half of the time that is left, for an attempt that must leave some to another. */
    DnsServers inHalfTheTime() {
        long now = System.nanoTime();
        return new DnsServers(servers, now + (deadline - now) / 2, authoritative);
    }

    /** The same address with the port that the operator named for it; else the one that DNS has, 53. */
    InetSocketAddress at(InetAddress address) {
        return servers.stream()
                .filter(server -> address.equals(server.getAddress()))
                .findFirst()
                .orElseGet(() -> new InetSocketAddress(address, DnsServerList.PORT));
    }

    /** The answer of the first server that has one: records, or that there is no such name. */
    Message ask(Name name, int type) throws DnsFailure {
        DnsFailure last = timeout(name);
        for (int round = 0; round < ROUNDS; round++) {
            for (InetSocketAddress server : servers) {
                try {
                    return ask(server, name, type);
                } catch (DnsFailure e) {
                    last = e;
                }
            }
        }
        throw last;
    }

    private Message ask(InetSocketAddress server, Name name, int type) throws DnsFailure {
        Duration left = Duration.ofNanos(deadline - System.nanoTime());
        if (!left.isPositive()) {
            throw timeout(name);
        }
        Duration limit = left.compareTo(PER_SERVER) < 0 ? left : PER_SERVER;
        var resolver = new SimpleResolver(server);
        resolver.setTimeout(limit);
        Message answer = await(
                resolver.sendAsync(Message.newQuery(Record.newRecord(name, type, DClass.IN)))
                        .toCompletableFuture(),
                limit,
                name,
                server);
        if (answer.getRcode() != Rcode.NOERROR && answer.getRcode() != Rcode.NXDOMAIN) {
            throw refused(name, server, Rcode.string(answer.getRcode()));
        }
        if (authoritative && !answer.getHeader().getFlag(Flags.AA)) {
            throw lame(name, server);
        }
        return answer;
    }

    private Message await(CompletableFuture<Message> answer, Duration limit, Name name, InetSocketAddress server)
            throws DnsFailure {
        try {
            return answer.get(limit.toMillis() + 100, TimeUnit.MILLISECONDS);
        } catch (TimeoutException e) {
            throw timeout(name);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw timeout(name);
        } catch (ExecutionException e) {
            throw isTimeout(e) ? timeout(name) : unreachable(name, server);
        }
    }

    private static boolean isTimeout(ExecutionException e) {
        return String.valueOf(e.getCause()).toLowerCase(Locale.ROOT).contains("timed out");
    }

    private DnsFailure timeout(Name name) {
        String asked = servers.stream().map(DnsServers::text).collect(Collectors.joining(", "));
        return new DnsFailure(
                "Timeout",
                "No DNS server answered about " + name.toString(true) + " in time. Asked: " + asked + ".",
                OTHERS);
    }

    private static DnsFailure refused(Name name, InetSocketAddress server, String rcode) {
        return new DnsFailure(
                rcode,
                "The DNS server " + text(server) + " answered " + rcode + " about " + name.toString(true) + ".",
                "Check the zone's name servers, its delegation and DNSSEC, or name other servers in LOTSE_DNS_SERVERS.");
    }

    /** RFC 1035 section 4.1.1: the bit AA tells who speaks for a zone. */
    private static DnsFailure lame(Name name, InetSocketAddress server) {
        return new DnsFailure(
                "Lame",
                "The zone names the name server " + text(server) + ", but it is not authoritative for "
                        + name.toString(true) + ".",
                "Correct the zone's NS records.");
    }

    private static DnsFailure unreachable(Name name, InetSocketAddress server) {
        return new DnsFailure(
                "Unreachable",
                "The DNS server " + text(server) + " was not reachable to ask about " + name.toString(true) + ".",
                OTHERS);
    }

    private static String text(InetSocketAddress server) {
        String host = server.getHostString();
        return (host.contains(":") ? "[" + host + "]" : host) + ":" + server.getPort();
    }
}
