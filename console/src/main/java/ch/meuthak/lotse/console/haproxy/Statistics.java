package ch.meuthak.lotse.console.haproxy;

import ch.meuthak.lotse.console.deploy.PlatformException;
import ch.meuthak.lotse.server.Printable;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * What HAProxy answers to {@code show stat}: a row for each section ({@code BACKEND}) and for each server in one.
 *
 * @see <a href="https://docs.haproxy.org/2.6/management.html#9.1">CSV format</a>
 */
final class Statistics {
    private static final String HEADER = "# pxname,svname,";

    private final Map<String, Row> rows = new HashMap<>();

    private Statistics() {}

    /** @throws PlatformException when the text is not from HAProxy */
    static Statistics parse(String csv) throws PlatformException {
        List<String> lines = csv.lines().toList();
        if (lines.isEmpty() || !lines.getFirst().startsWith(HEADER)) {
            throw new PlatformException("The edge did not return its statistics but \"" + Printable.excerpt(csv)
                    + "\". Check that no other program uses its socket.");
        }
        List<String> names = fields(lines.getFirst().substring(2));
        var statistics = new Statistics();
        for (String line : lines.subList(1, lines.size())) {
            Row row = Row.of(names, fields(line));
            statistics.rows.put(row.text("pxname") + "/" + row.text("svname"), row);
        }
        return statistics;
    }

    /** The sums of a section. */
    Row section(String section) throws PlatformException {
        return row(section + "/BACKEND");
    }

    /** The section's one server. */
    Row server(String section) throws PlatformException {
        return row(section + "/app");
    }

    private Row row(String name) throws PlatformException {
        Row row = rows.get(name);
        if (row == null) {
            throw new PlatformException("The edge's statistics have no \"" + name
                    + "\". Start the edge of the same version as the console.");
        }
        return row;
    }

    /** Fields may be quoted, and a quote in them is doubled (RFC 4180); HAProxy puts no line breaks in them. */
    private static List<String> fields(String line) {
        List<String> fields = new ArrayList<>();
        StringBuilder field = new StringBuilder();
        boolean quoted = false;
        for (int i = 0; i < line.length(); i++) {
            char c = line.charAt(i);
            if (c == '"' && quoted && i + 1 < line.length() && line.charAt(i + 1) == '"') {
                field.append(c);
                i++;
            } else if (c == '"') {
                quoted = !quoted;
            } else if (c == ',' && !quoted) {
                fields.add(field.toString());
                field.setLength(0);
            } else {
                field.append(c);
            }
        }
        fields.add(field.toString());
        return fields;
    }

    /** One row, its fields by name. */
    record Row(Map<String, String> fields) {

        private static Row of(List<String> names, List<String> values) {
            Map<String, String> fields = new HashMap<>();
            for (int i = 0; i < Math.min(names.size(), values.size()); i++) {
                fields.put(names.get(i), values.get(i));
            }
            return new Row(fields);
        }

        /** The field, or an empty text when HAProxy leaves it out. */
        String text(String name) {
            return fields.getOrDefault(name, "");
        }

        /** The field as a number that is not negative; 0 when HAProxy leaves it out. */
        long number(String name) throws PlatformException {
            String text = text(name);
            if (!text.matches("[0-9]{0,18}")) {
                throw new PlatformException("The edge reports \"" + Printable.excerpt(text) + "\" as " + name
                        + ", which is not a number. Check that no other program uses its socket.");
            }
            return text.isEmpty() ? 0 : Long.parseLong(text);
        }
    }
}
