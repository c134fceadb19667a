package ch.meuthak.lotse.console.credentials;

import static ch.meuthak.lotse.console.credentials.CredentialText.KEY_ID;
import static ch.meuthak.lotse.console.credentials.CredentialText.SECRET;
import static ch.meuthak.lotse.console.credentials.CredentialText.TOKEN;

import ch.meuthak.lotse.console.credentials.CredentialText.Line;
import ch.meuthak.lotse.console.facts.CredentialsFile;
import ch.meuthak.lotse.console.facts.CredentialsFile.Flaw;
import ch.meuthak.lotse.console.facts.CredentialsFile.Weight;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Finds the flaws in the text of a credentials file, for one profile, as the SDK sees them. It merges sections of the same name, and the
 * last value of each setting counts. Names are case-sensitive. A line that is not a setting makes the whole file unreadable.
 * Windows line ends do no harm.
 */
public final class CredentialsFileCheck {
    private static final int MOST_FLAWS = 8;
    private static final String MARK = "\uFEFF";

    private final String profile;
    private final CredentialText text;
    private final List<Flaw> flaws = new ArrayList<>();

    /** The settings of each section of the profile, by their right names; the last of a name counts. */
    private final List<Block> blocks = new ArrayList<>();

    private record Block(int line, Map<String, Line.Setting> settings) {
        boolean has(String name) {
            return settings.containsKey(name);
        }
    }

    private CredentialsFileCheck(String text, String profile) {
        this.profile = profile;
        this.text = CredentialText.of(text.startsWith(MARK) ? text.substring(1) : text);
        if (text.startsWith(MARK)) {
            breaks("It begins with a byte order mark, which some Windows editors add.");
        }
        walk();
        several();
        incomplete();
        if (this.text.hasWindowsLineEnds()) {
            add("It has Windows line ends.", Weight.HARMLESS);
        }
    }

    /** Reads the file and checks it; absent when there is none. */
    public static Optional<CredentialsFile> read(Path path, String profile) {
        // Not the same as !exists: whether a file in an unreadable folder exists is not known.
        if (Files.notExists(path)) {
            return Optional.empty();
        }
        try {
            Instant written = Files.getLastModifiedTime(path).toInstant();
            byte[] head;
            try (var in = Files.newInputStream(path)) {
                head = in.readNBytes(CredentialText.MOST_CHARACTERS);
            }
            var check = new CredentialsFileCheck(new String(head, StandardCharsets.UTF_8), profile);
            return Optional.of(new CredentialsFile(
                    path.toString(), profile, check.holdsProfile(), written, check.expires(), check.flaws()));
        } catch (IOException e) {
            var unreadable =
                    new Flaw("The console may not read it. Check who owns the file and its folder.", Weight.BREAKS);
            return Optional.of(new CredentialsFile(
                    path.toString(), profile, false, Instant.EPOCH, Optional.empty(), List.of(unreadable)));
        }
    }

    private boolean holdsProfile() {
        return !blocks.isEmpty();
    }

    private List<Flaw> flaws() {
        return List.copyOf(flaws);
    }

    /** As saml2aws and aws-azure-login note it. */
    private Optional<Instant> expires() {
        return Stream.of("x_security_token_expires", "aws_expiration")
                .map(name -> last(name).map(Line.Setting::unquoted))
                .flatMap(Optional::stream)
                .map(CredentialsFileCheck::time)
                .flatMap(Optional::stream)
                .findFirst();
    }

    private static Optional<Instant> time(String written) {
        try {
            return Optional.of(OffsetDateTime.parse(written).toInstant());
        } catch (DateTimeParseException e) {
            return Optional.empty();
        }
    }

    private void walk() {
        Optional<Block> block = Optional.empty();
        boolean inSection = false;
        for (Line line : text.lines()) {
            if (line instanceof Line.Section section) {
                inSection = true;
                block = section(section);
            } else if (!inSection) {
                breaks("Line " + line.number() + " is before any [" + profile
                        + "]. The SDK then reads nothing from the file.");
                return;
            } else {
                Optional<Block> of = block;
                inside(line, of);
            }
        }
    }

    private Optional<Block> section(Line.Section section) {
        if (section.name().equals(profile)) {
            var block = new Block(section.number(), new LinkedHashMap<>());
            blocks.add(block);
            return Optional.of(block);
        }
        if (section.name().equalsIgnoreCase(profile)
                || section.name().replaceFirst("(?i)^profile\\s+", "").equalsIgnoreCase(profile)) {
            breaks("Line " + section.number() + " must be [" + profile + "], written exactly so.");
        }
        return Optional.empty();
    }

    private void inside(Line line, Optional<Block> block) {
        switch (line) {
            case Line.Setting setting -> block.ifPresent(in -> setting(setting, in));
            case Line.Exported(int number, Line.Setting setting) ->
                breaks("Line " + number + " is for a shell. Here, write " + setting.lowerName()
                        + " = and the value, with nothing before it.");
            case Line.Indented(int number) ->
                breaks("Line " + number + " begins with blanks, so it belongs to the line before.");
            case Line.Unknown(int number) ->
                breaks("Line " + number
                        + " is not a setting. Perhaps a value was split into two lines. The SDK then reads"
                        + " nothing from the file.");
            case Line.Section _ -> throw new IllegalStateException("sections are taken before");
        }
    }

    private void setting(Line.Setting setting, Block block) {
        String name = setting.lowerName();
        if (!setting.isOfCredentials()) {
            return;
        }
        if (!setting.name().equals(name)) {
            breaks("Line " + setting.number() + ": " + name + " must be written in lower case.");
            return;
        }
        if (setting.isQuoted()) {
            breaks("Line " + setting.number() + ": the quotes count as part of the value.");
        }
        if (setting.value().isEmpty()) {
            breaks("Line " + setting.number() + ": " + name + " has no value.");
        }
        if (block.settings().put(name, setting) != null) {
            risky("Line " + setting.number() + ": " + name + " occurs twice. The last one counts.");
        }
    }

    private void several() {
        if (blocks.size() < 2) {
            return;
        }
        String where =
                blocks.stream().map(block -> Integer.toString(block.line())).collect(Collectors.joining(" and "));
        risky("There are " + blocks.size() + " blocks [" + profile + "], in lines " + where
                + ". The SDK takes the last value of each setting, and the aws command refuses the file.");
        Block last = blocks.getLast();
        Stream.of(KEY_ID, SECRET, TOKEN)
                .filter(name -> !last.has(name) && last(name).isPresent())
                .forEach(name -> breaks("The last block lacks " + name
                        + ", so the SDK combines it with that of an earlier block: parts of two pastes."));
    }

    private void incomplete() {
        if (blocks.isEmpty() || last(KEY_ID).isPresent() == last(SECRET).isPresent()) {
            return;
        }
        breaks("The profile " + profile + " has no " + (last(KEY_ID).isPresent() ? SECRET : KEY_ID) + ".");
    }

    private Optional<Line.Setting> last(String name) {
        return blocks.reversed().stream()
                .map(Block::settings)
                .map(Map::entrySet)
                .flatMap(Collection::stream)
                .filter(entry -> entry.getKey().equals(name))
                .map(Map.Entry::getValue)
                .findFirst();
    }

    private void breaks(String sentence) {
        add(sentence, Weight.BREAKS);
    }

    private void risky(String sentence) {
        add(sentence, Weight.RISKY);
    }

    private void add(String sentence, Weight weight) {
        if (flaws.size() < MOST_FLAWS) {
            flaws.add(new Flaw(sentence, weight));
        }
    }
}
