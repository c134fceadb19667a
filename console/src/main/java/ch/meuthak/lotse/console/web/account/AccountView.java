package ch.meuthak.lotse.console.web.account;

import ch.meuthak.lotse.console.diagnosis.Diagnosis;
import ch.meuthak.lotse.console.diagnosis.Finding;
import ch.meuthak.lotse.console.facts.Access;
import ch.meuthak.lotse.console.facts.Account;
import ch.meuthak.lotse.console.facts.CredentialSource;
import ch.meuthak.lotse.console.facts.CredentialsFile;
import ch.meuthak.lotse.console.facts.Fact;
import ch.meuthak.lotse.console.facts.Problem;
import ch.meuthak.lotse.console.facts.Topology;
import ch.meuthak.lotse.console.web.page.Badge;
import ch.meuthak.lotse.console.web.page.ConsoleFacts;
import ch.meuthak.lotse.console.web.page.FactRow;
import ch.meuthak.lotse.console.web.page.When;
import ch.meuthak.lotse.console.words.Amounts;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * The account: the credentials and their problems, and the cost of the deployment.
 *
 * @param state whether AWS accepts the credentials
 * @param sentence the owner of the credentials, or the fix when AWS refuses them
 * @param pasted whether pasted credentials are in use
 * @param findings the problems of the credentials
 * @param cost one element; none until something was read
 * @param paste the result of the form
 */
public record AccountView(
        Badge state,
        String sentence,
        boolean pasted,
        List<FactRow> facts,
        List<FoundView> findings,
        List<CostView> cost,
        PasteView paste) {

    /** The result of a paste: reasons why it is not used, or notes when it is. */
    public record PasteView(List<String> reasons, List<String> notes) {
        static final PasteView NONE = new PasteView(List.of(), List.of());
    }

    /** A finding about the credentials, with everything that it rests on. */
    public record FoundView(String id, String document, String title, String sentence, List<String> evidence) {
        static FoundView of(Finding finding) {
            return new FoundView(
                    finding.rule().id(),
                    finding.rule().document(),
                    finding.title(),
                    finding.sentence(),
                    finding.evidence().stream()
                            .map(seen -> seen.fact())
                            .filter(fact -> !fact.equals(finding.sentence()))
                            .distinct()
                            .toList());
        }
    }

    static AccountView of(ConsoleFacts facts, PasteView paste) {
        Optional<Topology> latest = facts.feed().latest();
        Optional<Access> access = facts.account().credentials().access().toOptional();
        return new AccountView(
                latest.map(AccountView::mark).orElse(new Badge("unknown", "Not known yet")),
                latest.map(AccountView::sentence).orElse("Reading AWS for the first time."),
                access.filter(one -> one.source() == CredentialSource.PASTED).isPresent(),
                Stream.concat(
                                identity(latest),
                                Stream.concat(
                                        access.stream().flatMap(one -> rows(one, facts.now())), reading(latest, facts)))
                        .filter(row -> !row.value().isEmpty())
                        .toList(),
                findings(facts.diagnosis().get()),
                facts.old().or(() -> latest).stream()
                        .map(topology -> CostView.of(facts.account().cost(topology)))
                        .toList(),
                paste);
    }

    private static Badge mark(Topology topology) {
        if (topology.lacksCredentials()) {
            return new Badge("fail", "AWS does not accept the credentials");
        }
        return topology.account() instanceof Fact.Known<Account>
                ? new Badge("ok", "AWS accepts the credentials")
                : new Badge("unknown", "Not known");
    }

    private static String sentence(Topology topology) {
        Optional<Problem> refusal = topology.refusal();
        if (refusal.isPresent()) {
            return refusal.get().message();
        }
        return switch (topology.account()) {
            case Fact.Known<Account>(var account) -> "They belong to " + account.meaning() + ".";
            case Fact.Failed<Account>(var problem) -> problem.message();
            case Fact.Unread<Account>(var because) -> "Not read, because " + because + ".";
        };
    }

    private static Stream<FactRow> identity(Optional<Topology> latest) {
        Optional<Account> account =
                latest.flatMap(topology -> topology.account().toOptional());
        return Stream.of(
                new FactRow("Account", account.map(Account::id).orElse(""), true),
                new FactRow("Identity", account.map(Account::arn).orElse(""), true),
                new FactRow("Region", latest.map(Topology::region).orElse(""), false));
    }

    private static Stream<FactRow> rows(Access access, Instant now) {
        return Stream.of(
                new FactRow("Source", access.from(), false),
                new FactRow("Kind", kind(access), false),
                new FactRow("Key ID ends in", access.keyEnding(), false),
                new FactRow("Expires", end(access, now), false));
    }

    private static String kind(Access access) {
        return switch (access.key()) {
            case TEMPORARY ->
                access.sessionToken() ? "temporary, with session token" : "temporary, without the session token";
            case LONG_LIVED ->
                access.sessionToken() ? "long-lived, with a session token that does not belong to it" : "long-lived";
            case OTHER -> "not an AWS key ID";
            case NONE -> "";
        };
    }

    private static String end(Access access, Instant now) {
        if (access.expires().isPresent()) {
            When when = new When(access.expires().get(), now);
            return when.utc() + ", " + when.relative();
        }
        return switch (access.key()) {
            case TEMPORARY -> access.renewThemselves() ? "renewed automatically" : written(access, now);
            case LONG_LIVED -> "never";
            case OTHER, NONE -> "";
        };
    }

    /** Nothing tells when a lab's credentials end but that they end with its session. */
    private static String written(Access access, Instant now) {
        if (access.source() != CredentialSource.PROFILE || access.file().isEmpty()) {
            return "not known; a Learner Lab session lasts " + CredentialsFile.LAB_SESSION.toHours() + " h";
        }
        Duration age = Duration.between(access.file().get().written(), now);
        return "not known; the file was written " + Amounts.coarse(age) + " ago, and a Learner Lab session lasts "
                + CredentialsFile.LAB_SESSION.toHours() + " h";
    }

    private static Stream<FactRow> reading(Optional<Topology> latest, ConsoleFacts facts) {
        Optional<When> last = facts.feed().lastKnown().map(topology -> new When(topology.takenAt(), facts.now()));
        long failed = latest.map(topology -> (long) topology.problems().size()).orElse(0L);
        return Stream.of(
                new FactRow(
                        "Last good reading",
                        last.map(when -> when.utc() + ", " + when.relative()).orElse(""),
                        false),
                new FactRow(
                        "Calls in the last reading",
                        latest.map(AccountView::calls).orElse(""),
                        false),
                new FactRow("Failed calls", failed == 0 ? "" : Long.toString(failed), false));
    }

    private static String calls(Topology topology) {
        return Integer.toString(topology.calls());
    }

    private static List<FoundView> findings(Optional<Diagnosis> diagnosis) {
        return diagnosis.stream()
                .flatMap(Diagnosis::all)
                .filter(finding -> finding.rule().isAboutAccess())
                .map(FoundView::of)
                .toList();
    }

    /** The page's title: the result of a paste comes first, for screen readers. */
    public String title() {
        return paste.reasons().isEmpty() ? "Account" : "Not used · Account";
    }
}
