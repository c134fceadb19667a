package ch.meuthak.lotse.console.web.page;

/**
 * How many rows of a list a page shows.
 *
 * @param limit rows of each list
 */
public record RowLimit(int limit) {
    private static final RowLimit SOME = new RowLimit(25);

    /** Even "all" has an end, so that no page grows without bounds; AWS's own quotas are below it. */
    private static final RowLimit ALL = new RowLimit(1000);

    public static RowLimit of(boolean all) {
        return all ? ALL : SOME;
    }
}
