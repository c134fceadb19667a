package ch.meuthak.lotse.server;

import java.util.regex.Pattern;

/**
 * A path that is the same for everybody who reads it. Proxies and frameworks disagree about dot segments, encoded slashes,
 * backslashes, NUL, {@code #} and {@code ;}, so that a limit or a guard in front of a path with one of these may be gone round.
 * The edge refuses the same ({@code haproxy.cfg}).
 *
 * @see <a href="https://www.rfc-editor.org/rfc/rfc3986#section-6.2.2.3">RFC 3986, removal of dot segments</a>
 */
public final class PlainPath {
    private static final Pattern ASTRAY =
            Pattern.compile("(^|/)([.]|%2e){1,2}(/|$)|%2f|%5c|%00|[;#\\\\\\x00]", Pattern.CASE_INSENSITIVE);

    private PlainPath() {}

    /**
     * Whether it is one.
     *
     * @param raw the path as it was sent, without the query
     */
    public static boolean is(String raw) {
        return !ASTRAY.matcher(raw).find();
    }
}
