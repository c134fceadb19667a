package ch.meuthak.lotse.console.web.overview;

import ch.meuthak.lotse.console.diagnosis.Finding;
import ch.meuthak.lotse.console.diagnosis.HopFact;
import ch.meuthak.lotse.console.diagnosis.HopState;
import ch.meuthak.lotse.console.diagnosis.HopStatus;
import ch.meuthak.lotse.console.facts.Hop;
import ch.meuthak.lotse.console.web.page.Badge;
import ch.meuthak.lotse.console.web.page.FactRow;
import ch.meuthak.lotse.console.web.page.FindingView;
import ch.meuthak.lotse.console.web.page.When;
import java.time.Instant;
import java.util.List;
import java.util.Locale;

/**
 * One hop of the request path.
 *
 * @param findings its findings
 * @param more the page that shows more of it; empty when there is none
 * @param first whether it is the first broken one
 */
public record HopView(
        String id,
        String label,
        Badge mark,
        String title,
        String detail,
        List<FactRow> facts,
        When since,
        List<FindingView> findings,
        String more,
        boolean first) {

    static HopView of(HopState state, List<Finding> findings, boolean first, Instant now) {
        return new HopView(
                state.hop().id(),
                state.hop().label(),
                Badge.of(state.status()),
                state.title(),
                state.detail(),
                state.facts().stream().map(fact -> row(fact, now)).toList(),
                new When(state.since(), now),
                findings.stream().map(FindingView::of).toList(),
                more(state.hop()),
                first);
    }

    /** The same when it is of an earlier snapshot: nothing of it is current. */
    HopView asItWas() {
        return new HopView(
                id,
                label,
                new Badge("idle", "Was " + mark.word().toLowerCase(Locale.ROOT)),
                title,
                detail,
                facts,
                since,
                List.of(),
                more,
                false);
    }

    boolean unknown() {
        return mark.kind().equals(Badge.of(HopStatus.UNKNOWN).kind());
    }

    /** Whether it is of an earlier snapshot. */
    public boolean old() {
        return mark.kind().equals("idle");
    }

    private static FactRow row(HopFact fact, Instant now) {
        return switch (fact) {
            case HopFact.Text(String name, String value) -> new FactRow(name, value, false);
            case HopFact.Id(String name, String value) -> new FactRow(name, value, true);
            case HopFact.Time(String name, Instant at) -> new FactRow(name, new When(at, now).utc(), false);
        };
    }

    public boolean broken() {
        return !mark.kind().equals(Badge.of(HopStatus.OK).kind());
    }

    private static String more(Hop hop) {
        return switch (hop) {
            case DNS -> "";
            case LOAD_BALANCER, LISTENER, RULE -> "/certificate";
            case TARGET_GROUP, TARGET -> "/targets";
            case SECURITY_GROUP -> "/network";
            case RELEASE -> "/deployments";
        };
    }
}
