package ch.meuthak.lotse.console.deploy;

import java.util.Locale;

/** One of the two places a release can run in. One serves, the other is free or holds the candidate. */
public enum Slot {
    BLUE,
    GREEN;

    public Slot other() {
        return this == BLUE ? GREEN : BLUE;
    }

    /** As it stands in the API and in {@code LOTSE_SLOT}. */
    public String id() {
        return name().toLowerCase(Locale.ROOT);
    }
}
