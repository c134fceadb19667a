package ch.meuthak.lotse.console.aws;

import ch.meuthak.lotse.console.credentials.CredentialsInUse;
import ch.meuthak.lotse.console.credentials.PastedCredentials;
import ch.meuthak.lotse.console.facts.Account;
import ch.meuthak.lotse.console.facts.Fact;
import ch.meuthak.lotse.console.facts.Problem;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import software.amazon.awssdk.core.exception.SdkClientException;
import software.amazon.awssdk.regions.Region;

/**
 * Tries pasted credentials with GetCallerIdentity, which every credential may call; those of a lab with one call more, as those
 * of a lab that is over may still make that first one.
 */
record CredentialTrial(AwsSettings settings, PastedCredentials tried) {
    /** Asks AWS, within the deadline of a call. */
    CredentialsInUse.Outcome outcome() {
        if (!Profiles.areReadable()) {
            return notUsed(AwsFailure.unreadableProfile().message()
                    + " Until then the AWS SDK works with no credentials at all.");
        }
        try {
            Region region = CredentialChain.region(settings, Optional.of(tried));
            return switch (account(region)) {
                case Fact.Known<Account>(var account) ->
                    new CredentialsInUse.Outcome.Used(account, notes(account, region.id()));
                case Fact.Failed<Account>(var problem) -> notUsed(problem.message());
                case Fact.Unread<Account> _ -> throw new IllegalStateException("asked or failed");
            };
        } catch (CallAbandoned e) {
            return notUsed(String.valueOf(e.getMessage()));
        } catch (SdkClientException e) {
            return notUsed("The AWS endpoint is not a URL. Correct AWS_ENDPOINT_URL, or remove it.");
        }
    }

    private static CredentialsInUse.Outcome notUsed(String reason) {
        return new CredentialsInUse.Outcome.NotUsed(List.of(reason));
    }

    private Fact<Account> account(Region region) {
        Duration limit = settings.callTimeout().plusSeconds(1);
        try (var clients = AwsClients.open(settings, region, AwsClients.provider(tried));
                var reading = new SnapshotReading(limit, 2)) {
            Fact<Account> account = reading.fork(
                            AwsCall.GET_CALLER_IDENTITY,
                            () -> reading.ask(AwsCall.GET_CALLER_IDENTITY, () -> {
                                var caller = reading.request(clients.sts()::getCallerIdentity);
                                return new Account(
                                        AbsentTexts.orEmpty(caller.account()), AbsentTexts.orEmpty(caller.arn()));
                            }))
                    .get();
            boolean lab = account.toOptional().filter(Account::isLearnerLab).isPresent();
            return lab ? unlessEnded(account, clients, reading) : account;
        }
    }

    private static Fact<Account> unlessEnded(Fact<Account> account, AwsClients clients, SnapshotReading reading) {
        Fact<?> addresses = reading.fork(
                        AwsCall.DESCRIBE_ADDRESSES,
                        () -> reading.ask(
                                AwsCall.DESCRIBE_ADDRESSES, () -> reading.request(clients.ec2()::describeAddresses)))
                .get();
        return addresses
                .failure()
                .filter(Problem::isLabEnded)
                .map(Fact::<Account>failed)
                .orElse(account);
    }

    /** What does not fit, though AWS accepts them. */
    private List<String> notes(Account account, String region) {
        var notes = new ArrayList<String>();
        tried.region()
                .filter(named -> !named.equals(region))
                .ifPresent(named -> notes.add("The block names the region " + named + ", but the console is set to "
                        + region + " and goes on reading that. AWS_REGION changes it."));
        account.shutOutOf(region).ifPresent(why -> notes.add(why + " AWS_REGION changes it."));
        return List.copyOf(notes);
    }
}
