package ch.meuthak.lotse.console.words;

import ch.meuthak.lotse.console.facts.LoadBalancer;

/**
 * A load balancer's state in plain words.
 *
 * @param state three words at most; a state that is new to the console stays as it is
 * @param meaning one sentence: what it means for requests; empty when it is active
 * @param advice what to do, with what AWS says; empty when it is active, and for a state that is new to the console
 * @see <a href="https://docs.aws.amazon.com/elasticloadbalancing/latest/APIReference/API_LoadBalancerState.html">LoadBalancerState</a>
 */
public record LoadBalancerWords(String state, String meaning, String advice) {

    public static LoadBalancerWords of(LoadBalancer balancer) {
        return switch (balancer.state()) {
            case "active" -> new LoadBalancerWords("Active", "", "");
            case "active_impaired" ->
                words(
                        balancer,
                        "Active, but impaired",
                        "It serves requests, but it cannot scale up.",
                        "Check that its subnets have at least eight free addresses each.");
            case "provisioning" ->
                words(
                        balancer,
                        "Provisioning",
                        "AWS is still creating it, so it serves no requests.",
                        "Wait a few minutes.");
            case "failed" ->
                words(
                        balancer,
                        "Failed",
                        "AWS could not create it, so it serves no requests.",
                        "Delete it and create it again.");
            case "" -> new LoadBalancerWords("Not known", "AWS does not report its state.", "");
            case String code ->
                new LoadBalancerWords(code, "AWS gives the state \"" + code + "\", which is new to this console.", "");
        };
    }

    private static LoadBalancerWords words(LoadBalancer balancer, String state, String meaning, String advice) {
        String reason = balancer.stateReason();
        return new LoadBalancerWords(
                state, meaning, Sentences.join(advice, reason.isEmpty() ? "" : "AWS says: " + reason));
    }
}
