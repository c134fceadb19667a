package ch.meuthak.lotse.console.web.access;

import ch.meuthak.lotse.server.PrivateFiles;
import ch.meuthak.lotse.server.StartException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.Optional;
import java.util.regex.Pattern;

/** The long-lived token that scripts send as {@code Authorization: Bearer}, and that makes one-time login links. */
public final class ConsoleToken {

    /** The file in the state directory that holds the token, readable by its owner alone. */
    public static final String FILE = "console-token";

    /** RFC 6750 section 2.1, b64token; 8 characters are a floor for automation, random ones have 43. */
    private static final Pattern SHAPE = Pattern.compile("[A-Za-z0-9._~+/-]{8,256}=*");

    private final String value;
    private final Path file;

    private ConsoleToken(String value, Path file) {
        this.value = value;
        this.file = file;
    }

    /**
     * The given token, which is in no file.
     *
     * @throws IllegalArgumentException when it is shorter than 8 characters or cannot stand in a header
     */
    public static ConsoleToken of(String value) {
        return of(value, Path.of(FILE));
    }

    private static ConsoleToken of(String value, Path file) {
        if (!SHAPE.matcher(value).matches()) {
            throw new IllegalArgumentException(
                    "8 to 256 letters, digits or . _ ~ + / - (leave it out to get a random one)");
        }
        return new ConsoleToken(value, file);
    }

    /**
     * The configured token, or the one in the state directory, or a fresh random one; it is in the file afterwards.
     *
     * @param configured empty when none is configured
     * @throws StartException when the file cannot be read or written; the message names it
     */
    public static ConsoleToken load(Path stateDirectory, String configured) {
        Path file = stateDirectory.resolve(FILE);
        try {
            ConsoleToken token = of(configured.isEmpty() ? keptOrRandom(file) : configured, file);
            PrivateFiles.replace(file, (token.value + "\n").getBytes(StandardCharsets.US_ASCII));
            return token;
        } catch (IOException e) {
            throw new StartException("cannot write the console token to " + file + " (" + e
                    + "): check the directory, and remove anything else of this name");
        }
    }

    /** Whether the text is the token, in constant time. */
    public boolean matches(String given) {
        return Secret.same(value, given);
    }

    /** Where it is kept. */
    public Path file() {
        return file;
    }

    private static String keptOrRandom(Path file) throws IOException {
        return kept(file).orElseGet(Secret::random);
    }

    private static Optional<String> kept(Path file) throws IOException {
        return Files.isRegularFile(file, LinkOption.NOFOLLOW_LINKS)
                ? Optional.of(Files.readString(file).strip())
                        .filter(text -> SHAPE.matcher(text).matches())
                : Optional.empty();
    }

    /**
     * The token of a running console, for programs on this machine; empty when there is none. Writes nothing.
     *
     * @param configured empty when none is configured
     * @throws StartException when there is a file that this user may not read; the message names it
     */
    public static Optional<String> kept(Path stateDirectory, String configured) {
        Path file = stateDirectory.resolve(FILE);
        try {
            return configured.isEmpty() ? kept(file) : Optional.of(configured);
        } catch (IOException e) {
            throw new StartException(
                    "cannot read the console token in " + file + " (" + e + "): run this as the console's user");
        }
    }

    /** Never the token itself. */
    @Override
    public String toString() {
        return "ConsoleToken[***]";
    }
}
