package ch.meuthak.lotse.console.aws;

import ch.meuthak.lotse.console.credentials.FileVersion;
import ch.meuthak.lotse.console.credentials.PastedCredentials;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import software.amazon.awssdk.auth.credentials.AwsCredentialsProvider;
import software.amazon.awssdk.core.exception.SdkClientException;
import software.amazon.awssdk.profiles.ProfileFileLocation;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.utils.SdkAutoCloseable;

/** Where AWS is asked, and as whom. */
record CredentialChain(Origin origin, Region region, AwsCredentialsProvider credentials) implements SdkAutoCloseable {

    static CredentialChain of(AwsSettings settings, Origin origin) {
        Region region = region(settings, origin.pasted());
        Optional<AwsCredentialsProvider> given = origin.pasted().map(one -> AwsClients.provider(one));
        return new CredentialChain(origin, region, given.orElseGet(() -> AwsClients.credentials(settings)));
    }

    @Override
    public void close() {
        if (credentials instanceof SdkAutoCloseable closeable) {
            closeable.close();
        }
    }

    /**
     * The region that the console reads.
     *
     * @throws CallAbandoned {@code NoRegion}
     */
    static Region region(AwsSettings settings, Optional<PastedCredentials> pasted) {
        try {
            return AwsClients.region(settings);
        } catch (SdkClientException e) {
            return pasted.flatMap(PastedCredentials::region)
                    .map(Region::of)
                    .orElseThrow(() -> new CallAbandoned(AwsFailure.own(
                            "NoRegion",
                            "There is no AWS region.",
                            "Set AWS_REGION, for example to us-east-1, or a region in ~/.aws/config.")));
        }
    }

    /** What tells that other credentials may be there: the profile files as they were written, and what was pasted. */
    record Origin(List<FileVersion> files, Optional<PastedCredentials> pasted) {
        static final Origin NONE = new Origin(List.of(), Optional.empty());

        static Origin now(Optional<PastedCredentials> pasted) {
            return new Origin(
                    Stream.of(ProfileFileLocation.credentialsFilePath(), ProfileFileLocation.configurationFilePath())
                            .map(FileVersion::of)
                            .toList(),
                    pasted);
        }
    }
}
