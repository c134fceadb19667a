package ch.meuthak.lotse.console.web.page;

import java.util.List;
import java.util.stream.Stream;

/** A name and its value, with a copy button when the value is an id or an address. */
public record FactRow(String name, String value, boolean copyable) {

    /** Those that have a value. */
    public static List<FactRow> known(FactRow... rows) {
        return Stream.of(rows).filter(row -> !row.value.isEmpty()).toList();
    }
}
