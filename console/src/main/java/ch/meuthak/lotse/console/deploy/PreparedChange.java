package ch.meuthak.lotse.console.deploy;

import java.util.List;

/**
 * What the configuration that the operator has prepared would change, as it is shown before somebody says yes to it.
 *
 * @param fingerprint of the whole configuration with its values: two that differ in any value have two. It says nothing of the
 *     values themselves, as it is made with a random key. Empty when nothing would change
 * @param parts what would change, by names
 */
public record PreparedChange(String fingerprint, List<ConfigurationPart> parts) {
    /** Nothing is prepared, or it is what serves. */
    public static final PreparedChange NONE = new PreparedChange("", List.of());

    /** Whether nothing would change. */
    public boolean isEmpty() {
        return parts.isEmpty();
    }
}
