package ch.meuthak.lotse.console.haproxy;

/** Foreign text in messages for people. */
final class Texts {
    private static final int MOST = 100;

    private Texts() {}

    /** Its beginning on one line, without control characters. */
    static String shown(String text) {
        String line = text.strip().replaceAll("\\p{Cntrl}+", " ");
        return line.length() > MOST ? line.substring(0, MOST) + "..." : line;
    }
}
