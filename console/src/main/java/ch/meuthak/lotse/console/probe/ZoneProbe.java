package ch.meuthak.lotse.console.probe;

import ch.meuthak.lotse.console.facts.Fact;
import ch.meuthak.lotse.console.facts.ZoneAnswer;
import ch.meuthak.lotse.console.facts.ZoneAnswer.ValidationLookup;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.xbill.DNS.CAARecord;
import org.xbill.DNS.Name;
import org.xbill.DNS.Section;
import org.xbill.DNS.TextParseException;
import org.xbill.DNS.Type;

/**
 * Asks the authoritative servers of the domain's zone, past every cache: about the domain, about the records that ACM wants to
 * see there, and who may issue certificates for it.
 */
final class ZoneProbe {
    /** A certificate may have 100 names; the first records are enough to begin with. */
    private static final int MOST_RECORDS = 20;

    private final List<InetSocketAddress> resolvers;
    private final Duration deadline;
    private final InstantSource clock;

    /**
     * @param resolvers through which the zone is found; a name server at the address of one of them is asked at its port
     * @param deadline for everything together
     */
    ZoneProbe(List<InetSocketAddress> resolvers, Duration deadline, InstantSource clock) {
        this.resolvers = List.copyOf(resolvers);
        this.deadline = deadline;
        this.clock = clock;
    }

    /** @param records the names of the records that ACM asks for */
    Fact<ZoneAnswer> ask(String domain, List<String> records) {
        var resolver = new DnsServers(resolvers, deadline);
        try {
            return Fact.known(ask(name(domain), records, resolver, new ZoneWalk(resolver)));
        } catch (TextParseException e) {
            return Fact.failed(DnsFailure.badName(domain).problem());
        } catch (DnsFailure e) {
            return Fact.failed(e.problem());
        }
    }

    private ZoneAnswer ask(Name domain, List<String> records, DnsServers resolver, ZoneWalk walk) throws DnsFailure {
        Instant at = clock.instant();
        Zone zone = walk.of(domain);
        return new ZoneAnswer(
                zone.apex().toString(true),
                zone.nameServers().stream().map(name -> name.toString(true)).toList(),
                zone.authoritative(),
                alias(zone, domain).map(name -> name.toString(true)).orElse(""),
                addresses(zone, domain),
                lookups(records, walk),
                caa(domain, resolver),
                at);
    }

    private static Optional<Name> alias(Zone zone, Name name) throws DnsFailure {
        return DnsClient.link(zone.ask(name, Type.CNAME), name);
    }

    private static List<String> addresses(Zone zone, Name name) throws DnsFailure {
        return Stream.concat(
                        DnsClient.addresses(zone.ask(name, Type.A), name).stream(),
                        DnsClient.addresses(zone.ask(name, Type.AAAA), name).stream())
                .toList();
    }

    /** What cannot be found out of one record leaves the others standing. */
    private static List<ValidationLookup> lookups(List<String> records, ZoneWalk walk) {
        List<ValidationLookup> found = new ArrayList<>();
        for (String record : records.subList(0, Math.min(records.size(), MOST_RECORDS))) {
            try {
                found.add(lookup(record, walk));
            } catch (DnsFailure | TextParseException e) {
                // not known, and no rule speaks of it
            }
        }
        return List.copyOf(found);
    }

    private static ValidationLookup lookup(String record, ZoneWalk walk) throws DnsFailure, TextParseException {
        Name name = name(record);
        Zone zone = walk.of(name);
        Optional<Name> value = alias(zone, name);
        Optional<Name> doubled =
                value.isPresent() ? Optional.empty() : alias(zone, name(name.toString(true) + "." + zone.apex()));
        return new ValidationLookup(
                record,
                zone.apex().toString(true),
                value.map(Name::toString).orElse(""),
                doubled.map(Name::toString).orElse(""));
    }

    /** RFC 8659 section 3: the records of the name, through its aliases, or of the nearest name above it that has any. */
    private static Fact<List<String>> caa(Name domain, DnsServers resolver) {
        try {
            for (Name at = domain; at.labels() > 1; at = new Name(at, 1)) {
                List<CAARecord> records = resolver.ask(at, Type.CAA).getSection(Section.ANSWER).stream()
                        .filter(CAARecord.class::isInstance)
                        .map(CAARecord.class::cast)
                        .toList();
                if (!records.isEmpty()) {
                    return Fact.known(issuers(records));
                }
            }
            return Fact.known(List.of());
        } catch (DnsFailure e) {
            return Fact.failed(e.problem());
        }
    }

    /** Section 4.2: the authority's name, then parameters; without a name, no authority may issue. */
    private static List<String> issuers(List<CAARecord> records) {
        return records.stream()
                .filter(record -> record.getTag().equalsIgnoreCase("issue"))
                .map(record -> record.getValue().split(";", -1)[0].strip())
                .map(issuer -> issuer.isEmpty() ? "nobody" : issuer)
                .toList();
    }

    private static Name name(String text) throws TextParseException {
        return Name.fromString(text, Name.root);
    }
}
