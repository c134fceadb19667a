package ch.meuthak.lotse.console.report;

/** How a line stands out on a terminal, as SGR parameters (ECMA-48 section 8.3.117). */
enum Colour {
    SOFT("2"),
    STRONG("1"),
    GOOD("1;32"),
    WARN("1;33"),
    BAD("1;31");

    private final String sgr;

    Colour(String sgr) {
        this.sgr = sgr;
    }

    String of(String text) {
        return text.isEmpty() ? text : "\u001b[" + sgr + "m" + text + "\u001b[0m";
    }
}
