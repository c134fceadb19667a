package ch.meuthak.lotse.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;

class SettingsTest {
    private static final Duration DAY = Duration.ofDays(1);

    private static Setting setting(String value) {
        return Settings.of(Map.of("lotse.some.key", value), Map.of(), Map.of()).at("lotse.some.key");
    }

    @Test
    void aSystemPropertyWinsOverTheEnvironmentAndThatOverTheDefault() {
        Map<String, String> defaults = Map.of("lotse.a", "1", "lotse.b", "1", "lotse.c", "1");
        Settings settings = Settings.of(
                defaults, Map.of("LOTSE_B", "2", "LOTSE_C", "2", "HOME", "/"), Map.of("lotse.c", "3", "user.dir", "x"));
        assertThat(settings.at("lotse.a").text()).isEqualTo("1");
        assertThat(settings.at("lotse.b").text()).isEqualTo("2");
        assertThat(settings.at("lotse.c").text()).isEqualTo("3");
        settings.rejectUnknown();
        assertThat(settings.effective()).containsExactly("lotse.a = 1", "lotse.b = 2", "lotse.c = 3");
    }

    @Test
    void theDefaultsComeFromTheYamlOnTheClasspathNestedOrFlat() {
        Settings settings = Settings.ofDefaultsAnd(Map.of("lotse.test.port", "7"));
        assertThat(settings.at("lotse.test.port").port()).isEqualTo(7);
        assertThat(settings.at("lotse.test.port.file").optional()).isEmpty();
        assertThat(settings.at("lotse.test.nested.word").text()).isEqualTo("yes");
    }

    @Test
    void aNameThatNobodyReadsIsAnErrorThatSaysWhatWasMeant() {
        Settings settings = Settings.of(Map.of("lotse.domain", ""), Map.of("LOTSE_DOMIAN", "x"), Map.of());
        settings.at("lotse.domain");
        assertThatThrownBy(settings::rejectUnknown)
                .isInstanceOf(SettingsException.class)
                .hasMessage("unknown setting LOTSE_DOMIAN: did you mean LOTSE_DOMAIN?");
        assertThatThrownBy(() -> Settings.of(Map.of(), Map.of(), Map.of("lotse.qwertz", "x"))
                        .rejectUnknown())
                .hasMessage("unknown setting -Dlotse.qwertz: no part of Lotse reads it");
    }

    @Test
    void anotherPartsNamesArePassedOverButNotThoseOfTheOwnFamily() {
        Settings.of(Map.of(), Map.of("LOTSE_DOMAIN", "x", "LOTSE_SANDBOX_AWS_PORT", "1"), Map.of())
                .rejectUnknown();
        Settings own =
                Settings.of(Map.of("lotse.sandbox.aws.port", "1"), Map.of("LOTSE_SANDBOX_AWS_PROT", "1"), Map.of());
        own.at("lotse.sandbox.aws.port");
        assertThatThrownBy(own::rejectUnknown).hasMessageContaining("did you mean LOTSE_SANDBOX_AWS_PORT?");
    }

    @Test
    void eachTypeIsReadAndAWrongValueSaysWhatWouldBeRight() {
        assertThat(setting(" 5000 ").port()).isEqualTo(5000);
        assertThat(setting("0").portOrAny()).isZero();
        assertThat(setting("a, b,,c").list()).containsExactly("a", "b", "c");
        assertThat(setting("").list()).isEmpty();
        assertThat(setting("true").flag()).isTrue();
        assertThat(setting("/x/../y").path()).isEqualTo(Path.of("/y"));
        assertThat(setting("blue").oneOf("blue", "green")).isEqualTo("blue");
        assertThatThrownBy(() -> setting("70000").port())
                .hasMessage(
                        "lotse.some.key (LOTSE_SOME_KEY) is \"70000\", but should be a whole number from 1 to 65535");
        assertThatThrownBy(() -> setting("yes").flag()).hasMessageContaining("true or false");
        assertThatThrownBy(() -> setting("x").integer(1, 2)).hasMessageContaining("from 1 to 2");
        assertThatThrownBy(() -> setting("red").oneOf("blue", "green")).hasMessageContaining("one of blue, green");
        assertThatThrownBy(() -> setting("").text()).hasMessage("lotse.some.key is not set: set LOTSE_SOME_KEY");
        assertThatThrownBy(() -> setting("x\ny").port()).hasMessageContaining("\"x?y\"");
    }

    @Test
    void durationsAndSizesAreReadAsPeopleWriteThem() {
        assertThat(setting("10s").duration(Duration.ZERO, DAY)).isEqualTo(Duration.ofSeconds(10));
        assertThat(setting("PT10S").duration(Duration.ZERO, DAY)).isEqualTo(Duration.ofSeconds(10));
        assertThat(setting("250ms").duration(Duration.ZERO, DAY)).isEqualTo(Duration.ofMillis(250));
        assertThat(setting("5m").duration(Duration.ZERO, DAY)).isEqualTo(Duration.ofMinutes(5));
        assertThat(setting("2h").duration(Duration.ZERO, DAY)).isEqualTo(Duration.ofHours(2));
        assertThat(setting("64k").bytes(0, 1 << 20)).isEqualTo(65536);
        assertThat(setting("1MiB").bytes(0, 1 << 20)).isEqualTo(1 << 20);
        assertThatThrownBy(() -> setting("25h").duration(Duration.ZERO, DAY)).hasMessageContaining("PT24H");
        assertThatThrownBy(() -> setting("soon").duration(Duration.ZERO, DAY))
                .hasMessageContaining("a duration such as");
        assertThatThrownBy(() -> setting("2m").bytes(0, 1 << 20)).hasMessageContaining("a size in bytes");
    }

    @Test
    void aSecretIsMaskedInErrorsAndInTheEffectiveValues() {
        Settings settings = Settings.of(Map.of("lotse.token", "hunter2"), Map.of(), Map.of());
        Setting token = settings.secretAt("lotse.token");
        assertThatThrownBy(() -> token.integer(1, 2))
                .hasMessageContaining("***")
                .hasMessageNotContaining("hunter2");
        assertThat(settings.effective()).containsExactly("lotse.token = ***");
    }

    @Test
    void theLimitsOfTheYamlAreTheDefaults() {
        Map<String, String> yaml = Map.of(
                "lotse.limits.body.size", "64k",
                "lotse.limits.head.size", "16k",
                "lotse.limits.line.size", "4k",
                "lotse.limits.connections", "1024",
                "lotse.limits.requests", "256",
                "lotse.limits.head.time", "10s",
                "lotse.limits.body.time", "30s",
                "lotse.limits.write.time", "30s",
                "lotse.idle.timeout", "60s");
        assertThat(Limits.of(Settings.of(yaml, Map.of(), Map.of()))).isEqualTo(Limits.defaults());
    }
}
