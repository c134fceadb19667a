package ch.meuthak.lotse.console.facts;

/** A part that every request passes, in the order in which it passes them. */
public enum Hop {
    DNS("dns", "DNS"),
    LOAD_BALANCER("load-balancer", "Load balancer"),
    LISTENER("listener", "Listener"),
    RULE("rule", "Rule"),
    TARGET_GROUP("target-group", "Target group"),
    TARGET("target", "Target"),
    SECURITY_GROUP("security-group", "Security group"),
    RELEASE("release", "Release");

    private final String id;
    private final String label;

    Hop(String id, String label) {
        this.id = id;
        this.label = label;
    }

    /** As it stands in the JSON API and in links. */
    public String id() {
        return id;
    }

    /** As it stands on a page. */
    public String label() {
        return label;
    }
}
