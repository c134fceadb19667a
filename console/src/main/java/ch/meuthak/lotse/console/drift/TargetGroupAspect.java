package ch.meuthak.lotse.console.drift;

import ch.meuthak.lotse.console.facts.Fact;
import ch.meuthak.lotse.console.facts.Fix;
import ch.meuthak.lotse.console.facts.HealthCheck;
import ch.meuthak.lotse.console.facts.TargetGroup;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Stream;

/** The health checks of target groups, and their deregistration delays. Listener rules say which groups are used. */
final class TargetGroupAspect implements Aspect {
    private static final String ENABLED = "enabled";
    private static final String ON = "on";
    private static final String MATCHER = "matcher";
    private static final String DELAY = "deregistration-delay";
    private static final String NAME = "name";

    /**
     * A setting of a health check.
     *
     * @param option of modify-target-group
     * @param unit of its value; empty for none
     */
    private record Setting(String words, String option, String unit, Function<HealthCheck, String> value) {}

    private static final Map<String, Setting> SETTINGS = Map.of(
            "protocol",
            setting("health check protocol", "--health-check-protocol", HealthCheck::protocol),
            "port",
            setting("health check port", "--health-check-port", HealthCheck::port),
            "path",
            setting("health check path", "--health-check-path", HealthCheck::path),
            MATCHER,
            setting("health check code", "--matcher", HealthCheck::matcher),
            "interval",
            seconds("health check interval", "--health-check-interval-seconds", HealthCheck::interval),
            "timeout",
            seconds("health check timeout", "--health-check-timeout-seconds", HealthCheck::timeout),
            "healthy",
            setting("healthy threshold", "--healthy-threshold-count", check -> "" + check.healthyThreshold()),
            "unhealthy",
            setting("unhealthy threshold", "--unhealthy-threshold-count", check -> "" + check.unhealthyThreshold()));

    private static final Map<String, Setting> OTHERS = Map.of(
            ENABLED,
            setting("health check", "", _ -> ""),
            DELAY,
            new Setting("deregistration delay", "", " s", _ -> ""));

    private static Setting setting(String words, String option, Function<HealthCheck, String> value) {
        return new Setting(words, option, "", value);
    }

    private static Setting seconds(String words, String option, Function<HealthCheck, Duration> value) {
        return new Setting(
                words, option, " s", check -> Long.toString(value.apply(check).toSeconds()));
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
        Item all = item.with(ENABLED, check.enabled() ? ON : "off");
        for (Map.Entry<String, Setting> one : SETTINGS.entrySet()) {
            all = all.with(one.getKey(), one.getValue().value().apply(check));
        }
        return all;
    }

    @Override
    public Optional<Difference> tell(Delta delta, Undo undo) {
        if (!(delta instanceof Delta.Changed changed)) {
            return Optional.empty();
        }
        String name = changed.is().detail(NAME);
        Setting setting = setting(changed.trait());
        String sentence = "The " + setting.words() + " of " + name + " is " + valued(setting, changed.to())
                + " and was " + valued(setting, changed.from()) + ".";
        return Optional.of(new Difference(
                Kind.TARGET_GROUP, name, changed.from(), changed.to(), sentence, fix(changed, undo), true));
    }

    private static Setting setting(String trait) {
        return Stream.of(SETTINGS, OTHERS)
                .flatMap(all -> Stream.ofNullable(all.get(trait)))
                .findFirst()
                .orElseThrow();
    }

    private static String valued(Setting setting, String value) {
        return value.isEmpty() ? "none" : value + setting.unit();
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
                    "", modified(undo, arn, from.equals(ON) ? "--health-check-enabled" : "--no-health-check-enabled"));
        }
        return from.isEmpty()
                ? Undo.byHand("Set it back by hand.")
                : Undo.by(
                        "",
                        modified(
                                undo,
                                arn,
                                setting(changed.trait()).option(),
                                changed.trait().equals(MATCHER) ? "HttpCode=" + from : from));
    }

    private static String modified(Undo undo, String arn, String option) {
        return undo.aws("elbv2", "modify-target-group", "--target-group-arn", arn, option);
    }

    private static String modified(Undo undo, String arn, String option, String value) {
        return undo.aws("elbv2", "modify-target-group", "--target-group-arn", arn, option, value);
    }
}
