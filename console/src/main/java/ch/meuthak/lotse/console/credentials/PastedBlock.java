package ch.meuthak.lotse.console.credentials;

import static ch.meuthak.lotse.console.credentials.CredentialText.KEY_ID;
import static ch.meuthak.lotse.console.credentials.CredentialText.SECRET;
import static ch.meuthak.lotse.console.credentials.CredentialText.TOKEN;

import ch.meuthak.lotse.console.credentials.CredentialText.Line;
import ch.meuthak.lotse.console.facts.KeyKind;
import ch.meuthak.lotse.console.words.Times;
import ch.meuthak.lotse.server.JsonPlace;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * Reads what an operator has pasted, strictly: it reports everything that it does not understand, at once. Three forms are
 * taken: a profile as the lab shows it under "AWS CLI" (with what stands {@linkplain LabBox around it}), lines for a shell,
 * and the JSON of {@code aws sts}.
 *
 * @see <a href="https://docs.aws.amazon.com/STS/latest/APIReference/API_Credentials.html">Credentials</a>
 */
public final class PastedBlock {
    /** A block has about 1,200 characters, of which the token has most. */
    static final int MOST_CHARACTERS = 8192;

    private static final String DEFAULT_REGION = "aws_default_region";
    private static final String REGION = "region";
    private static final Set<String> IGNORED = Set.of("output", "aws_default_output", "aws_profile", "aws_account_id");
    private static final Set<String> ENDS =
            Set.of("x_security_token_expires", "aws_expiration", "aws_credential_expiration");
    private static final Map<String, String> JSON_NAMES = Map.of(
            "AccessKeyId", KEY_ID, "SecretAccessKey", SECRET, "SessionToken", TOKEN, "Expiration", "aws_expiration");

    private static final Pattern KEY_IDS = Pattern.compile("A[KS]IA[A-Z0-9]{12,124}");
    private static final Pattern SECRETS = Pattern.compile("[A-Za-z0-9/+=]{16,128}");
    private static final Pattern TOKENS = Pattern.compile("[A-Za-z0-9/+=_-]{16,4096}");
    private static final Pattern REGIONS = Pattern.compile("[a-z]{2,3}(?:-[a-z]{1,20}){1,5}-[0-9]{1,2}");
    private static final JsonMapper JSON = new JsonMapper();

    private final List<String> wrong = new ArrayList<>();
    private final Map<String, String> values = new HashMap<>();
    private int sections;

    private PastedBlock() {}

    /** The credentials, or everything that is wrong. */
    public record Read(Optional<PastedCredentials> credentials, List<String> wrong) {}

    public static Read read(String text, Instant now) {
        var block = new PastedBlock();
        block.take(text.length() > MOST_CHARACTERS ? text : LabBox.credentials(text));
        return block.read(now);
    }

    private void take(String text) {
        if (text.isBlank()) {
            wrong.add("The field is empty. Paste the block that the lab shows under AWS Details, AWS CLI.");
        } else if (text.length() > MOST_CHARACTERS) {
            wrong.add("It has more than " + MOST_CHARACTERS + " characters. A block is shorter. Paste only the block.");
        } else if (text.startsWith("{")) {
            json(text);
        } else {
            CredentialText.of(text).lines().forEach(this::line);
        }
        if (sections > 1) {
            wrong.add("There are " + sections + " blocks in it, each with a name in brackets. Paste one.");
        }
    }

    private void json(String text) {
        try {
            JsonNode root = JSON.readTree(text);
            JsonNode credentials = root.has("Credentials") ? root.get("Credentials") : root;
            JSON_NAMES.forEach((name, setting) -> {
                JsonNode value = credentials.path(name);
                if (value.isTextual()) {
                    values.put(setting, value.textValue().strip());
                }
            });
        } catch (JsonProcessingException e) {
            wrong.add("It looks like JSON, but it is not valid JSON" + JsonPlace.of(e) + ".");
        }
    }

    private void line(Line line) {
        switch (line) {
            case Line.Section _ -> sections++;
            case Line.Setting setting -> setting(setting);
            case Line.Exported(int _, Line.Setting setting) -> setting(setting);
            case Line.Indented(int number) -> notUnderstood(number);
            case Line.Unknown(int number) -> notUnderstood(number);
        }
    }

    private void notUnderstood(int number) {
        wrong.add("Line " + number + " is not a setting (name = value). Perhaps a value was split into two lines.");
    }

    private void setting(Line.Setting setting) {
        String name = setting.lowerName().equals(DEFAULT_REGION)
                        || setting.lowerName().equals("aws_region")
                ? REGION
                : setting.lowerName();
        String canonical = ENDS.contains(name) ? "aws_expiration" : name;
        if (IGNORED.contains(name)) {
            return;
        }
        if (!setting.isOfCredentials() && !canonical.equals("aws_expiration") && !canonical.equals(REGION)) {
            wrong.add("Line " + setting.number() + " sets something that is not a credential.");
        } else if (values.put(canonical, setting.unquoted().strip()) != null) {
            wrong.add("Line " + setting.number() + ": " + name + " occurs twice.");
        }
    }

    private Read read(Instant now) {
        if (wrong.isEmpty()) {
            check(now);
        }
        return wrong.isEmpty()
                ? new Read(Optional.of(credentials()), List.of())
                : new Read(Optional.empty(), List.copyOf(wrong));
    }

    private void check(Instant now) {
        check(
                KEY_ID,
                KEY_IDS,
                "is not an access key id: 16 or more capital letters and digits, beginning with ASIA or AKIA");
        check(SECRET, SECRETS, "has invalid characters or is too short: a part of it is missing");
        KeyKind kind = KeyKind.of(value(KEY_ID).orElse(""));
        if (value(TOKEN).isPresent()) {
            check(TOKEN, TOKENS, "has invalid characters or is too short: a part of it is missing");
        }
        if (kind == KeyKind.TEMPORARY && value(TOKEN).isEmpty()) {
            wrong.add("aws_session_token is missing: a key id that begins with ASIA does not work without it.");
        }
        if (kind == KeyKind.LONG_LIVED && value(TOKEN).isPresent()) {
            wrong.add("A key id that begins with AKIA has no session token: these are parts of two pastes.");
        }
        value(REGION)
                .filter(region -> !REGIONS.matcher(region).matches())
                .ifPresent(_ -> wrong.add("region is not a region such as us-east-1. (A zone has one more letter.)"));
        expires()
                .filter(end -> !end.isAfter(now))
                .ifPresent(end -> wrong.add("They expired at " + Times.utc(end) + "."));
    }

    private void check(String name, Pattern form, String what) {
        Optional<String> value = value(name);
        if (value.isEmpty()) {
            wrong.add(name + " is missing.");
        } else if (!form.matcher(value.get()).matches()) {
            wrong.add(name + " " + what + ".");
        }
    }

    private Optional<String> value(String name) {
        return Optional.ofNullable(values.get(name)).filter(value -> !value.isEmpty());
    }

    private Optional<Instant> expires() {
        try {
            return value("aws_expiration")
                    .map(text -> OffsetDateTime.parse(text).toInstant());
        } catch (DateTimeException e) {
            return Optional.empty();
        }
    }

    private PastedCredentials credentials() {
        return new PastedCredentials(
                value(KEY_ID).orElseThrow(), value(SECRET).orElseThrow(), value(TOKEN), value(REGION), expires());
    }
}
