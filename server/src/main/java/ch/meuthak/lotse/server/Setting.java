package ch.meuthak.lotse.server;

import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/** One setting, read as what it should be; a wrong value throws {@link SettingsException}. */
public record Setting(String key, String value, boolean secret) {

    @Override
    public String toString() {
        return key;
    }

    /** The value, which must not be empty. */
    public String text() {
        if (value.isEmpty()) {
            throw new SettingsException(key + " is not set: set " + Settings.variable(key));
        }
        return value;
    }

    /** The value, or nothing when it is empty. */
    public Optional<String> optional() {
        return Optional.of(value).filter(set -> !set.isEmpty());
    }

    /** A TCP port, 1 to 65535; 0 ("any free port") only where the caller says so with {@link #portOrAny}. */
    public int port() {
        return integer(1, 65535);
    }

    /** A TCP port, 0 for any free one. */
    public int portOrAny() {
        return integer(0, 65535);
    }

    /** A whole number between the two, both included. */
    public int integer(int min, int max) {
        try {
            int number = Integer.parseInt(text());
            if (number >= min && number <= max) {
                return number;
            }
        } catch (NumberFormatException e) {
            throw wrong("a whole number from " + min + " to " + max);
        }
        throw wrong("a whole number from " + min + " to " + max);
    }

    /** {@code true} or {@code false}. */
    public boolean flag() {
        return switch (text()) {
            case "true" -> true;
            case "false" -> false;
            default -> throw wrong("true or false");
        };
    }

    /** A duration such as {@code 250ms}, {@code 10s}, {@code 5m}, {@code 2h} or ISO 8601 {@code PT10S}; limits included. */
    public Duration duration(Duration min, Duration max) {
        String right = "a duration such as 10s or PT10S, from " + min + " to " + max;
        Duration duration = Quantity.duration(text()).orElseThrow(() -> wrong(right));
        if (duration.compareTo(min) < 0 || duration.compareTo(max) > 0) {
            throw wrong(right);
        }
        return duration;
    }

    /** A size in bytes such as {@code 65536}, {@code 64k} or {@code 10m} (powers of 1024); limits included. */
    public int bytes(int min, int max) {
        String right = "a size in bytes such as 64k or 1m, from " + min + " to " + max;
        long size = Quantity.bytes(text()).orElseThrow(() -> wrong(right));
        if (size < min || size > max) {
            throw wrong(right);
        }
        return (int) size;
    }

    /** The parts between commas, without blanks and empty parts. */
    public List<String> list() {
        return parts(value.split(","));
    }

    /** The parts between commas or blanks, without empty ones. */
    public List<String> words() {
        return parts(value.split("[,\\s]"));
    }

    private static List<String> parts(String... parts) {
        return Arrays.stream(parts)
                .map(String::strip)
                .filter(part -> !part.isEmpty())
                .toList();
    }

    /** A path of the file system, absolute. */
    public Path path() {
        try {
            return Path.of(text()).toAbsolutePath().normalize();
        } catch (InvalidPathException e) {
            throw wrong("a path");
        }
    }

    /** One of the words, exactly. */
    public String oneOf(String... words) {
        if (!List.of(words).contains(text())) {
            throw wrong("one of " + String.join(", ", words));
        }
        return value;
    }

    /** What to throw when the value is not what it should be. */
    public SettingsException wrong(String right) {
        String shown = secret ? "***" : '"' + Printable.of(value, 100) + '"';
        return new SettingsException(
                key + " (" + Settings.variable(key) + ") is " + shown + ", but should be " + right);
    }
}
