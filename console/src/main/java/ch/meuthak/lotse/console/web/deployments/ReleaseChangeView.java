package ch.meuthak.lotse.console.web.deployments;

import ch.meuthak.lotse.console.deploy.KeptRelease;
import ch.meuthak.lotse.console.deploy.Platform.Specification;
import ch.meuthak.lotse.console.deploy.ReleaseChange;
import ch.meuthak.lotse.console.deploy.ReleaseChange.Change;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * The differences if another release served.
 *
 * @param rows the values that change
 * @param added names of added variables, at most {@value #MOST}
 * @param removed names of removed variables, at most {@value #MOST}
 * @param moreNames the number of further names
 * @param same the unchanged values, as a list in words; empty for none
 * @param problem the reason why artifact and environment could not be compared; empty when they were
 */
public record ReleaseChangeView(
        List<Row> rows, List<String> added, List<String> removed, int moreNames, String same, String problem) {

    private static final int MOST = 40;
    private static final Pattern LONG_HEX = Pattern.compile("([0-9a-f]{12})[0-9a-f]{28,}");

    /**
     * One value that changes.
     *
     * @param from as it is now, shortened; empty when it is not known
     * @param wholeFrom the same in full
     */
    public record Row(String name, String from, String wholeFrom, String to, String wholeTo) {

        static Row of(String name, Change change) {
            return new Row(name, shortened(change.from()), change.from(), shortened(change.to()), change.to());
        }

        private static String shortened(String value) {
            return LONG_HEX.matcher(value).replaceAll("$1…");
        }
    }

    static ReleaseChangeView of(ReleaseChange change, KeptRelease current, KeptRelease kept) {
        String artifact = kind(kept);
        List<Row> rows = new ArrayList<>();
        List<String> same = new ArrayList<>();
        sort("Version", change.version(), rows, same);
        sort("Revision", change.revision(), rows, same);
        sort("Digest", change.digest(), rows, same);
        if (change.complete()) {
            sort(artifact, change.artifact(), rows, same);
            if (change.environmentAdded().isEmpty()
                    && change.environmentRemoved().isEmpty()) {
                same.add("variable names");
            }
        }
        return new ReleaseChangeView(
                rows,
                some(change.environmentAdded()),
                some(change.environmentRemoved()),
                hidden(change.environmentAdded()) + hidden(change.environmentRemoved()),
                String.join(", ", same),
                (kept.problem() + " " + current.problem()).strip());
    }

    private static void sort(String name, Optional<Change> change, List<Row> rows, List<String> same) {
        change.ifPresentOrElse(found -> rows.add(Row.of(name, found)), () -> same.add(name.toLowerCase(Locale.ROOT)));
    }

    private static String kind(KeptRelease kept) {
        return kept.specification()
                .map(Specification::artifact)
                .filter(artifact -> artifact.contains("@sha256:"))
                .map(image -> "Image")
                .orElse("Artifact");
    }

    private static List<String> some(List<String> names) {
        return names.stream().limit(MOST).toList();
    }

    private static int hidden(List<String> names) {
        return Math.max(0, names.size() - MOST);
    }

    public boolean environment() {
        return !added.isEmpty() || !removed.isEmpty();
    }
}
