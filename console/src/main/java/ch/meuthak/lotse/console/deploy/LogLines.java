package ch.meuthak.lotse.console.deploy;

import java.util.ArrayList;
import java.util.List;

/** Lines of one output that was read several times. */
final class LogLines {
    private LogLines() {}

    /**
     * What was read before, with what was read later: as far as the later lines begin within the earlier ones they are the
     * same, and otherwise they follow.
     */
    static List<String> merged(List<String> before, List<String> now) {
        int shared = 0;
        int from = 0;
        for (int i = 0; i < now.size(); i++) {
            int overlap = Math.min(before.size(), i + 1);
            if (overlap > shared && ends(before, now.subList(i + 1 - overlap, i + 1))) {
                shared = overlap;
                from = i + 1;
            }
        }
        List<String> all = new ArrayList<>(before);
        all.addAll(now.subList(from, now.size()));
        return List.copyOf(all);
    }

    private static boolean ends(List<String> lines, List<String> end) {
        return lines.subList(lines.size() - end.size(), lines.size()).equals(end);
    }

    static List<String> last(List<String> lines, int most) {
        return lines.subList(Math.max(0, lines.size() - Math.max(0, most)), lines.size());
    }
}
