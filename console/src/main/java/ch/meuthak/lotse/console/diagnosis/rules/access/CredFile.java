package ch.meuthak.lotse.console.diagnosis.rules.access;

import ch.meuthak.lotse.console.diagnosis.About;
import ch.meuthak.lotse.console.diagnosis.AwsPages;
import ch.meuthak.lotse.console.diagnosis.Finding;
import ch.meuthak.lotse.console.diagnosis.FindingBuilder;
import ch.meuthak.lotse.console.diagnosis.RequestTrace;
import ch.meuthak.lotse.console.diagnosis.Rule;
import ch.meuthak.lotse.console.diagnosis.Severity;
import ch.meuthak.lotse.console.facts.Access;
import ch.meuthak.lotse.console.facts.CredentialsFile;
import java.util.Optional;

/** The credentials file does not say what it seems to. */
public final class CredFile extends Rule {
    public static final Rule RULE = new CredFile();

    private CredFile() {
        super(About.access("CRED-FILE", Severity.ERROR)
                .symptom(
                        "The credentials file has a mistake: a duplicate section, keys without a section, a blank or quoted value, or a shell command.")
                .cause("Often the file mixes several pastes. The SDK then reads other values than you meant, or none.")
                .fix(
                        "Empty the file. Paste the whole block once, as AWS Details shows it. Or use the form on the page Account, which checks a paste.")
                .document(AwsPages.AWS + "sdkref/latest/guide/file-format.html"));
    }

    /** Only when the file is what the console reads, or would read: other credentials come before it in the chain. */
    @Override
    public Optional<Finding> check(RequestTrace route) {
        return route.access().filter(Access::dependsOnFile).flatMap(access -> access.file()
                .filter(CredentialsFile::isFlawed)
                .flatMap(file -> {
                    FindingBuilder draft = route.found(this, "The credentials file has a mistake")
                            .severity(file.isBroken() ? Severity.ERROR : Severity.WARNING)
                            .cause(file.path() + " has a mistake. "
                                    + file.flaws().getFirst().sentence());
                    file.flaws().forEach(flaw -> draft.seen(flaw.sentence(), file.path(), access.at()));
                    return draft.done();
                }));
    }
}
