package ch.meuthak.lotse.console.aws;

import java.util.List;
import java.util.function.Function;
import java.util.stream.Collectors;

/** Words of XML as AWS writes it. */
final class WireXml {
    private WireXml() {}

    static <T> String members(String name, List<T> all, Function<T, String> one) {
        return all.stream()
                .map(one)
                .map(text -> "<" + name + ">" + text + "</" + name + ">")
                .collect(Collectors.joining());
    }

    /** An element around XML. */
    static String el(String name, String xml) {
        return "<" + name + ">" + xml + "</" + name + ">";
    }

    /** An element around text. */
    static String text(String name, Object text) {
        return el(name, escaped(text.toString()));
    }

    static String escaped(String text) {
        return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;");
    }

    /** Left out when empty, as AWS does. */
    static String some(String name, String text) {
        return text.isEmpty() ? "" : text(name, text);
    }
}
