package ch.meuthak.lotse.console.probe;

import java.util.List;
import org.xbill.DNS.Message;
import org.xbill.DNS.Name;

/**
 * A zone of the DNS.
 *
 * @param apex its name
 * @param nameServers the names of its authoritative servers
 * @param servers whom to ask about it
 * @param authoritative whether those are its own; otherwise they are unreachable and the resolver answers for them
 */
record Zone(Name apex, List<Name> nameServers, DnsServers servers, boolean authoritative) {

    Message ask(Name name, int type) throws DnsFailure {
        return servers.ask(name, type);
    }
}
