package ch.meuthak.lotse.server;

import java.util.regex.Pattern;

/** The name of a host, as DNS has it: RFC 1035 section 2.3.1, with the underscore that some names have. */
public final class DomainName {
    /** What it must be, as it stands in a sentence. */
    public static final String WHAT = "the name of a host alone, such as backend.example.ch";

    private static final int LONGEST = 253;
    private static final Pattern FORM = Pattern.compile("(?:[A-Za-z0-9_](?:[A-Za-z0-9_-]{0,61}[A-Za-z0-9_])?\\.)*"
            + "[A-Za-z0-9](?:[A-Za-z0-9-]{0,61}[A-Za-z0-9])?");

    private DomainName() {}

    /**
     * The name without the final dot that DNS knows, as TLS (RFC 6066 section 3) and certificates write names without it.
     *
     * @throws IllegalArgumentException with {@link #WHAT} when it is none
     */
    public static String of(String given) {
        String name = given.endsWith(".") ? given.substring(0, given.length() - 1) : given;
        if (name.length() > LONGEST || !FORM.matcher(name).matches()) {
            throw new IllegalArgumentException(WHAT);
        }
        return name;
    }
}
