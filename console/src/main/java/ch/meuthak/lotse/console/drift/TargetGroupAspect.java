package ch.meuthak.lotse.console.drift;

import ch.meuthak.lotse.console.facts.Fact;
import ch.meuthak.lotse.console.facts.Fix;
import ch.meuthak.lotse.console.facts.HealthCheck;
import ch.meuthak.lotse.console.facts.TargetGroup;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/** How target groups check their targets, and how long these may finish. Which groups are used is told by the rules. */
final class TargetGroupAspect implements Aspect {
    private static final String ENABLED = "health check";
    private static final String DELAY = "deregistration delay";
    private static final String NAME = "name";

    /** The traits of a health check, and the option of modify-target-group that sets each. */
    private static final Map<String, String> OPTIONS = new LinkedHashMap<>();

    static {
        OPTIONS.put("health check protocol", "--health-check-protocol");
        OPTIONS.put("health check port", "--health-check-port");
        OPTIONS.put("health check path", "--health-check-path");
        OPTIONS.put("health check interval", "--health-check-interval-seconds");
        OPTIONS.put("health check timeout", "--health-check-timeout-seconds");
        OPTIONS.put("healthy threshold", "--healthy-threshold-count");
        OPTIONS.put("unhealthy threshold", "--unhealthy-threshold-count");
        OPTIONS.put("health check code", "--matcher");
    }

    @Override
    public Kind kind() {
        return Kind.TARGET_GROUP;
    }

    @Override
    public void read(SnapshotParts seen) {
        for (TargetGroup group : Fact.orEmpty(seen.topology().targetGroups())) {
            seen.part("target-group " + group.arn(), checked(item(group), group.healthCheck()));
            group.deregistrationDelay()
                    .toOptional()
                    .ifPresent(delay -> seen.part(
                            "deregistration " + group.arn(),
                            item(group).with(DELAY, Long.toString(delay.toSeconds()))));
        }
    }

    private static Item item(TargetGroup group) {
        return Item.of(Kind.TARGET_GROUP, group.arn(), group.arn()).detail(NAME, group.name());
    }

    private static Item checked(Item item, HealthCheck check) {
        return item.with(ENABLED, check.enabled() ? "on" : "off")
                .with("health check protocol", check.protocol())
                .with("health check port", check.port())
                .with("health check path", check.path())
                .with("health check code", check.matcher())
                .with("health check interval", Long.toString(check.interval().toSeconds()))
                .with("health check timeout", Long.toString(check.timeout().toSeconds()))
                .with("healthy threshold", Integer.toString(check.healthyThreshold()))
                .with("unhealthy threshold", Integer.toString(check.unhealthyThreshold()));
    }

    @Override
    public Optional<Difference> tell(Delta delta, Undo undo) {
        if (!(delta instanceof Delta.Changed changed)) {
            return Optional.empty();
        }
        String name = changed.is().detail(NAME);
        String sentence = "The " + changed.trait() + " of " + name + " is " + valued(changed.trait(), changed.to())
                + " and was " + valued(changed.trait(), changed.from()) + ".";
        return Optional.of(new Difference(
                Kind.TARGET_GROUP, name, changed.from(), changed.to(), sentence, fix(changed, undo), true));
    }

    private static String valued(String trait, String value) {
        boolean seconds = trait.equals(DELAY) || trait.endsWith("interval") || trait.endsWith("timeout");
        return value.isEmpty() ? "none" : seconds ? value + " s" : value;
    }

    private static Fix fix(Delta.Changed changed, Undo undo) {
        String arn = changed.is().handle();
        String from = changed.from();
        if (changed.trait().equals(DELAY)) {
            return Undo.by(
                    "",
                    undo.aws(
                            "elbv2",
                            "modify-target-group-attributes",
                            "--target-group-arn",
                            arn,
                            "--attributes",
                            "Key=deregistration_delay.timeout_seconds,Value=" + from));
        }
        if (changed.trait().equals(ENABLED)) {
            return Undo.by(
                    "",
                    modified(undo, arn, from.equals("on") ? "--health-check-enabled" : "--no-health-check-enabled"));
        }
        String option = OPTIONS.getOrDefault(changed.trait(), "");
        return from.isEmpty() || option.isEmpty()
                ? Undo.byHand("Set it back by hand.")
                : Undo.by("", modified(undo, arn, option, option.equals("--matcher") ? "HttpCode=" + from : from));
    }

    private static String modified(Undo undo, String arn, String option) {
        return undo.aws("elbv2", "modify-target-group", "--target-group-arn", arn, option);
    }

    private static String modified(Undo undo, String arn, String option, String value) {
        return undo.aws("elbv2", "modify-target-group", "--target-group-arn", arn, option, value);
    }
}
