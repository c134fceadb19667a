package ch.meuthak.lotse.console.cloud;

import java.io.UncheckedIOException;
import software.amazon.awssdk.profiles.ProfileFile;

/** The profile files as the SDK reads them: one wrong line, and it throws when anything at all is asked of it. */
final class Profiles {
    private Profiles() {}

    static boolean areReadable() {
        try {
            ProfileFile.defaultProfileFile();
            return true;
        } catch (IllegalArgumentException | UncheckedIOException e) {
            return false;
        }
    }

    /** The files; nothing instead of files that cannot be read, so that credentials from elsewhere can be used all the same. */
    static ProfileFile orNone() {
        return areReadable()
                ? ProfileFile.defaultProfileFile()
                : ProfileFile.aggregator().build();
    }
}
