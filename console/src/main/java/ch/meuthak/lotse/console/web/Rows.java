package ch.meuthak.lotse.console.web;

/**
 * How many rows of a list a page shows.
 *
 * @param limit rows of each list
 */
record Rows(int limit) {
    private static final Rows SOME = new Rows(25);

    /** Even "all" has an end, so that no page grows without bounds; AWS's own quotas are below it. */
    private static final Rows ALL = new Rows(1000);

    static Rows of(boolean all) {
        return all ? ALL : SOME;
    }
}
