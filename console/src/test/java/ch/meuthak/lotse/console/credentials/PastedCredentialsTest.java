package ch.meuthak.lotse.console.credentials;

import static org.assertj.core.api.Assertions.assertThat;

import ch.meuthak.lotse.console.aws.AwsConnection;
import ch.meuthak.lotse.console.aws.AwsInventory;
import ch.meuthak.lotse.console.aws.AwsSettings;
import ch.meuthak.lotse.console.aws.ChainFixture;
import ch.meuthak.lotse.console.aws.ReplayedAws;
import ch.meuthak.lotse.console.credentials.CredentialsInUse.Outcome;
import ch.meuthak.lotse.console.facts.CredentialSource;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Credentials that an operator pastes into the console: tried first, then used, in memory alone. */
@Timeout(120)
class PastedCredentialsTest extends ChainFixture {
    private static final String ID = "ASIAIOSFODNN7EXAMPLE";
    private static final String SECRET = "wJalrXUtnFEMI/K7MDENG/bPxRfiCYEXAMPLEKEY";
    private static final String TOKEN = "IQoJb3JpZ2luX2VjEXAMPLETOKENEXAMPLETOKEN==";
    private static final String BLOCK = "[default]\naws_access_key_id=" + ID + "\naws_secret_access_key=" + SECRET
            + "\naws_session_token=" + TOKEN + "\n";

    private final AwsConnection connection = new AwsConnection(AwsSettings.fromChain());
    private final AwsInventory inventory = inventory(connection, GENEROUS);

    PastedCredentialsTest(@TempDir Path folder) {
        super(folder);
    }

    @BeforeEach
    void machine() {
        write("config", config());
        write("credentials", keys("ASIAMACHINEMACHINE01"));
    }

