package ch.meuthak.lotse.server;

import com.fasterxml.jackson.core.JsonLocation;
import com.fasterxml.jackson.core.JsonProcessingException;
import org.jspecify.annotations.Nullable;

/** Where a text stops being JSON, as the end of a sentence: {@code : line 1, column 17}. */
public final class JsonPlace {
    private JsonPlace() {}

    /** Empty for what is too deep or too long: that is at no place. */
    public static String of(JsonProcessingException e) {
        @Nullable JsonLocation location = e.getLocation();
        return location == null ? "" : ": line " + location.getLineNr() + ", column " + location.getColumnNr();
    }
}
