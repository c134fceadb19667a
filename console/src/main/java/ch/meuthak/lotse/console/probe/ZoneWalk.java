package ch.meuthak.lotse.console.probe;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.xbill.DNS.Message;
import org.xbill.DNS.NSRecord;
import org.xbill.DNS.Name;
import org.xbill.DNS.Record;
import org.xbill.DNS.SOARecord;
import org.xbill.DNS.Section;
import org.xbill.DNS.Type;

/**
 * Finds the zones that names belong to, and their authoritative servers: up from the name to the first one with an SOA record.
 * Each zone is looked for once.
 *
 * @see <a href="https://www.rfc-editor.org/rfc/rfc1034#section-4.2">RFC 1034 section 4.2, zones</a>
 */
final class ZoneWalk {
    /** A label and the root: nobody's domain is that short. */
    private static final int TOP_LEVEL = 2;

    /** One that answers is enough. */
    private static final int MOST_SERVERS = 4;

    private final DnsServers resolver;
    private final Map<Name, Boolean> apexes = new HashMap<>();
    private final Map<Name, Zone> zones = new HashMap<>();

    ZoneWalk(DnsServers resolver) {
        this.resolver = resolver;
    }

    /** The zone that the name belongs to, whether or not there is anything at the name. */
    Zone of(Name name) throws DnsFailure {
        for (Name at = name; at.labels() > TOP_LEVEL; at = new Name(at, 1)) {
            if (isApex(at)) {
                return zone(at);
            }
        }
        throw new DnsFailure(
                "NoZone",
                "There is no zone for " + name.toString(true) + ".",
                "Register the domain, or let its registry name the zone's name servers.");
    }

    private boolean isApex(Name name) throws DnsFailure {
        Boolean before = apexes.get(name);
        if (before == null) {
            before =
                    records(resolver.ask(name, Type.SOA), name, SOARecord.class).size() > 0;
            apexes.put(name, before);
        }
        return before;
    }

    private Zone zone(Name apex) throws DnsFailure {
        Zone before = zones.get(apex);
        if (before == null) {
            before = open(apex);
            zones.put(apex, before);
        }
        return before;
    }

    private Zone open(Name apex) throws DnsFailure {
        List<Name> names = records(resolver.ask(apex, Type.NS), apex, NSRecord.class).stream()
                .map(NSRecord::getTarget)
                .sorted()
                .toList();
        DnsServers own = resolver.authoritative(addresses(names));
        try {
            own.inHalfTheTime().ask(apex, Type.SOA);
            return new Zone(apex, names, own, true);
        } catch (DnsFailure e) {
            // A box that may send nothing but HTTPS still has its network's resolver, which needs time, too.
            return new Zone(apex, names, resolver, false);
        }
    }

    private List<InetSocketAddress> addresses(List<Name> names) {
        List<InetSocketAddress> found = new ArrayList<>();
        for (Name name : names.subList(0, Math.min(names.size(), MOST_SERVERS))) {
            try {
                DnsClient.addresses(resolver.ask(name, Type.A), name).stream()
                        .limit(1)
                        .map(InetAddress::ofLiteral)
                        .map(resolver::at)
                        .forEach(found::add);
            } catch (DnsFailure e) {
                // the others may have one
            }
        }
        return found;
    }

    private static <T extends Record> List<T> records(Message answer, Name name, Class<T> type) {
        return answer.getSection(Section.ANSWER).stream()
                .filter(record -> record.getName().equals(name))
                .filter(type::isInstance)
                .map(type::cast)
                .toList();
    }
}
