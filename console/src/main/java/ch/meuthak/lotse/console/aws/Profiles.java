package ch.meuthak.lotse.console.aws;

import java.io.UncheckedIOException;
import software.amazon.awssdk.profiles.ProfileFile;

/** The profile files as the SDK reads them: with one wrong line in them it opens no client, whatever its credentials. */
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
}
