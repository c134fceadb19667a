package ch.meuthak.lotse.server;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SecretsTest {
    private static final String AWKWARD = "p&s/w+\"o<r>d = 7:@%\\é";

    private static String base64(String text) {
        return Base64.getEncoder().encodeToString(text.getBytes(StandardCharsets.UTF_8));
    }

    private static String url64(String text) {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(text.getBytes(StandardCharsets.UTF_8));
    }

    @Test
    void aSecretIsMaskedInEveryFormAnAnswerMayQuote() {
        var secrets = Secrets.of(AWKWARD, Secrets.basic("puller", AWKWARD));
        String percent = URLEncoder.encode(AWKWARD, StandardCharsets.UTF_8);

        for (String form : new String[] {
            AWKWARD,
            base64(AWKWARD),
            url64(AWKWARD),
            base64("puller:" + AWKWARD),
            percent,
            percent.replace("+", "%20"),
            percent.replace("+", "%20")
                    .replaceAll("%2B", "%2b")
                    .replaceAll("%C3%A9", "%c3%a9")
                    .replaceAll("%2F", "%2f")
                    .replaceAll("%3C", "%3c")
                    .replaceAll("%3E", "%3e")
                    .replaceAll("%3D", "%3d")
                    .replaceAll("%3A", "%3a")
                    .replaceAll("%5C", "%5c"),
            AWKWARD.replace("\\", "\\\\").replace("\"", "\\\""),
            AWKWARD.replace("\\", "\\\\")
                    .replace("\"", "\\\"")
                    .replace("&", "\\u0026")
                    .replace("<", "\\u003c")
                    .replace(">", "\\u003e"),
            AWKWARD.replace("&", "&amp;")
                    .replace("<", "&lt;")
                    .replace(">", "&gt;")
                    .replace("\"", "&quot;")
        }) {
            assertThat(secrets.masked("denied: " + form + " is wrong"))
                    .as(form)
                    .matches("denied: \\*\\*\\*=* is wrong");
        }
    }

    /** With what stands before it in the encoded text its Base64 has another beginning. */
    @ParameterizedTest
    @ValueSource(strings = {"", "u", "us", "usr", "a-longer-user"})
    void theBase64OfALongerTextThatHoldsItIsMaskedToo(String before) {
        String password = "correct-horse";

        String masked = Secrets.of(password).masked(base64("{\"x\":\"" + before + password + "\",\"more\":1}"));

        assertThat(masked).contains("***");
        assertThat(new String(Base64.getMimeDecoder().decode(masked.replaceAll("\\*+.*", "")), StandardCharsets.UTF_8))
                .doesNotContain("co");
    }

    @Test
    void aPieceOfALongSecretIsEnough() {
        String token = "abcdefghijklmnopqrstuvwxyz0123456789";

        assertThat(Secrets.of(token).masked("cut: " + token.substring(0, 20))).isEqualTo("cut: ***");
        assertThat(Secrets.of(token).masked(token.substring(9) + " and " + token))
                .isEqualTo("*** and ***");
    }

    @Test
    void whatIsNoSecretIsQuotedAsItIs() {
        String words = "unauthorized: authentication required";

        assertThat(Secrets.of("right-password", "").masked(words)).isEqualTo(words);
        assertThat(Secrets.NONE.masked(words)).isEqualTo(words);
        assertThat(Secrets.of("short").masked("too short.")).isEqualTo("too ***.");
        assertThat(Secrets.of("short").masked("")).isEmpty();
    }

    @Test
    void aVeryShortSecretHidesAllWords() {
        assertThat(Secrets.of("abc").masked("the abc of it")).doesNotContain("abc", "the  of");
        assertThat(Secrets.of("abc").masked("nothing of it")).isEqualTo("nothing of it");
    }
}
