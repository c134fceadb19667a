package ch.meuthak.lotse.console.diagnosis;

import static ch.meuthak.lotse.console.diagnosis.Explanation.Words.words;

import ch.meuthak.lotse.console.diagnosis.Explanation.Words;
import java.util.Map;

/** What the rules are about that say whether a request reaches the load balancer. */
final class ReachTexts {
    static final Map<RuleId, Words> ALL = Map.ofEntries(
            words(
                    RuleId.DNS_LOOP,
                    "The chain of CNAME records comes back to a name it had before, or is longer than eight names.",
                    "The records point at each other, so resolvers give up.",
                    "Let the name of the domain point straight at the DNS name of the load balancer."),
            words(
                    RuleId.DNS_NXDOMAIN,
                    "The domain does not resolve, or the name it leads to has no address.",
                    "There is no record, or it is in a zone that is not the authoritative one, or the load balancer is only just being made.",
                    "Add the CNAME record to the zone that the name servers of the domain hold."),
            words(
                    RuleId.DNS_TO_EIP,
                    "The domain resolves to an Elastic IP of the account.",
                    "An A record leads straight to the instance, past the load balancer, its certificate and its health checks.",
                    "Replace the A record by a CNAME record that points at the load balancer."),
            words(
                    RuleId.DNS_OTHER_LB,
                    "The domain is a CNAME for something else than the load balancer that was found, or for one that is not there.",
                    "The load balancer was created anew and has another name since, it belongs to another account or region, or something else, such as a CDN, stands before it.",
                    "Point the CNAME record at the DNS name of the load balancer that is there now."),
            words(
                    RuleId.LB_ABSENT,
                    "The load balancer that LOTSE_LOAD_BALANCER names is not in this account and region.",
                    "It was deleted or renamed, or the setting or the region is wrong.",
                    "Correct the setting, or leave it out: then the load balancer is found through the domain."),
            words(
                    RuleId.LB_STATE,
                    "The state of the load balancer is provisioning, active_impaired or failed.",
                    "It is still being set up, cannot scale because its subnets lack addresses, or could not be set up at all.",
                    "Wait while it is provisioning; give impaired ones free addresses; delete a failed one and create it again."),
            words(
                    RuleId.LB_INTERNAL,
                    "The scheme of the load balancer is internal.",
                    "It has private addresses only, so nobody outside its network reaches it. A scheme cannot be changed.",
                    "Create one that is internet-facing and point the domain at it."),
            words(
                    RuleId.LB_SG_443,
                    "The security groups of the load balancer do not admit TCP 443 from everywhere.",
                    "What a security group does not admit is dropped without an answer, so clients time out.",
                    "Add an inbound rule for TCP 443 from 0.0.0.0/0."),
            words(
                    RuleId.LB_SUBNET_NO_IGW,
                    "A subnet of an internet-facing load balancer has no route to an internet gateway.",
                    "Its node in that subnet gets no packets from the internet, so all clients, or those that were given its address, get no answer.",
                    "Give the route table of the subnet a route for 0.0.0.0/0 to the internet gateway, or use public subnets."));

    private ReachTexts() {}
}
