package ch.meuthak.lotse.console.aws;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;

/** The SDK's own chain, with the profile files of the test and without the metadata service. */
public abstract class ChainFixture extends InventoryFixture {
    public final Path folder;
    private final Map<String, Optional<String>> before = new HashMap<>();

    public ChainFixture(@TempDir Path folder) {
        this.folder = folder;
    }

    @BeforeEach
    void emptyChain() {
        for (String variable : List.of("AWS_ACCESS_KEY_ID", "AWS_REGION", "AWS_ENDPOINT_URL", "AWS_PROFILE")) {
            Assumptions.assumeTrue(System.getenv(variable) == null, variable + " is set");
        }
        set("aws.sharedCredentialsFile", folder.resolve("credentials").toString());
        set("aws.configFile", folder.resolve("config").toString());
        set("aws.disableEc2Metadata", "true");
    }

    @AfterEach
    void restore() {
        before.forEach((name, value) ->
                value.ifPresentOrElse(was -> System.setProperty(name, was), () -> System.clearProperty(name)));
    }

    /** Region and endpoint of the test's own AWS. */
    public final String config() {
        return "[default]\nregion = us-east-1\nendpoint_url = " + aws.endpoint() + "\n";
    }

    public static String keys(String id) {
        return "[default]\naws_access_key_id = " + id
                + "\naws_secret_access_key = s\naws_session_token = IQoJb3JpZ2luX2VjEXAMPLETOKEN\n";
    }

    public final void write(String name, String text) {
        try {
            Files.writeString(folder.resolve(name), text);
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    public final void set(String property, String value) {
        before.putIfAbsent(property, Optional.ofNullable(System.getProperty(property)));
        System.setProperty(property, value);
    }
}
