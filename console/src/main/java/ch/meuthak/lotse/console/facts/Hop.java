package ch.meuthak.lotse.console.facts;

/** A part that every request passes, in the order in which it passes them. */
public enum Hop {
    DNS("dns", "DNS"),
    LOAD_BALANCER("load-balancer", "Load balancer"),
    LISTENER("listener", "Listener"),
    RULE("rule", "Listener rule"),
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

    /** For the JSON API and for links. */
    public String id() {
        return id;
    }

    /** For a page. */
    public String label() {
        return label;
    }
}
