package ch.meuthak.lotse.console.diagnosis;

import ch.meuthak.lotse.console.facts.Target;
import ch.meuthak.lotse.console.words.TargetWords;

/** What to do about a target that is not healthy, by everything that was seen: never what was found to be otherwise. */
final class TargetAdvice {
    private TargetAdvice() {}

    /** What to do about a target, as far as nothing else explains why it is so. */
    static String of(RequestTrace route, Target target) {
        TargetWords words = TargetWords.of(target, route.groupOf(target));
        return switch (TargetRules.rule(route, target)) {
            case TGT_TIMEOUT -> whyNotInTime(route, target, words);
            case TGT_STOPPED ->
                isGone(route, target) ? "The instance is gone for good: register another one." : words.advice();
            default -> words.advice();
        };
    }

    /** Whether its instance can never be started again. */
    static boolean isGone(RequestTrace route, Target target) {
        return route.instance(target)
                .filter(one -> one.state().equals("terminated") || one.state().equals("shutting-down"))
                .isPresent();
    }

    private static String whyNotInTime(RequestTrace route, Target target, TargetWords words) {
        if (route.admission().isKeptIn(target)) {
            return "No outbound rule of " + route.loadBalancerSource() + " is for TCP "
                    + route.admission().port(target) + ": add one, or its requests never leave it.";
        }
        boolean admitted = route.admission().of(target) == Admission.Answer.LOAD_BALANCER;
        return (admitted ? "Its security group admits the load balancer, so the" : words.advice() + " If it does, the")
                + " box is overloaded: look at its memory and CPU credits. Or the network ACL keeps the answers back: it must"
                + " let them out to the ports 1024 to 65535.";
    }
}
