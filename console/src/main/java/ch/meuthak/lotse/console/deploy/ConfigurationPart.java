package ch.meuthak.lotse.console.deploy;

import java.util.Locale;

/**
 * One part of a release's configuration that would be another one, or is since the deployment. Never a value, for values may be
 * secrets.
 *
 * @param name as people know it: {@code LOTSE_X} of a variable, {@code /data} of a volume, {@code mem_limit} of a limit
 */
public record ConfigurationPart(Kind kind, String name, How how) {

    /** What sort of thing it is. */
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

    /** What becomes of it. */
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
