package ch.meuthak.lotse.console.deploy;

import java.util.Locale;

/** One of the two places for a release. One serves; the other is free or has the candidate. */
public enum Slot {
    BLUE,
    GREEN;

    public Slot other() {
        return this == BLUE ? GREEN : BLUE;
    }

    /** Its name in the API and in {@code LOTSE_SLOT}. */
    public String id() {
        return name().toLowerCase(Locale.ROOT);
    }
}
