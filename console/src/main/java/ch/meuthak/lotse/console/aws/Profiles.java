package ch.meuthak.lotse.console.aws;

import java.io.UncheckedIOException;
import software.amazon.awssdk.profiles.ProfileFile;

/** The profile files as the SDK reads them. With one invalid line in them it opens no client. */
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
