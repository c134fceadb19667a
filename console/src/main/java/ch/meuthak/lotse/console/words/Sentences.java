package ch.meuthak.lotse.console.words;

import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Puts texts of different origin together, so that each sentence ends where the next one begins. */
public final class Sentences {
    private static final String ENDS = ".!?…:";

    private Sentences() {}

    /** The text as a sentence: with a final stop when it has none. Empty stays empty. */
    public static String end(String text) {
        String whole = text.strip();
        return whole.isEmpty() || ENDS.indexOf(whole.charAt(whole.length() - 1)) >= 0 ? whole : whole + ".";
    }

    /** Those that say something, each as a sentence, one after the other. */
    public static String join(String... texts) {
        return Stream.of(texts)
                .map(Sentences::end)
                .filter(text -> !text.isEmpty())
                .collect(Collectors.joining(" "));
    }
}
