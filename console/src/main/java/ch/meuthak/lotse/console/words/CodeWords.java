package ch.meuthak.lotse.console.words;

import java.io.IOException;
import java.io.InputStreamReader;
import java.io.Reader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Objects;
import java.util.Optional;
import java.util.Properties;

/** The console's own codes in plain words, from {@code words.properties}. */
public final class CodeWords {
    private static final Properties WORDS = read();

    private CodeWords() {}

    public static Optional<String> find(String key) {
        return Optional.ofNullable(WORDS.getProperty(key));
    }

    /** The words for a code, or the code itself when it is new to the console. */
    public static String of(String prefix, String code) {
        return find(prefix + "." + code).orElse(code);
    }

    private static Properties read() {
        Properties words = new Properties();
        try (Reader reader = new InputStreamReader(
                Objects.requireNonNull(CodeWords.class.getResourceAsStream("words.properties"), "words.properties"),
                StandardCharsets.UTF_8)) {
            words.load(reader);
        } catch (IOException e) {
            throw new UncheckedIOException("words.properties", e);
        }
        return words;
    }
}
