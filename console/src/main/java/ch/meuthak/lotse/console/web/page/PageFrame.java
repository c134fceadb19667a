package ch.meuthak.lotse.console.web.page;

import ch.meuthak.lotse.console.facts.Account;
import ch.meuthak.lotse.console.facts.Problem;
import ch.meuthak.lotse.console.facts.Topology;
import ch.meuthak.lotse.server.Build;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The frame around the content of every page.
 *
 * @param current the entry of the navigation that is current; absent on error pages
 * @param self the page's own address, to fetch its live part from
 * @param csrf the session's token for forms; empty without a session
 * @param domain the watched domain; empty until the first snapshot
 * @param refreshing whether AWS is being read now
 * @param old the time of the last known snapshot, while AWS cannot be read; one element or none
 * @param refusal the reason why AWS refuses the credentials, and the fix; empty when it accepts them
 */
public record PageFrame(
        Optional<Page> current,
        String self,
        String csrf,
        Assets.Urls assets,
        Instant now,
        String domain,
        String region,
        String account,
        Optional<When> takenAt,
        boolean refreshing,
        List<When> old,
        String refusal,
        List<Problem> problems) {

    private static final int MAX_PROBLEMS = 20;
    private static final String VERSION = Build.load().name();

    public static PageFrame of(
            Optional<Page> current, String self, String csrf, Assets.Urls assets, ConsoleFacts facts) {
        Instant now = facts.now();
        Optional<Topology> topology = facts.feed().latest();
        return new PageFrame(
                current,
                self,
                csrf,
                assets,
                now,
                topology.map(Topology::domain).orElse(""),
                topology.map(Topology::region).orElse(""),
                topology.flatMap(taken -> taken.account().toOptional())
                        .map(Account::id)
                        .orElse(""),
                topology.map(taken -> new When(taken.takenAt(), now)),
                facts.feed().refreshing(),
                facts.old().stream()
                        .map(known -> new When(known.takenAt(), now))
                        .toList(),
                topology.flatMap(Topology::refusal).map(Problem::message).orElse(""),
                topology.map(Topology::problems).orElse(List.of()));
    }

    /** The frame without a login: it shows nothing about the watched domain. */
    static PageFrame bare(String self, Assets.Urls assets, Instant now) {
        return new PageFrame(
                Optional.empty(), self, "", assets, now, "", "", "", Optional.empty(), false, List.of(), "", List.of());
    }

    /** The version of this console: {@code 1.0.0}, or {@code development build 0a1b2c3d4e5f}. */
    public String version() {
        return VERSION;
    }

    public boolean signedIn() {
        return !csrf.isEmpty();
    }

    public boolean hasSnapshot() {
        return takenAt.isPresent();
    }

    /** Only when there is a snapshot. */
    public When taken() {
        return takenAt.orElseThrow();
    }

    /** For the page's script: the server's clock, in milliseconds. */
    public long nowMillis() {
        return now.toEpochMilli();
    }

    /** Whether the page's address already asks for all rows. */
    public String allRows() {
        return self.contains("?") ? self + "&all=1" : self + "?all=1";
    }

    public Badge reading() {
        return new Badge("busy", "Reading AWS");
    }

    public List<Problem> shownProblems() {
        return problems.stream().limit(MAX_PROBLEMS).toList();
    }

    /** Whether the previous problem has the same message, for another call. */
    public boolean saidBefore(int index) {
        return index > 0
                && problems.get(index - 1).message().equals(problems.get(index).message());
    }

    public int moreProblems() {
        return Math.max(0, problems.size() - MAX_PROBLEMS);
    }

    /**
     * An entry of the navigation.
     *
     * @param current the value of {@code aria-current}: {@code page}, or null for none
     */
    public record Entry(String path, String title, @Nullable String current) {}

    public List<Entry> navigation() {
        return Arrays.stream(Page.values())
                .map(page -> new Entry(
                        page.path(), page.title(), current.filter(page::equals).isPresent() ? "page" : null))
                .toList();
    }

    /** Whether this page is where credentials are pasted. */
    public boolean atAccount() {
        return current.filter(Page.ACCOUNT::equals).isPresent();
    }

    /** Where a form of this page leads back to. */
    public String back() {
        return current.orElse(Page.OVERVIEW).path();
    }
}
