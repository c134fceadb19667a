package ch.meuthak.lotse.server;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.BitSet;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;

/**
 * Secrets that somebody was sent, to be taken out of what that somebody says before it is quoted. A secret is recognised as it is,
 * in Base64 (also within a longer text, as in {@code user:password}), percent encoded, and as JSON and HTML have it; and, as
 * answers are cut, by any {@value #PIECE} characters of it in a row.
 */
public final class Secrets {
    /** There are none: nothing is masked. */
    public static final Secrets NONE = new Secrets(Set.of());

    private static final String MASK = "***";
    private static final int PIECE = 12;

    /** Shorter ones stand in many words: then the words are not quoted at all. */
    private static final int SHORTEST = 4;

    private final Set<String> pieces = new HashSet<>();
    private final Set<Integer> lengths = new TreeSet<>();

    private Secrets(Collection<String> secrets) {
        secrets.stream()
                .filter(secret -> !secret.isEmpty())
                .flatMap(Secrets::forms)
                .forEach(this::add);
    }

    /** These; empty ones are none. */
    public static Secrets of(Collection<String> secrets) {
        return new Secrets(secrets);
    }

    /** These; empty ones are none. */
    public static Secrets of(String... secrets) {
        return of(List.of(secrets));
    }

    /** What HTTP's Basic scheme makes of a user and a password (RFC 7617), without the scheme's name. */
    public static String basic(String user, String password) {
        return Base64.getEncoder().encodeToString((user + ":" + password).getBytes(StandardCharsets.UTF_8));
    }

    /** The text with three stars for each secret in it. */
    public String masked(String text) {
        BitSet hidden = hidden(text);
        if (hidden.isEmpty()) {
            return text;
        }
        if (lengths.iterator().next() < SHORTEST) {
            return "its text may hold a secret and is not shown";
        }
        var shown = new StringBuilder();
        for (int i = 0; i < text.length(); i = hidden.nextClearBit(i)) {
            int next = hidden.nextSetBit(i);
            shown.append(text, i, next < 0 ? text.length() : next);
            if (next < 0) {
                return shown.toString();
            }
            shown.append(MASK);
            i = next;
        }
        return shown.toString();
    }

    private BitSet hidden(String text) {
        var hidden = new BitSet();
        for (int length : lengths) {
            for (int i = 0; i + length <= text.length(); i++) {
                if (pieces.contains(text.substring(i, i + length))) {
                    hidden.set(i, i + length);
                }
            }
        }
        return hidden;
    }

    private void add(String form) {
        int length = Math.min(PIECE, form.length());
        lengths.add(length);
        for (int i = 0; i + length <= form.length(); i++) {
            pieces.add(form.substring(i, i + length));
        }
    }

    private static Stream<String> forms(String secret) {
        String percent = URLEncoder.encode(secret, StandardCharsets.UTF_8);
        String json = secret.replace("\\", "\\\\").replace("\"", "\\\"");
        String html = secret.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;");
        return Stream.of(
                        Stream.of(secret, percent, inPath(percent), json, goJson(json), json.replace("/", "\\/")),
                        Stream.of(percent.replace("+", "%20"), inPath(percent).replace("+", "%20")),
                        Stream.of(html.replace("\"", "&quot;").replace("'", "&#39;")),
                        Stream.of(html.replace("\"", "&#34;")
                                .replace("'", "&#39;")
                                .replace("+", "&#43;")),
                        base64(secret))
                .flatMap(some -> some)
                .flatMap(form -> Stream.of(form, lowerHex(form)))
                .distinct();
    }

    /** In a path these need not be encoded (RFC 3986 section 3.3). */
    private static String inPath(String percent) {
        return percent.replace("%24", "$")
                .replace("%26", "&")
                .replace("%2B", "+")
                .replace("%3A", ":")
                .replace("%3D", "=")
                .replace("%40", "@")
                .replace("%7E", "~");
    }

    /** The engine and most registries are written in Go, whose JSON escapes these as well. */
    private static String goJson(String json) {
        return json.replace("<", "\\u003c").replace(">", "\\u003e").replace("&", "\\u0026");
    }

    private static String lowerHex(String form) {
        var lower = new StringBuilder(form);
        for (int at = form.indexOf('%'); at >= 0 && at + 3 <= form.length(); at = form.indexOf('%', at + 1)) {
            lower.replace(at, at + 3, form.substring(at, at + 3).toLowerCase(Locale.ROOT));
        }
        return lower.toString();
    }

    /**
     * Alone, and as it stands in the Base64 of a longer text: what comes before it has one of three lengths, and the characters at
     * its edges are also the neighbours'.
     */
    private static Stream<String> base64(String secret) {
        byte[] bytes = secret.getBytes(StandardCharsets.UTF_8);
        return Stream.of(0, 1, 2).flatMap(before -> {
            byte[] shifted = new byte[before + bytes.length];
            System.arraycopy(bytes, 0, shifted, before, bytes.length);
            int from = (before * 8 + 5) / 6;
            int to = before == 0 ? (bytes.length * 8 + 5) / 6 : shifted.length * 8 / 6;
            return Stream.of(Base64.getEncoder(), Base64.getUrlEncoder())
                    .map(encoder -> encoder.withoutPadding().encodeToString(shifted))
                    .map(encoded -> encoded.substring(from, Math.max(from, to)))
                    .flatMap(core -> Stream.of(core, core.substring(0, Math.max(0, core.length() - 1))))
                    .filter(core -> core.length() >= SHORTEST);
        });
    }
}
