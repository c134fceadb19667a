package ch.meuthak.lotse.console.web;

import ch.meuthak.lotse.console.credentials.CredentialsInUse;
import ch.meuthak.lotse.console.facts.Access;
import ch.meuthak.lotse.console.facts.Account;
import ch.meuthak.lotse.console.facts.CredentialSource;
import ch.meuthak.lotse.console.facts.CredentialsFile;
import ch.meuthak.lotse.console.facts.Fact;
import ch.meuthak.lotse.console.facts.KeyKind;
import ch.meuthak.lotse.console.facts.MetadataService;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;

/** Credentials that are used when the word "good" is in what was pasted, and that cannot be tried when that is "fault". */
final class FakeCredentials implements CredentialsInUse {
    private final InstantSource clock;
    private volatile boolean pasted;
    volatile List<String> notes = List.of();

    FakeCredentials(InstantSource clock) {
        this.clock = clock;
    }

    boolean pasted() {
        return pasted;
    }

    @Override
    public Fact<Access> access() {
        var file = new CredentialsFile(
                "/aws/credentials",
                "default",
                true,
                clock.instant().minus(Duration.ofMinutes(312)),
                Optional.empty(),
                List.of());
        return Fact.known(new Access(
                pasted ? CredentialSource.PASTED : CredentialSource.PROFILE,
                pasted ? CredentialSource.PASTED.words() : "the profile default in /aws/credentials",
                KeyKind.TEMPORARY,
                "X7QA",
                true,
                Optional.empty(),
                MetadataService.ANSWERS,
                false,
                Optional.of(file),
                clock.instant()));
    }

    @Override
    public Outcome use(String block) {
        if (block.equals("fault")) {
            throw new IllegalStateException("a fault of the console's own");
        }
        if (!block.contains("good")) {
            return new Outcome.NotUsed(
                    List.of("aws_session_token is missing: a key id that begins with ASIA does not work without it."));
        }
        pasted = true;
        return new Outcome.Used(
                new Account("339712742662", "arn:aws:sts::339712742662:assumed-role/voclabs/user1"), notes);
    }

    @Override
    public void drop() {
        pasted = false;
    }
}
