package ch.meuthak.lotse.console.aws;

import org.jspecify.annotations.Nullable;

/** AWS leaves out what it has nothing to say about; the records say the same with an empty text. */
final class AbsentTexts {
    private AbsentTexts() {}

    static String orEmpty(@Nullable String text) {
        return text == null ? "" : text;
    }

    static int or(int otherwise, @Nullable Integer number) {
        return number == null ? otherwise : number;
    }
}
