package ch.meuthak.lotse.console.probe;

import ch.meuthak.lotse.console.aws.NameResolver;
import ch.meuthak.lotse.console.facts.DnsAnswer;
import ch.meuthak.lotse.console.facts.Fact;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.xbill.DNS.AAAARecord;
import org.xbill.DNS.ARecord;
import org.xbill.DNS.CNAMERecord;
import org.xbill.DNS.Message;
import org.xbill.DNS.Name;
import org.xbill.DNS.Rcode;
import org.xbill.DNS.Record;
import org.xbill.DNS.Section;
import org.xbill.DNS.TextParseException;
import org.xbill.DNS.Type;

/**
 * Asks DNS servers itself and follows the CNAME chain link by link, with no cache of its own and no hosts file: what it says
 * is what the servers say now.
 *
 * @see <a href="https://www.rfc-editor.org/rfc/rfc1034#section-3.6.2">RFC 1034 section 3.6.2, aliases</a>
 */
public final class DnsClient implements NameResolver {
    /** A chain with more links than this is taken for a loop. */
    private static final int MOST_LINKS = 8;

    private final List<InetSocketAddress> servers;
    private final Duration deadline;

    /**
     * @param servers asked one after the other until one answers; at least one
     * @param deadline for one name with its whole chain
     */
    public DnsClient(List<InetSocketAddress> servers, Duration deadline) {
        this.servers = List.copyOf(servers);
        this.deadline = deadline;
    }

    @Override
    public Fact<DnsAnswer> resolve(String name) {
        try {
            return Fact.known(walk(Name.fromString(name, Name.root), new DnsServers(servers, deadline)));
        } catch (TextParseException e) {
            return Fact.failed(DnsFailure.badName(name).problem());
        } catch (DnsFailure e) {
            return Fact.failed(e.problem());
        }
    }

    private static DnsAnswer walk(Name asked, DnsServers servers) throws DnsFailure {
        var chain = new ArrayList<Name>(List.of(asked));
        while (true) {
            Name from = chain.getLast();
            Message answer = servers.ask(from, Type.A);
            follow(answer, chain);
            refuseMissing(answer, chain);
            List<String> addresses = addresses(answer, chain.getLast());
            if (!addresses.isEmpty() || from.equals(chain.getLast())) {
                return new DnsAnswer(
                        chain.stream().map(DnsClient::text).toList(),
                        Stream.concat(addresses.stream(), ipv6(servers, chain.getLast()))
                                .toList());
            }
        }
    }

    /** Adds the links that the answer holds to the chain. */
    private static void follow(Message answer, List<Name> chain) throws DnsFailure {
        for (Optional<Name> next = link(answer, chain.getLast());
                next.isPresent();
                next = link(answer, chain.getLast())) {
            boolean loop = chain.contains(next.get());
            chain.add(next.get());
            if (loop || chain.size() > MOST_LINKS + 1) {
                throw new DnsFailure(
                        "Loop",
                        "The CNAME records " + (loop ? "lead in a circle" : "are more than " + MOST_LINKS) + ": "
                                + text(chain) + ".",
                        "Point the first record at the load balancer's DNS name.");
            }
        }
    }

    /** Where the name's CNAME record leads. */
    static Optional<Name> link(Message answer, Name from) {
        return records(answer)
                .filter(record -> record.getName().equals(from))
                .filter(CNAMERecord.class::isInstance)
                .map(record -> ((CNAMERecord) record).getTarget())
                .findFirst();
    }

    private static void refuseMissing(Message answer, List<Name> chain) throws DnsFailure {
        if (answer.getRcode() == Rcode.NXDOMAIN) {
            throw chain.size() == 1
                    ? new DnsFailure(
                            "NXDOMAIN",
                            "There is no DNS record for " + text(chain.getFirst()) + ".",
                            "Add a CNAME record for it that points at the load balancer's DNS name. Add it in the zone whose"
                                    + " name servers the domain's registry names.")
                    : new DnsFailure(
                            "NXDOMAIN",
                            "The CNAME chain ends at a name that does not exist: " + text(chain) + ".",
                            "Point the record at the DNS name of the load balancer that exists now.");
        }
    }

    /** What cannot be learnt about IPv6 leaves the IPv4 answer standing. */
    private static Stream<String> ipv6(DnsServers servers, Name name) {
        try {
            return addresses(servers.ask(name, Type.AAAA), name).stream();
        } catch (DnsFailure e) {
            return Stream.of();
        }
    }

    /** The A and AAAA records of one name. */
    static List<String> addresses(Message answer, Name name) {
        return records(answer)
                .filter(record -> record.getName().equals(name))
                .flatMap(record -> switch (record) {
                    case ARecord a -> Stream.of(a.getAddress().getHostAddress());
                    case AAAARecord aaaa -> Stream.of(aaaa.getAddress().getHostAddress());
                    default -> Stream.of();
                })
                .toList();
    }

    private static Stream<Record> records(Message answer) {
        return answer.getSection(Section.ANSWER).stream();
    }

    private static String text(List<Name> chain) {
        return String.join(" -> ", chain.stream().map(DnsClient::text).toList());
    }

    private static String text(Name name) {
        return name.toString(true);
    }
}
