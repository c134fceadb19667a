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
                        "The credentials file does not say what it seems to: two sections of one name, keys without a section, a blank or quoted value, a line to paste into a shell.")
                .cause("It was pasted together from several sources, and the SDK reads it by its own rules.")
                .fix("Write the section anew, with the lines of one source.")
                .document(AwsPages.AWS + "sdkref/latest/guide/file-format.html"));
    }

    /** Only when the file is what the console reads, or would read: other credentials come before it in the chain. */
    @Override
    public Optional<Finding> check(RequestTrace route) {
        return route.observed()
                .access()
                .toOptional()
                .filter(Access::dependsOnFile)
                .flatMap(access -> access.file()
                        .filter(CredentialsFile::isFlawed)
                        .flatMap(file -> {
                            FindingBuilder draft = route.found(
                                            this, "The credentials file is not as it was to be pasted")
                                    .severity(file.isBroken() ? Severity.ERROR : Severity.WARNING)
                                    .cause(file.path() + " is not as the block that was to be pasted: "
                                            + file.flaws().getFirst().sentence())
                                    .fix(
                                            "Empty the file and paste the whole block once, as it stands under AWS Details; or use the"
                                                    + " form of the page Account, which says what is wrong with a paste.");
                            file.flaws().forEach(flaw -> draft.seen(flaw.sentence(), file.path(), access.at()));
                            return draft.done();
                        }));
    }
}
