package ch.meuthak.lotse.console.credentials;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.IntStream;

/**
 * Text that credentials are written in, line by line: what the SDK's parser would take, and what people write instead. What is
 * said of a line names its number and never what stands in it but the names of settings.
 *
 * @see <a href="https://docs.aws.amazon.com/sdkref/latest/guide/file-format.html">the format of the shared files</a>
 */
final class CredentialText {
    static final String KEY_ID = "aws_access_key_id";
    static final String SECRET = "aws_secret_access_key";
    static final String TOKEN = "aws_session_token";

    /** What is looked at; a credentials file has a hundred lines at most. */
    static final int MOST_CHARACTERS = 64 * 1024;

    private static final Set<String> NAMES =
            Set.of(KEY_ID, SECRET, TOKEN, "region", "output", "x_security_token_expires", "aws_expiration");
    private static final Pattern SECTION = Pattern.compile("\\[([^\\]]*)]\\s*(?:[#;].*)?");
    /** Of sh, cmd (with its quotes around the whole), PowerShell; without an equals sign of setx, fish and csh. */
    private static final Pattern EXPORT = Pattern.compile("(?i:export|set|\\$env:)\\s*\"?(AWS_[A-Z_]+)\\s*=(.*)"
            + "|(?i:setx|setenv|set -[a-z]{1,3})\\s+(AWS_[A-Z_]+)\\s+(.*)");

    private static final Pattern COMMENT = Pattern.compile("(?s)\\s[#;].*");

    private final List<Line> lines;
    private final boolean windows;

    private CredentialText(List<Line> lines, boolean windows) {
        this.lines = lines;
        this.windows = windows;
    }

    /** One line. */
    sealed interface Line {
        int number();

        /** {@code [default]}. */
        record Section(int number, String name) implements Line {}

        /**
         * A setting.
         *
         * @param name as it is written
         * @param value without blanks around it and without the comment after it
         */
        record Setting(int number, String name, String value) implements Line {
            String lowerName() {
                return name.toLowerCase(Locale.ROOT);
            }

            boolean isOfCredentials() {
                return NAMES.contains(lowerName());
            }

            boolean isQuoted() {
                return value.length() > 1
                        && (value.startsWith("\"")
                                || value.startsWith("'")
                                || value.endsWith("\"")
                                || value.endsWith("'"));
            }

            /** Without the quotes around it. */
            String unquoted() {
                return value.replaceAll("^[\"']|[\"']$", "");
            }
        }

        /** A line for a shell: {@code export AWS_ACCESS_KEY_ID=...}. */
        record Exported(int number, Setting setting) implements Line {}

        /** Blanks before a setting, which make it a part of the line before. */
        record Indented(int number) implements Line {}

        /** Anything else. */
        record Unknown(int number) implements Line {}
    }

    static CredentialText of(String text) {
        String bounded = text.substring(0, Math.min(text.length(), MOST_CHARACTERS));
        List<String> rows = List.of(bounded.split("\n", -1));
        var lines = new ArrayList<Line>();
        IntStream.range(0, rows.size())
                .forEach(row -> line(row + 1, rows.get(row).replace("\r", "")).ifPresent(lines::add));
        return new CredentialText(List.copyOf(lines), bounded.contains("\r\n"));
    }

    private static Optional<Line> line(int number, String row) {
        String text = row.strip();
        if (text.isEmpty() || text.startsWith("#") || text.startsWith(";")) {
            return Optional.empty();
        }
        Matcher section = SECTION.matcher(text);
        Matcher export = EXPORT.matcher(text);
        if (section.matches()) {
            return Optional.of(new Line.Section(number, section.group(1).strip()));
        }
        if (export.matches()) {
            boolean equals = export.group(1) != null;
            String value = export.group(equals ? 2 : 4).strip().replaceFirst(";$", "");
            return Optional.of(new Line.Exported(number, setting(number, export.group(equals ? 1 : 3), value)));
        }
        if (Character.isWhitespace(row.charAt(0))) {
            return Optional.of(new Line.Indented(number));
        }
        int equals = text.indexOf('=');
        return Optional.of(
                equals <= 0
                        ? new Line.Unknown(number)
                        : setting(number, text.substring(0, equals), text.substring(equals + 1)));
    }

    private static Line.Setting setting(int number, String name, String value) {
        return new Line.Setting(
                number, name.strip(), COMMENT.matcher(value).replaceAll("").strip());
    }

    List<Line> lines() {
        return lines;
    }

    /** Whether its lines end as Windows ends them. */
    boolean hasWindowsLineEnds() {
        return windows;
    }
}
