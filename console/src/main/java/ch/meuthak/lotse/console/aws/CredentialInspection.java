package ch.meuthak.lotse.console.aws;

import ch.meuthak.lotse.console.credentials.CredentialsFileCheck;
import ch.meuthak.lotse.console.credentials.PastedCredentials;
import ch.meuthak.lotse.console.facts.Access;
import ch.meuthak.lotse.console.facts.CredentialSource;
import ch.meuthak.lotse.console.facts.CredentialsFile;
import ch.meuthak.lotse.console.facts.KeyKind;
import ch.meuthak.lotse.console.facts.MetadataService;
import java.net.NetworkInterface;
import java.net.SocketException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;
import software.amazon.awssdk.auth.credentials.AwsCredentials;
import software.amazon.awssdk.auth.credentials.AwsSessionCredentials;
import software.amazon.awssdk.profiles.ProfileFileLocation;
import software.amazon.awssdk.profiles.ProfileFileSystemSetting;

/** Looks at credentials, or at why there are none, and says what they are without their values. */
record CredentialInspection(Optional<PastedCredentials> pasted, InstantSource clock) {

    Access at(AwsCredentials found) {
        CredentialSource source = pasted.isPresent()
                ? CredentialSource.PASTED
                : CredentialSource.of(found.providerName().orElse(""));
        Optional<CredentialsFile> file = file();
        return new Access(
                source,
                from(source, file),
                KeyKind.of(found.accessKeyId()),
                Access.ending(found.accessKeyId()),
                found instanceof AwsSessionCredentials session
                        && !session.sessionToken().isEmpty(),
                found.expirationTime().or(() -> expires(source, file)),
                MetadataService.ANSWERS,
                isBridged(),
                file,
                clock.instant());
    }

    Access atNothing() {
        return new Access(
                CredentialSource.NONE,
                CredentialSource.NONE.words(),
                KeyKind.NONE,
                "",
                false,
                Optional.empty(),
                MetadataServiceCheck.ask(),
                isBridged(),
                file(),
                clock.instant());
    }

    private Optional<Instant> expires(CredentialSource source, Optional<CredentialsFile> file) {
        return source == CredentialSource.PROFILE
                ? file.flatMap(CredentialsFile::expires)
                : pasted.flatMap(PastedCredentials::expires);
    }

    private static String from(CredentialSource source, Optional<CredentialsFile> file) {
        if (source != CredentialSource.PROFILE) {
            return source.words();
        }
        String path = file.filter(CredentialsFile::holdsProfile)
                .map(CredentialsFile::path)
                .orElseGet(() -> ProfileFileLocation.configurationFilePath().toString());
        return "the profile " + profile() + " in " + path;
    }

    private static Optional<CredentialsFile> file() {
        return CredentialsFileCheck.read(ProfileFileLocation.credentialsFilePath(), profile());
    }

    private static String profile() {
        return ProfileFileSystemSetting.AWS_PROFILE.getStringValue().orElse("default");
    }

    /** Whether this is a container, and not one with the host's network, where the engine's own bridge would be seen. */
    private static boolean isBridged() {
        boolean container = Files.exists(Path.of("/.dockerenv")) || Files.exists(Path.of("/run/.containerenv"));
        try {
            return container && NetworkInterface.getByName("docker0") == null;
        } catch (SocketException e) {
            return false;
        }
    }
}
