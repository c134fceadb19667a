package ch.meuthak.lotse.console.sandbox;

import ch.meuthak.lotse.server.Settings;
import ch.meuthak.lotse.server.SettingsException;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;

/**
 * Where the sandbox listens and keeps its state; port 0 takes any free one.
 *
 * @param others every other {@code LOTSE_} setting, by key, for the console
 */
public record SandboxSettings(
        int apiPort, int consolePort, int httpsPort, int awsPort, Path stateDirectory, Map<String, String> others) {

    /** Reads the environment: {@code LOTSE_API_PORT}, {@code LOTSE_CONSOLE_PORT}, {@code LOTSE_SANDBOX_HTTPS_PORT}, ... */
    public static SandboxSettings of(Map<String, String> environment) {
        Map<String, String> defaults = Map.of(
                "lotse.api.port", "5000",
                "lotse.console.port", "5080",
                "lotse.sandbox.https.port", "8443",
                "lotse.sandbox.aws.port", "4566",
                "lotse.state.dir", "target/sandbox");
        Settings settings = Settings.of(defaults, environment, Map.of());
        SandboxSettings read = new SandboxSettings(
                settings.at("lotse.api.port").portOrAny(),
                settings.at("lotse.console.port").portOrAny(),
                settings.at("lotse.sandbox.https.port").portOrAny(),
                settings.at("lotse.sandbox.aws.port").portOrAny(),
                settings.at("lotse.state.dir").path(),
                others(environment));
        environment.keySet().stream()
                .filter(name -> name.startsWith("LOTSE_SANDBOX_"))
                .filter(name -> !name.equals("LOTSE_SANDBOX_HTTPS_PORT") && !name.equals("LOTSE_SANDBOX_AWS_PORT"))
                .findFirst()
                .ifPresent(name -> {
                    throw new SettingsException("unknown setting " + name
                            + ": the sandbox reads LOTSE_SANDBOX_HTTPS_PORT and LOTSE_SANDBOX_AWS_PORT");
                });
        return read;
    }

    private static Map<String, String> others(Map<String, String> environment) {
        Map<String, String> others = new HashMap<>();
        environment.forEach((name, value) -> {
            if (name.startsWith("LOTSE_") && !name.startsWith("LOTSE_SANDBOX_")) {
                others.put(name.toLowerCase(Locale.ROOT).replace('_', '.'), value);
            }
        });
        return Map.copyOf(others);
    }
}
