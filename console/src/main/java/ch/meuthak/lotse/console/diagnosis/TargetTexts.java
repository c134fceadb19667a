package ch.meuthak.lotse.console.diagnosis;

import static ch.meuthak.lotse.console.diagnosis.Explanation.Words.words;

import ch.meuthak.lotse.console.diagnosis.Explanation.Words;
import java.util.Map;

/** What the rules are about that look at what a request meets behind the listener. */
final class TargetTexts {
    static final Map<RuleId, Words> ALL = Map.ofEntries(
            words(
                    RuleId.RULE_HOST,
                    "The default rule decides about the domain, and the rules before it are for other hosts.",
                    "The host in a rule is misspelt or an old one, so its rule does not match, and the default action answers.",
                    "Correct the host of the rule that was meant."),
            words(
                    RuleId.RULE_NO_TG,
                    "The rule that decides about the domain forwards to no target group.",
                    "It answers by itself or redirects, so no request gets any further.",
                    "Let it forward to the target group."),
            words(
                    RuleId.TG_EMPTY,
                    "A target group has no registered target.",
                    "Nothing can answer, so the load balancer answers 503.",
                    "Register the instance with its port."),
            words(
                    RuleId.TG_PROTOCOL,
                    "The target group speaks HTTPS, and what listens there speaks HTTP.",
                    "The protocol was chosen wrongly. It cannot be changed afterwards.",
                    "Create a target group with HTTP, register the targets there and let the rule forward to it."),
            words(
                    RuleId.TGT_DRAINING_LONG,
                    "The deregistration delay is over 60 s in a group with a single target.",
                    "Whenever the target is taken out it drains for that long, while nothing else in its group serves.",
                    "Make the delay as long as the longest request takes, and a little more."),
            words(
                    RuleId.TGT_FAIL_OPEN,
                    "Every target fails its health check, and the domain answers all the same.",
                    "When no target is healthy the load balancer fails open: it sends requests to all of them.",
                    "Mend what is really broken; until then nothing keeps requests from a target that is down."),
            words(
                    RuleId.TG_NOT_IN_USE,
                    "A target is unused with the reason Target.NotInUse.",
                    "No rule forwards to its group, or its availability zone is not enabled on the load balancer.",
                    "Let a rule forward to the group, or enable the zone."),
            words(
                    RuleId.TGT_STOPPED,
                    "A target is unused with the reason Target.InvalidState.",
                    "Its instance is stopped or gone. A Learner Lab stops its instances at the end of a session.",
                    "Start the instance; in a Learner Lab, start the lab."),
            words(
                    RuleId.TGT_LOOPBACK,
                    "The box publishes the API on 127.0.0.1 only.",
                    "Nobody outside the box, the load balancer included, gets in there.",
                    "Publish it on 0.0.0.0."),
            words(
                    RuleId.TGT_PORT,
                    "The target has another port than the one that the box publishes.",
                    "The target was registered with a wrong port, or the port of the box was changed.",
                    "Register the target with the port of the box, and take the other one out."),
            words(
                    RuleId.TGT_REFUSED,
                    "A target is unhealthy with the reason Target.FailedHealthChecks.",
                    "The connection fails, or what answers is not HTTP: nothing listens there, or with another protocol.",
                    "See that the release runs, listens on 0.0.0.0 and on that port, and speaks the protocol of the group."),
            words(
                    RuleId.TGT_TIMEOUT,
                    "A target is unhealthy with the reason Target.Timeout, and its security group admits the load balancer.",
                    "The box is overloaded, or a network ACL keeps the answers back.",
                    "See its memory and CPU credits; a network ACL must let answers out to the ports 1024 to 65535."),
            words(
                    RuleId.TGT_CODE,
                    "A target is unhealthy with the reason Target.ResponseCodeMismatch.",
                    "It answers its health check with another code: 404 a wrong path, 301 or 302 a redirect, 401 or 403 a login, 400 or 421 the Host, 5xx the service itself.",
                    "Correct the path or the codes in the target group, or the service."),
            words(
                    RuleId.TGT_SLOW_START,
                    "A target has been initial for longer than two health checks take.",
                    "The box or the release takes long to start.",
                    "Wait if the box has just booted; else look at the log of the release."),
            words(
                    RuleId.TGT_SHIFT,
                    "The administrative override of a target is zonal_shift_active.",
                    "Somebody has shifted the traffic away from its availability zone, so it gets no requests, healthy or not.",
                    "Cancel the zonal shift when the zone is well."),
            words(
                    RuleId.TGT_STATE,
                    "A target is not healthy, for a reason that no other rule speaks of.",
                    "It is being registered, being taken out or not checked, or the load balancer itself has a fault.",
                    "Most of this goes away by itself; the finding says which."),
            words(
                    RuleId.TGT_SG,
                    "The security groups of a target admit nobody on its port, or only others than the load balancer while the target does not answer in time.",
                    "What it does not admit is dropped. When others are admitted and the load balancer is not, this is likely the reason.",
                    "Add an inbound rule for the port from the security group of the load balancer."),
            words(
                    RuleId.RUN_DOWN,
                    "No release serves, or the one that serves does not answer its readiness check.",
                    "It has crashed, hangs or was never deployed.",
                    "Deploy again, or deploy the release before it."),
            words(
                    RuleId.RUN_RELEASE,
                    "The release that answers outside is not the one that the console deployed.",
                    "The target is another box, or something was started past the console.",
                    "See that the target is this box, and that nothing else has its port."),
            words(
                    RuleId.RUN_KEEPALIVE,
                    "The service closes idle connections sooner than the load balancer does.",
                    "When both act at the same moment, a request meets a connection that is being closed and is answered 502, now and then.",
                    "Set LOTSE_IDLE_TIMEOUT to the idle timeout of the load balancer: edge, backend and console make their time limits of it."),
            words(
                    RuleId.RUN_DIRECT_OK,
                    "The service answers at the address of the instance, and not through the domain.",
                    "The fault is between DNS and the target group.",
                    "See those hops; the release is well."),
            words(
                    RuleId.RUN_NO_ANSWER,
                    "The domain does not answer.",
                    "Something on the way is broken that no other finding names.",
                    "See the hops that are not known, and the log of the release."));

    private TargetTexts() {}
}
