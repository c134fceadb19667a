package ch.meuthak.lotse.console.web.timeline;

import ch.meuthak.lotse.console.drift.Difference;
import ch.meuthak.lotse.console.drift.DriftSummary;
import ch.meuthak.lotse.console.drift.DriftUnavailable;
import ch.meuthak.lotse.console.drift.Drifted;
import ch.meuthak.lotse.console.drift.Entry;
import ch.meuthak.lotse.console.drift.Kind;
import ch.meuthak.lotse.console.web.page.ConsoleFacts;
import ch.meuthak.lotse.console.web.page.Listing;
import ch.meuthak.lotse.console.web.page.RowLimit;
import ch.meuthak.lotse.console.web.page.UntrustedText;
import ch.meuthak.lotse.console.web.page.When;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * The differences from the baseline, and the events.
 *
 * @param acceptedAt one element, or none before anything was read
 * @param mark of all differences, shown or not
 * @param problem the reason why the events cannot be stored or read; empty when they can
 * @param kinds the choices of the filter, all of them first
 * @param kind the id of the chosen one; empty for all
 * @param older the sequence that the next page begins before; 0 when there is none
 */
public record TimelineView(
        List<When> acceptedAt,
        boolean byOperator,
        Listing<DifferenceView> differences,
        String mark,
        String problem,
        List<KindView> kinds,
        String kind,
        List<DayView> days,
        long older,
        boolean first) {
    private static final int ROWS = 50;
    private static final int LONGEST = 1_000;
    private static final DateTimeFormatter DAY =
            DateTimeFormatter.ofPattern("EEEE, d MMMM uuuu", Locale.ENGLISH).withZone(ZoneOffset.UTC);
    private static final DateTimeFormatter TIME =
            DateTimeFormatter.ofPattern("HH:mm:ss", Locale.ROOT).withZone(ZoneOffset.UTC);

    /**
     * One difference from the accepted state.
     *
     * @param read whether it was read just now; otherwise it is as it was last known
     * @param until when it expires; one element or none
     * @param command as one line to paste; empty when there is none
     */
    public record DifferenceView(
            String id,
            String label,
            String sentence,
            When since,
            boolean read,
            List<When> until,
            String advice,
            String command,
            String caution) {

        static DifferenceView of(Drifted one, Instant now) {
            Difference difference = one.difference();
            return new DifferenceView(
                    difference.id(),
                    difference.kind().label(),
                    UntrustedText.shown(difference.sentence(), LONGEST),
                    new When(one.since(), now),
                    one.read(),
                    one.until().stream().map(at -> new When(at, now)).toList(),
                    UntrustedText.shown(difference.undo().advice(), LONGEST),
                    UntrustedText.pasteable(difference.undo().commandLine()),
                    difference.undo().caution());
        }
    }

    /** A choice of the filter; the id is empty for all. */
    public record KindView(String id, String label) {}

    /** The lines of one day, the newest first. */
    public record DayView(String day, List<EntryView> entries) {}

    /** One line. */
    public record EntryView(String time, When at, String label, String sentence) {

        static EntryView of(Entry entry, Instant now) {
            return new EntryView(
                    TIME.format(entry.at()),
                    new When(entry.at(), now),
                    entry.kind().label(),
                    UntrustedText.shown(entry.sentence(), LONGEST));
        }
    }

    static TimelineView of(ConsoleFacts facts, Optional<Kind> kind, long before, RowLimit rows) {
        Instant now = facts.now();
        DriftSummary drift = facts.drift().drift();
        List<Entry> entries = new ArrayList<>();
        String problem = drift.problem();
        try {
            entries.addAll(facts.drift().latest(kind, before, ROWS + 1));
        } catch (DriftUnavailable e) {
            problem = String.valueOf(e.getMessage());
        }
        boolean more = entries.size() > ROWS;
        List<Entry> shown = entries.subList(0, Math.min(ROWS, entries.size()));
        return new TimelineView(
                drift.acceptedAt().stream().map(at -> new When(at, now)).toList(),
                drift.byOperator(),
                Listing.of(drift.differences(), rows, one -> DifferenceView.of(one, now)),
                drift.mark(),
                problem,
                choices(),
                kind.map(Kind::id).orElse(""),
                days(shown, now),
                more ? shown.getLast().sequence() : 0,
                before == Long.MAX_VALUE);
    }

    private static List<KindView> choices() {
        List<KindView> kinds = new ArrayList<>();
        kinds.add(new KindView("", "All"));
        for (Kind kind : Kind.values()) {
            kinds.add(new KindView(kind.id(), kind.label()));
        }
        return kinds;
    }

    private static List<DayView> days(List<Entry> entries, Instant now) {
        Map<LocalDate, List<EntryView>> days = new LinkedHashMap<>();
        entries.forEach(
                entry -> days.computeIfAbsent(LocalDate.ofInstant(entry.at(), ZoneOffset.UTC), day -> new ArrayList<>())
                        .add(EntryView.of(entry, now)));
        return days.entrySet().stream()
                .map(day -> new DayView(DAY.format(day.getKey().atStartOfDay(ZoneOffset.UTC)), day.getValue()))
                .toList();
    }
}
