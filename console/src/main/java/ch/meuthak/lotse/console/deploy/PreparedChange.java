package ch.meuthak.lotse.console.deploy;

import java.util.List;

/**
 * What the configuration that the operator has prepared would change, as it is shown for confirmation.
 *
 * @param fingerprint of the whole configuration with its values, made with a random key: it changes with any value and reveals
 *     none. Empty if nothing would change
 * @param parts the changes, by name
 */
public record PreparedChange(String fingerprint, List<ConfigurationPart> parts) {
    /** Nothing is prepared, or the serving release has it already. */
    public static final PreparedChange NONE = new PreparedChange("", List.of());

    /** Whether nothing would change. */
    public boolean isEmpty() {
        return parts.isEmpty();
    }
}
