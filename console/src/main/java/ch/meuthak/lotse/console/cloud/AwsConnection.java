package ch.meuthak.lotse.console.cloud;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.locks.ReentrantLock;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.auth.credentials.AwsCredentialsProvider;
import software.amazon.awssdk.core.exception.SdkClientException;
import software.amazon.awssdk.profiles.ProfileFileLocation;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.utils.SdkAutoCloseable;

/**
 * The clients in use. They are opened anew when a profile file has changed, so that keys pasted into
 * {@code ~/.aws/credentials} are used at the next refresh; otherwise they are kept, with the credentials they hold.
 *
 * <p>Without credentials none is opened: EC2's client alone is 750 classes, one for each of its calls, which a console that cannot
 * call does without.
 */
public final class AwsConnection implements AutoCloseable {
    private final AwsSettings settings;
    private final ReentrantLock lock = new ReentrantLock();
    private List<ProfileVersion> profiles = List.of();
    private @Nullable Access access;
    private @Nullable AwsClients open;

    public AwsConnection(AwsSettings settings) {
        this.settings = settings;
    }

    AwsSettings settings() {
        return settings;
    }

    /**
     * Clients that have a region and credentials. May take as long as the instance metadata service does.
     *
     * @throws CloudException {@code NoRegion}, {@code InvalidEndpoint} or {@code NoCredentials}
     */
    AwsClients clients() {
        lock.lock();
        try {
            Access to = access();
            requireCredentials(to.credentials());
            AwsClients clients = open == null ? openClients(to) : open;
            open = clients;
            return clients;
        } finally {
            lock.unlock();
        }
    }

    private Access access() {
        List<ProfileVersion> now = ProfileVersion.all();
        if (!now.equals(profiles)) {
            close();
            profiles = now;
        }
        Access to = access == null ? new Access(region(), AwsClients.credentials(settings)) : access;
        access = to;
        return to;
    }

    private AwsClients openClients(Access to) {
        try {
            return AwsClients.open(settings, to.region(), to.credentials());
        } catch (SdkClientException e) {
            throw new CloudException(
                    "InvalidEndpoint",
                    "The AWS endpoint is no address. Set AWS_ENDPOINT_URL, or endpoint_url in ~/.aws/config, to one such as"
                            + " http://127.0.0.1:4566, or leave it out.");
        }
    }

    private Region region() {
        try {
            return AwsClients.region(settings);
        } catch (SdkClientException e) {
            throw new CloudException(
                    "NoRegion",
                    "There is no AWS region. Set AWS_REGION, for example to us-east-1, or a region in ~/.aws/config.");
        }
    }

    private static void requireCredentials(AwsCredentialsProvider credentials) {
        try {
            credentials.resolveCredentials();
        } catch (SdkClientException e) {
            throw new CloudException("NoCredentials", AwsFailure.noCredentials());
        }
    }

    @Override
    public void close() {
        lock.lock();
        try {
            Stream.of(Optional.ofNullable(open), Optional.ofNullable(access))
                    .flatMap(Optional::stream)
                    .forEach(SdkAutoCloseable::close);
            open = null;
            access = null;
        } finally {
            lock.unlock();
        }
    }

    /** Where AWS is asked, and as whom. */
    private record Access(Region region, AwsCredentialsProvider credentials) implements SdkAutoCloseable {

        @Override
        public void close() {
            if (credentials instanceof SdkAutoCloseable closeable) {
                closeable.close();
            }
        }
    }

    /** What tells that a profile file was written: empty when there is no such file. */
    private record ProfileVersion(Path file, Optional<FileTime> written, long size) {

        static List<ProfileVersion> all() {
            return Stream.of(ProfileFileLocation.credentialsFilePath(), ProfileFileLocation.configurationFilePath())
                    .map(ProfileVersion::of)
                    .toList();
        }

        private static ProfileVersion of(Path file) {
            try {
                return new ProfileVersion(file, Optional.of(Files.getLastModifiedTime(file)), Files.size(file));
            } catch (IOException e) {
                return new ProfileVersion(file, Optional.empty(), 0);
            }
        }
    }
}
