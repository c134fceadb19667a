package ch.meuthak.lotse.server;

import io.helidon.config.Config;
import io.helidon.config.ConfigSources;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;

/**
 * The settings of one program: a system property wins over the environment, and the environment over the defaults in
 * {@code application.yaml} on the classpath.
 *
 * <p>A key is words and dots, {@code lotse.api.port}; its environment variable is the same in capitals with underscores,
 * {@code LOTSE_API_PORT}. Every key has a line in the yaml; an empty value there means "none". Sections read what they need
 * through {@link #at}, then {@link #rejectUnknown} reports every name that nobody reads. A wrong value throws
 * {@link SettingsException}.
 */
public final class Settings {
    private static final String PREFIX = "lotse.";

    private final Map<String, String> values;
    private final Map<String, String> origins;
    private final Set<String> read = new TreeSet<>();
    private final Set<String> secrets = new TreeSet<>();

    private Settings(Map<String, String> values, Map<String, String> origins) {
        this.values = values;
        this.origins = origins;
    }

    /** The settings of this process. */
    public static Settings load() {
        Map<String, String> properties = System.getProperties().stringPropertyNames().stream()
                .filter(name -> name.startsWith(PREFIX))
                .collect(Collectors.toMap(name -> name, System::getProperty));
        return of(defaults(), System.getenv(), properties);
    }

    /** The defaults of {@code application.yaml} on the classpath with nothing but these values over them (keys with dots). */
    public static Settings ofDefaultsAnd(Map<String, String> explicit) {
        return of(defaults(), Map.of(), explicit);
    }

    /**
     * Three layers, the later ones winning.
     *
     * @param defaults by key ({@code lotse.api.port})
     * @param environment by variable; those that do not start with {@code LOTSE_} are left alone
     * @param properties by key; those that do not start with {@code lotse.} are left alone
     */
    public static Settings of(
            Map<String, String> defaults, Map<String, String> environment, Map<String, String> properties) {
        Map<String, String> values = new TreeMap<>(defaults);
        Map<String, String> origins = new TreeMap<>();
        environment.forEach((variable, value) -> {
            if (variable.startsWith("LOTSE_")) {
                values.put(key(variable), value);
                origins.put(key(variable), variable);
            }
        });
        properties.forEach((key, value) -> {
            if (key.startsWith(PREFIX)) {
                values.put(key, value);
                origins.put(key, "-D" + key);
            }
        });
        return new Settings(values, origins);
    }

    private static Map<String, String> defaults() {
        Config yaml = Config.builder(ConfigSources.classpath("application.yaml").optional())
                .disableEnvironmentVariablesSource()
                .disableSystemPropertiesSource()
                .disableFilterServices()
                .disableValueResolving()
                .build();
        return yaml.asMap().orElseGet(Map::of).entrySet().stream()
                .map(entry -> Map.entry(Config.Key.unescapeName(entry.getKey()), entry.getValue()))
                .filter(entry -> entry.getKey().startsWith(PREFIX))
                .collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue));
    }

    /** The environment variable of a key. */
    static String variable(String key) {
        return key.toUpperCase(Locale.ROOT).replace('.', '_');
    }

    private static String key(String variable) {
        return variable.toLowerCase(Locale.ROOT).replace('_', '.');
    }

    /** The setting with this key ({@code lotse.api.port}). */
    public Setting at(String key) {
        read.add(key);
        return new Setting(key, values.getOrDefault(key, "").strip(), false);
    }

    /** A setting whose value must never be seen: masked in {@link #effective} and in errors. */
    public Setting secretAt(String key) {
        secrets.add(key);
        read.add(key);
        return new Setting(key, values.getOrDefault(key, "").strip(), true);
    }

    /**
     * Call when every section has read its keys.
     *
     * @throws SettingsException when a name is left that neither this program nor another part of Lotse reads
     */
    public void rejectUnknown() {
        for (String key : values.keySet()) {
            if (!read.contains(key) && !PartsSettings.has(key, read)) {
                String said = origins.getOrDefault(key, key + " in application.yaml");
                throw new SettingsException("unknown setting " + said + nearest(key, said));
            }
        }
    }

    private String nearest(String key, String said) {
        Set<String> known = new TreeSet<>(read);
        known.addAll(PartsSettings.all());
        return known.stream()
                .min((one, two) -> Integer.compare(Spelling.distance(key, one), Spelling.distance(key, two)))
                .filter(best -> Spelling.distance(key, best) <= Math.max(2, key.length() / 4))
                .map(best -> ": did you mean " + (said.startsWith("LOTSE_") ? variable(best) : best) + "?")
                .orElse(": no part of Lotse reads it");
    }

    /** {@code key = value} for every key that was read, secrets masked, for the log at the start. */
    public List<String> effective() {
        return read.stream().map(key -> key + " = " + shown(key)).toList();
    }

    private String shown(String key) {
        String value = values.getOrDefault(key, "");
        return secrets.contains(key) && !value.isEmpty() ? "***" : value;
    }

    /** One setting, read as what it should be. */
    public record Setting(String key, String value, boolean secret) {

        @Override
        public String toString() {
            return key;
        }

        /** The value, which must not be empty. */
        public String text() {
            if (value.isEmpty()) {
                throw new SettingsException(key + " is not set: set " + variable(key));
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
            return Arrays.stream(value.split(","))
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
            return new SettingsException(key + " (" + variable(key) + ") is " + shown + ", but should be " + right);
        }
    }
}
