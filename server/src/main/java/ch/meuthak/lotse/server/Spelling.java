package ch.meuthak.lotse.server;

/** How far apart two names are, for "did you mean". */
public final class Spelling {
    private Spelling() {}

    /** Insertions, deletions, replacements and swaps of neighbours between the two (optimal string alignment). */
    public static int distance(String one, String two) {
        int[][] d = new int[one.length() + 1][two.length() + 1];
        for (int i = 0; i <= one.length(); i++) {
            for (int j = 0; j <= two.length(); j++) {
                d[i][j] = Math.min(i, j) == 0 ? Math.max(i, j) : cheapest(d, one, two, i, j);
            }
        }
        return d[one.length()][two.length()];
    }

    private static int cheapest(int[][] d, String one, String two, int i, int j) {
        int replace = d[i - 1][j - 1] + (one.charAt(i - 1) == two.charAt(j - 1) ? 0 : 1);
        int best = Math.min(replace, Math.min(d[i - 1][j], d[i][j - 1]) + 1);
        boolean swapped =
                i > 1 && j > 1 && one.charAt(i - 1) == two.charAt(j - 2) && one.charAt(i - 2) == two.charAt(j - 1);
        return swapped ? Math.min(best, d[i - 2][j - 2] + 1) : best;
    }
}
