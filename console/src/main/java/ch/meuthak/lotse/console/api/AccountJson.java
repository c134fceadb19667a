package ch.meuthak.lotse.console.api;

import ch.meuthak.lotse.console.cost.CostLine;
import ch.meuthak.lotse.console.cost.MonthlyCost;
import ch.meuthak.lotse.console.cost.Price;
import ch.meuthak.lotse.console.facts.Access;
import ch.meuthak.lotse.console.facts.Account;
import ch.meuthak.lotse.console.facts.CredentialSource;
import ch.meuthak.lotse.console.facts.CredentialsFile;
import ch.meuthak.lotse.console.facts.Fact;
import ch.meuthak.lotse.console.facts.KeyKind;
import ch.meuthak.lotse.console.facts.Problem;
import ch.meuthak.lotse.console.facts.Topology;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * {@code GET /api/account}. It holds no secret.
 *
 * @param refused why AWS accepts no credentials; absent when it does
 * @param readAt when AWS was read; absent before that
 */
public record AccountJson(
        Optional<IdentityJson> identity,
        Optional<CredentialsJson> credentials,
        Optional<String> refused,
        Optional<Instant> readAt,
        Optional<Instant> lastGoodReadingAt,
        Optional<CostJson> cost) {

    /** The account by the latest snapshot, and the last one that shows something. */
    public static AccountJson of(
            Optional<Topology> latest, Optional<Topology> lastGood, Fact<Access> access, Optional<MonthlyCost> cost) {
        return new AccountJson(
                latest.flatMap(one -> one.account().toOptional()).map(IdentityJson::of),
                access.toOptional().map(CredentialsJson::of),
                latest.flatMap(Topology::refusal).map(Problem::message),
                latest.map(Topology::takenAt),
                lastGood.map(Topology::takenAt),
                cost.map(CostJson::of));
    }

    /** Whose credentials they are. */
    public record IdentityJson(String account, String arn, String meaning) {
        private static IdentityJson of(Account account) {
            return new IdentityJson(account.id(), account.arn(), account.meaning());
        }
    }

    /** What {@code POST /api/credentials} is answered with. */
    public record UsedJson(IdentityJson identity, List<String> notes) {
        public static UsedJson of(Account account, List<String> notes) {
            return new UsedJson(IdentityJson.of(account), notes);
        }
    }

    /**
     * The console's credentials, never their values.
     *
     * @param keyEnding the last four characters of the key id; empty when it is too short
     * @param fileFlaws what is wrong with the credentials file
     */
    public record CredentialsJson(
            CredentialSource source,
            String from,
            KeyKind kind,
            String keyEnding,
            boolean sessionToken,
            Optional<Instant> expires,
            Instant at,
            List<String> fileFlaws) {

        private static CredentialsJson of(Access access) {
            List<CredentialsFile.Flaw> flaws =
                    access.file().map(CredentialsFile::flaws).orElse(List.of());
            return new CredentialsJson(
                    access.source(),
                    access.from(),
                    access.key(),
                    access.keyEnding(),
                    access.sessionToken(),
                    access.expires(),
                    access.at(),
                    flaws.stream().map(CredentialsFile.Flaw::sentence).toList());
        }
    }

    /**
     * What the deployment costs in a month.
     *
     * @param month an amount, as are all the others, is a decimal number in a text; absent when nothing has a price
     * @param complete whether nothing is missing in it
     * @param idle the part of it that nobody uses
     */
    public record CostJson(
            String currency,
            String region,
            Optional<String> month,
            boolean complete,
            Optional<String> idle,
            List<CostLineJson> lines,
            List<String> uncounted) {

        private static CostJson of(MonthlyCost cost) {
            return new CostJson(
                    "USD",
                    cost.region(),
                    amount(cost.total()),
                    cost.complete(),
                    amount(cost.total().map(_ -> cost.idle())),
                    cost.lines().stream().map(CostLineJson::of).toList(),
                    cost.uncounted());
        }

        private static Optional<String> amount(Optional<BigDecimal> amount) {
            return amount.map(BigDecimal::toPlainString);
        }
    }

    /**
     * What one part costs.
     *
     * @param price of one {@code unit}, by its {@code source}; absent when the table has none
     * @param idle why nobody uses it; empty when somebody does
     */
    public record CostLineJson(
            String part,
            String id,
            String quantity,
            Optional<String> price,
            Optional<String> unit,
            Optional<String> source,
            Optional<String> date,
            Optional<String> month,
            String idle,
            String note) {

        private static CostLineJson of(CostLine line) {
            return new CostLineJson(
                    line.part(),
                    line.id(),
                    line.quantity(),
                    CostJson.amount(line.price().map(Price::amount)),
                    line.price().map(Price::unit),
                    line.price().map(Price::source),
                    line.price().map(Price::date).filter(date -> !date.isEmpty()),
                    CostJson.amount(line.month()),
                    line.idle(),
                    line.note());
        }
    }
}
