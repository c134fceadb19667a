package ch.meuthak.lotse.console.web;

import ch.meuthak.lotse.console.facts.Account;
import ch.meuthak.lotse.console.facts.Certificate;
import ch.meuthak.lotse.console.facts.DnsAnswer;
import ch.meuthak.lotse.console.facts.ElasticIp;
import ch.meuthak.lotse.console.facts.Fact;
import ch.meuthak.lotse.console.facts.HealthCheck;
import ch.meuthak.lotse.console.facts.Instance;
import ch.meuthak.lotse.console.facts.Listener;
import ch.meuthak.lotse.console.facts.ListenerRule;
import ch.meuthak.lotse.console.facts.ListenerRule.Action;
import ch.meuthak.lotse.console.facts.ListenerRule.Condition;
import ch.meuthak.lotse.console.facts.ListenerRule.Share;
import ch.meuthak.lotse.console.facts.LoadBalancer;
import ch.meuthak.lotse.console.facts.Problem;
import ch.meuthak.lotse.console.facts.RouteTable;
import ch.meuthak.lotse.console.facts.SecurityGroup;
import ch.meuthak.lotse.console.facts.SecurityGroupRule;
import ch.meuthak.lotse.console.facts.Target;
import ch.meuthak.lotse.console.facts.TargetGroup;
import ch.meuthak.lotse.console.facts.Topology;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.stream.Stream;

/** Snapshots in which every text is what the test says, and every list as long as it says. */
public final class HostileTopology {
    private final Supplier<String> text;
    private final int rows;
    private final Instant now;

    public HostileTopology(Supplier<String> text, int rows, Instant now) {
        this.text = text;
        this.rows = rows;
        this.now = now;
    }

    public Topology topology() {
        return new Topology(
                now,
                Duration.ofSeconds(1),
                12,
                t(),
                t(),
                Fact.known(new Account(t(), t())),
                Fact.known(new DnsAnswer(texts(), texts())),
                Fact.known(new LoadBalancer(t(), t(), t(), t(), t(), t(), t(), texts(), texts(), texts())),
                Fact.known(Duration.ofSeconds(60)),
                Fact.known(many(this::listener)),
                Fact.known(many(this::certificate)),
                Fact.known(many(this::targetGroup)),
                Fact.known(many(this::instance)),
                Fact.known(many(() -> new ElasticIp(t(), t(), t(), t(), t(), t(), t()))),
                Fact.known(many(this::securityGroup)),
                Fact.known(many(() -> new RouteTable(t(), true, texts(), t()))),
                many(() -> new Problem(t(), t(), t(), t())));
    }

    /** Nothing known: every part with its reason. */
    public Topology unread() {
        Fact.Failed<?> failed = new Fact.Failed<>(new Problem(t(), t(), t(), t()));
        return new Topology(
                now,
                Duration.ofSeconds(1),
                12,
                t(),
                t(),
                Fact.failed(failed.problem()),
                Fact.failed(failed.problem()),
                Fact.failed(failed.problem()),
                Fact.failed(failed.problem()),
                Fact.unread(t()),
                Fact.unread(t()),
                Fact.failed(failed.problem()),
                Fact.unread(t()),
                Fact.failed(failed.problem()),
                Fact.unread(t()),
                Fact.unread(t()),
                List.of(failed.problem()));
    }

    private Listener listener() {
        return new Listener(
                t(),
                t(),
                443,
                t(),
                t(),
                Fact.known(texts()),
                Fact.known(many(() -> new ListenerRule(
                        t(),
                        t(),
                        List.of(new Condition(t(), t(), List.of(t()))),
                        new Action(t(), List.of(new Share(t(), 1)), t(), t())))));
    }

    private Certificate certificate() {
        return new Certificate(
                t(),
                t(),
                texts(),
                t(),
                t(),
                t(),
                t(),
                t(),
                Optional.of(now),
                Optional.of(now),
                Optional.of(now),
                t(),
                t(),
                List.of(t()),
                many(() -> new Certificate.ValidationRecord(t(), t(), t(), t(), t())));
    }

    private TargetGroup targetGroup() {
        HealthCheck check =
                new HealthCheck(true, t(), t(), t(), t(), Duration.ofSeconds(5), Duration.ofSeconds(2), 2, 2);
        return new TargetGroup(
                t(),
                t(),
                t(),
                t(),
                5000,
                t(),
                t(),
                check,
                Fact.known(many(() -> new Target(t(), 5000, t(), t(), t(), t()))),
                Fact.known(Duration.ofMinutes(5)));
    }

    private Instance instance() {
        return new Instance(t(), t(), t(), t(), t(), t(), t(), t(), t(), now, List.of(t()), t(), 1);
    }

    private SecurityGroup securityGroup() {
        return new SecurityGroup(t(), t(), t(), t(), many(this::rule), many(this::rule));
    }

    private SecurityGroupRule rule() {
        return new SecurityGroupRule(t(), t(), 5000, 5000, t(), t());
    }

    private List<String> texts() {
        return many(text);
    }

    private <T> List<T> many(Supplier<T> one) {
        return Stream.generate(one).limit(rows).toList();
    }

    private String t() {
        return text.get();
    }
}
