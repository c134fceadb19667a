package ch.meuthak.lotse.console.deploy;

import java.util.Locale;

/**
 * One changed part of a release's configuration. Never its value, which may be a secret.
 *
 * @param name {@code LOTSE_X} of a variable, {@code /data} of a volume, {@code mem_limit} of a limit
 */
public record ConfigurationPart(Kind kind, String name, How how) {

    /** What was changed. */
    public enum Kind {
        VARIABLE,
        SECRET,
        VOLUME,
        NETWORK,
        LIMIT,
        LABEL,
        OPTION;

        /** In lower case, for machines and people alike. */
        public String id() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    /** How it was changed. */
    public enum How {
        ADDED,
        CHANGED,
        REMOVED;

        /** In lower case, for machines and people alike. */
        public String id() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    /** {@code variable LOTSE_X changed}. */
    @Override
    public String toString() {
        return kind.id() + " " + name + " " + how.id();
    }
}
