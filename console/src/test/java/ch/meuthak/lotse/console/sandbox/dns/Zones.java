package ch.meuthak.lotse.console.sandbox.dns;

import java.net.InetAddress;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import org.xbill.DNS.AAAARecord;
import org.xbill.DNS.ARecord;
import org.xbill.DNS.CAARecord;
import org.xbill.DNS.CNAMERecord;
import org.xbill.DNS.DClass;
import org.xbill.DNS.Flags;
import org.xbill.DNS.Message;
import org.xbill.DNS.NSRecord;
import org.xbill.DNS.Name;
import org.xbill.DNS.Rcode;
import org.xbill.DNS.Record;
import org.xbill.DNS.SOARecord;
import org.xbill.DNS.Section;
import org.xbill.DNS.TextParseException;
import org.xbill.DNS.Type;

/** Records and the answers that they give, as an authoritative server gives them (RFC 1034 section 4.3.2). */
public final class Zones {
    private static final long TTL = 5;

    private final List<Record> records = new CopyOnWriteArrayList<>();

    /** Begins a zone: its SOA, and its name server {@code ns1} at 127.0.0.1. */
    public Zones zone(String name) {
        Name zone = name(name);
        Name server = name("ns1." + zone);
        records.add(new SOARecord(
                zone,
                DClass.IN,
                TTL,
                server,
                name("hostmaster." + zone),
                2026112301L,
                Duration.ofHours(2).toSeconds(),
                Duration.ofHours(1).toSeconds(),
                Duration.ofDays(14).toSeconds(),
                TTL));
        records.add(new NSRecord(zone, DClass.IN, TTL, server));
        return a("ns1." + zone, InetAddress.getLoopbackAddress());
    }

    /** Adds a CNAME; what the name had before is gone. */
    public Zones cname(String name, String target) {
        remove(name);
        records.add(new CNAMERecord(name(name), DClass.IN, TTL, name(target)));
        return this;
    }

    /** Adds an authority that may issue certificates (RFC 8659). */
    public Zones caa(String name, String authority) {
        records.add(new CAARecord(name(name), DClass.IN, TTL, 0, "issue", authority));
        return this;
    }

    /** Adds an address. */
    public Zones a(String name, InetAddress address) {
        records.add(new ARecord(name(name), DClass.IN, TTL, address));
        return this;
    }

    /** Adds an address of IPv6. */
    public Zones aaaa(String name, InetAddress address) {
        records.add(new AAAARecord(name(name), DClass.IN, TTL, address));
        return this;
    }

    /** Removes everything that the name has. */
    public Zones remove(String name) {
        Name gone = name(name);
        records.removeIf(record -> record.getName().equals(gone));
        return this;
    }

    private static Name name(String text) {
        try {
            return Name.fromString(text, Name.root);
        } catch (TextParseException malformed) {
            throw new IllegalArgumentException(text + " is no domain name", malformed);
        }
    }

    /** The answer to a query. */
    Message answer(Message query) {
        Message answer = new Message(query.getHeader().getID());
        answer.getHeader().setFlag(Flags.QR);
        answer.getHeader().setFlag(Flags.AA);
        if (query.getHeader().getFlag(Flags.RD)) {
            answer.getHeader().setFlag(Flags.RD);
        }
        Record question = query.getQuestion();
        if (question == null) {
            answer.getHeader().setRcode(Rcode.FORMERR);
            return answer;
        }
        answer.addRecord(question, Section.QUESTION);
        fill(answer, question.getName(), question.getType());
        return answer;
    }

    private void fill(Message answer, Name asked, int type) {
        Optional<Record> apex = apexOf(asked);
        if (apex.isEmpty()) {
            answer.getHeader().setRcode(Rcode.REFUSED);
            return;
        }
        Set<Name> followed = new LinkedHashSet<>();
        Name name = asked;
        List<Record> found = of(name, type);
        while (found.isEmpty() && followed.add(name)) {
            List<Record> links = of(name, Type.CNAME);
            if (links.isEmpty()) {
                break;
            }
            answer.addRecord(links.getFirst(), Section.ANSWER);
            name = ((CNAMERecord) links.getFirst()).getTarget();
            found = of(name, type);
        }
        found.forEach(record -> answer.addRecord(record, Section.ANSWER));
        if (found.isEmpty()) {
            answer.addRecord(apexOf(name).orElse(apex.get()), Section.AUTHORITY);
            if (!exists(name) && apexOf(name).isPresent()) {
                answer.getHeader().setRcode(Rcode.NXDOMAIN);
            }
        }
    }

    /** The SOA of the zone that the name is in: of those above it, the nearest. */
    private Optional<Record> apexOf(Name name) {
        return records.stream()
                .filter(record -> record.getType() == Type.SOA && name.subdomain(record.getName()))
                .max(Comparator.comparingInt(record -> record.getName().labels()));
    }

    private boolean exists(Name name) {
        return records.stream().anyMatch(record -> record.getName().subdomain(name));
    }

    private List<Record> of(Name name, int type) {
        List<Record> found = new ArrayList<>();
        for (Record record : records) {
            if (record.getName().equals(name) && (type == Type.ANY || record.getType() == type)) {
                found.add(record);
            }
        }
        return found;
    }
}
