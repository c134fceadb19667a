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
import software.amazon.awssdk.core.exception.SdkClientException;
import software.amazon.awssdk.profiles.ProfileFileLocation;
import software.amazon.awssdk.regions.Region;

/**
 * The clients in use. They are opened anew when a profile file has changed, so that keys pasted into
 * {@code ~/.aws/credentials} are used at the next refresh; otherwise they are kept, with the credentials they hold.
 */
public final class AwsConnection implements AutoCloseable {
    private final AwsSettings settings;
    private final ReentrantLock lock = new ReentrantLock();
    private List<ProfileVersion> profiles = List.of();
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
            AwsClients clients = current();
            requireCredentials(clients);
            return clients;
        } finally {
            lock.unlock();
        }
    }

    private AwsClients current() {
        List<ProfileVersion> now = ProfileVersion.all();
        AwsClients before = open;
        if (before != null && now.equals(profiles)) {
            return before;
        }
        close();
        AwsClients opened = openClients();
        open = opened;
        profiles = now;
        return opened;
    }

    private AwsClients openClients() {
        Region region = region();
        try {
            return AwsClients.open(settings, region);
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

    private static void requireCredentials(AwsClients clients) {
        try {
            clients.credentials().resolveCredentials();
        } catch (SdkClientException e) {
            throw new CloudException("NoCredentials", AwsFailure.noCredentials());
        }
    }

    @Override
    public void close() {
        lock.lock();
        try {
            AwsClients before = open;
            open = null;
            if (before != null) {
                before.close();
            }
        } finally {
            lock.unlock();
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
