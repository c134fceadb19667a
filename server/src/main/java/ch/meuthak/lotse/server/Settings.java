package ch.meuthak.lotse.server;

import io.helidon.config.Config;
import io.helidon.config.ConfigSources;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
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
        return loadWith(Map.of());
    }

    /** The settings of this process with these values over them (keys with dots), from its command line. */
    public static Settings loadWith(Map<String, String> explicit) {
        Map<String, String> properties = System.getProperties().stringPropertyNames().stream()
                .filter(name -> name.startsWith(PREFIX))
                .collect(Collectors.toMap(name -> name, System::getProperty, (one, _) -> one, HashMap::new));
        properties.putAll(explicit);
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
}