    @AfterEach
    void close() {
        connection.close();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                BLOCK,
                "aws_access_key_id = " + ID + "\r\naws_secret_access_key = " + SECRET + "\r\naws_session_token = "
                        + TOKEN + "\r\n",
                "export AWS_ACCESS_KEY_ID=" + ID + "\nexport AWS_SECRET_ACCESS_KEY=\"" + SECRET
                        + "\"\nexport AWS_SESSION_TOKEN=\"" + TOKEN + "\"\nexport AWS_DEFAULT_REGION=us-east-1\n",
                "AWS_ACCESS_KEY_ID=" + ID + "\nAWS_SECRET_ACCESS_KEY=" + SECRET + "\nAWS_SESSION_TOKEN=" + TOKEN,
                "{\"Credentials\": {\"AccessKeyId\": \"" + ID + "\", \"SecretAccessKey\": \"" + SECRET
                        + "\", \"SessionToken\": \"" + TOKEN + "\", \"Expiration\": \"2999-11-25T18:00:00+00:00\"}}",
                "AWS CLI:\nCopy and paste the following into ~/.aws/credentials\n\n" + BLOCK,
                "Cloud Labs\nRemaining session time: 03:58:12(238 minutes)\nSession started at: 2026-11-30T01:02:03-0800\n"
                        + "\nAWS CLI:\n\nCopy and paste the following into ~/.aws/credentials\n\n" + BLOCK
                        + "\nSSH key Show Download PEM Download PPK\nAWS SSO Download URL\nRegion us-east-1\n",
                "\ufeff" + BLOCK,
                "\ufeffAWS CLI:\r\n" + BLOCK,
                "  \u00a0[default]\n\u00a0 aws_access_key_id\u00a0=\u00a0" + ID
                        + "\u00a0\n\u00a0aws_secret_access_key = " + SECRET + "\u202f\n\taws_session_token=" + TOKEN
                        + "\u200b",
                "$Env:AWS_ACCESS_KEY_ID=\"" + ID + "\"\r\n$Env:AWS_SECRET_ACCESS_KEY=\"" + SECRET
                        + "\"\r\n$Env:AWS_SESSION_TOKEN=\"" + TOKEN + "\"\r\n",
                "$env:AWS_ACCESS_KEY_ID = '" + ID + "'\n$ENV:AWS_SECRET_ACCESS_KEY = '" + SECRET
                        + "';\n$Env:AWS_SESSION_TOKEN = \u201c" + TOKEN + "\u201d\n",
                "set AWS_ACCESS_KEY_ID=" + ID + "\r\nSET AWS_SECRET_ACCESS_KEY=" + SECRET
                        + "\r\nset \"AWS_SESSION_TOKEN=" + TOKEN + "\"\r\n",
                "setx AWS_ACCESS_KEY_ID " + ID + "\nsetx AWS_SECRET_ACCESS_KEY \"" + SECRET
                        + "\"\nset -gx AWS_SESSION_TOKEN " + TOKEN + "\n",
                "```\n$ export AWS_ACCESS_KEY_ID=" + ID + "\n$ export AWS_SECRET_ACCESS_KEY=" + SECRET
                        + ";\n$ export AWS_SESSION_TOKEN=" + TOKEN + "\n```\n",
                "\ufeff{\"Version\": 1, \"AccessKeyId\": \"" + ID + "\", \"SecretAccessKey\": \"" + SECRET
                        + "\", \"SessionToken\": \"" + TOKEN + "\"}",
                "{\"Version\": 1, \"AccessKeyId\": \"" + ID + "\", \"SecretAccessKey\": \"" + SECRET
                        + "\", \"SessionToken\": \"" + TOKEN + "\"}",
            })
    void eachFormIsTriedAndThenEverythingIsReadWithIt(String block) {
        assertThat(connection.use(block)).isInstanceOf(Outcome.Used.class);
        assertThat(aws.calls())
                .as("whose they are, and whether their lab goes on")
                .containsExactly("GetCallerIdentity", "DescribeAddresses");
        assertThat(inventory.accessHasChanged()).isTrue();

        assertThat(inventory.read().problems()).isEmpty();

        assertThat(aws.asked()).allMatch(asked -> asked.authorization().contains(ID));
        assertThat(connection.access().toOptional().orElseThrow().source()).isEqualTo(CredentialSource.PASTED);
    }

    @Test
    void droppedTheMachinesOwnAreUsedAgain() {
        connection.use(BLOCK);
        inventory.read();
        aws.forget();

        connection.drop();
        inventory.read();

        assertThat(aws.asked()).isNotEmpty().allMatch(asked -> asked.authorization()
                .contains("ASIAMACHINEMACHINE01"));
    }

    @Test
    void whatAwsRefusesReplacesNothing() {
        aws.on("GetCallerIdentity", ReplayedAws.error(403, "InvalidClientTokenId", "The security token is invalid"));

        Outcome outcome = connection.use(BLOCK);

        assertThat(reasons(outcome)).singleElement().asString().startsWith("AWS does not accept the credentials.");
        aws.well().forget();
        inventory.read();
        assertThat(aws.asked()).allMatch(asked -> asked.authorization().contains("ASIAMACHINEMACHINE01"));
    }

    @Test
    void anUnreadableFileOfTheMachineIsSaidToBeInTheWay() {
        write("credentials", "export AWS_ACCESS_KEY_ID=" + ID + "\n");

        assertThat(reasons(connection.use(BLOCK))).singleElement().asString().contains("cannot read the profile files");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            ''                                                            | The field is empty
            hello                                                         | Line 1 is not a setting
            [default]\\naws_access_key_id=ID\\naws_secret_access_key=SECRET | aws_session_token is missing
            aws_access_key_id=ID\\naws_session_token=TOKEN                  | aws_secret_access_key is missing
            aws_secret_access_key=SECRET\\naws_session_token=TOKEN          | aws_access_key_id is missing
            BLOCK\\nBLOCK                                                   | There are 2 blocks in it
            aws_access_key_id=ID\\naws_access_key_id=ID                     | Line 2: aws_access_key_id occurs twice
            aws_access_key_id=AKIAIOSFODNN7EXAMPLE\\naws_secret_access_key=SECRET\\naws_session_token=TOKEN | parts of two pastes
            aws_access_key_id=hello\\naws_secret_access_key=SECRET          | aws_access_key_id is not an access key id
            aws_access_key_id=ID\\naws_secret_access_key=short\\naws_session_token=TOKEN | aws_secret_access_key has invalid characters or is too short
            BLOCKrole_arn=arn:aws:iam::1:role/x                           | Line 5 sets something that is not a credential
            BLOCKregion=us-east-1a                                        | region is not a region such as
            BLOCKmore of the token                                        | Line 5 is not a setting
            AWS CLI:\\nBLOCKREMAINDEROFTHETOKEN                              | Line 6 is not a setting
            Copy and paste the following\\n                               | The field is empty
            BLOCKaws_expiration=2020-01-01T00:00:00Z                      | They expired at 2020-01-01 00:00:00 UTC
            {"AccessKeyId": "ID"                                          | It looks like JSON, but it is not valid JSON
            {"AccessKeyId": "ID"}                                         | aws_secret_access_key is missing
            """)
    void whatIsWrongIsSaidAndNothingIsTried(String written, String said) {
        String block = written.replace("\\n", "\n")
                .replace("BLOCK", BLOCK)
                .replace("=ID", "=" + ID)
                .replace("\"ID\"", "\"" + ID + "\"")
                .replace("=SECRET", "=" + SECRET)
                .replace("=TOKEN", "=" + TOKEN);

        List<String> reasons = reasons(connection.use(block));

        assertThat(String.join(" ", reasons)).contains(said).doesNotContain(ID, SECRET, TOKEN, "hello");
        assertThat(aws.calls()).isEmpty();
    }

    /** What Jackson refuses for its size it refuses without a place; a name that is repeated for ever is deep to a pattern. */
    @ParameterizedTest
    @ValueSource(strings = {"{\"a\": [", "{\"a\": 1", "region=aa-a-a"})
    void whatIsMuchTooLongIsRefusedAsAnythingElse(String beginning) {
        String end = beginning.substring(beginning.length() - (beginning.startsWith("{") ? 1 : 2));

        List<String> reasons = reasons(connection.use(
                (beginning.startsWith("{") ? "" : BLOCK) + beginning + end.repeat(7_500 / end.length()) + "-1"));

        assertThat(String.join(" ", reasons)).containsPattern("is not valid JSON|region is not a region such as");
        assertThat(aws.calls()).isEmpty();
    }

    @Test
    void aBlockOfAnySizeIsRefused() {
        assertThat(reasons(connection.use("x".repeat(100_000))))
                .singleElement()
                .asString()
                .contains("8192 characters");
    }

    @Test
    void aRegionOtherThanTheConsolesIsSaid() {
        Outcome outcome = connection.use(BLOCK + "region = eu-west-1\n");

        assertThat(((Outcome.Used) outcome).notes())
                .singleElement()
                .asString()
                .contains("names the region eu-west-1", "is set to us-east-1");
    }

    private static List<String> reasons(Outcome outcome) {
        return ((Outcome.NotUsed) outcome).reasons();
    }
}
