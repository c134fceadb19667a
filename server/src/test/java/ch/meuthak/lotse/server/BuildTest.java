package ch.meuthak.lotse.server;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class BuildTest {
    @ParameterizedTest
    @CsvSource({
        "1.0.0, 0123456789abcdef0123456789abcdef01234567, 1.0.0",
        "development, 0123456789abcdef0123456789abcdef01234567, development build 0123456789ab",
        "development, unknown, development build",
        "unknown, unknown, development build",
        "'', 0123, development build 0123",
    })
    void aReleaseHasItsNumberAndAnyOtherBuildItsCommit(String version, String revision, String name) {
        assertThat(new Build(version, revision, "unknown").name()).isEqualTo(name);
    }
}
