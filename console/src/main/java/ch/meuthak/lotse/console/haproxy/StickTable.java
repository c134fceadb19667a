package ch.meuthak.lotse.console.haproxy;

import ch.meuthak.lotse.console.deploy.PlatformException;
import ch.meuthak.lotse.server.Printable;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A table that HAProxy counts in.
 *
 * @see <a href="https://docs.haproxy.org/2.6/management.html#9.3">show table</a>
 */
final class StickTable {
    private StickTable() {}

    /**
     * Its entries, each matched.
     *
     * @param form of a whole entry
     * @throws PlatformException when the answer is not this table
     */
    static List<Matcher> entries(String name, Pattern form, String answer) throws PlatformException {
        List<String> lines = answer.lines().toList();
        if (lines.isEmpty() || !lines.getFirst().startsWith("# table: " + name + ",")) {
            throw new PlatformException("The edge did not return its table " + name + " but \""
                    + Printable.excerpt(answer) + "\". Start the edge of the same version as the console.");
        }
        List<Matcher> entries = new ArrayList<>();
        for (String line : lines.subList(1, lines.size())) {
            Matcher entry = form.matcher(line);
            if (!entry.matches()) {
                throw new PlatformException(
                        "The edge's table " + name + " has a line \"" + Printable.excerpt(line) + "\".");
            }
            entries.add(entry);
        }
        return entries;
    }
}
