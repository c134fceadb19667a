package ch.meuthak.lotse.console.documents;

import java.util.Arrays;
import java.util.List;
import java.util.function.UnaryOperator;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * A file with sentences that people read.
 *
 * @param path from the root
 * @param words the sentences without markup, a blank line between paragraphs; code is one word
 */
record ReadText(String path, String words) {
    private static final String WEB = "console/src/main/(java|resources)/ch/meuthak/lotse/console/web/";

    /** Where people read sentences, and how to get them out of such a file. */
    private record Kind(String paths, UnaryOperator<String> words) {}

    private static final List<Kind> KINDS = List.of(
            new Kind(".+\\.md", markdown -> prose(new Document("", markdown).withoutCode())),
            new Kind(WEB + ".+\\.html", ReadText::ofTemplate),
            new Kind(".+/words/CodeWords\\.java", code -> all("(?m)^ +[a-z]+\\.\\w+=(.*)$", code)),
            new Kind(WEB + ".+\\.js", script -> comments("//", script) + literals("'([^'\n]*)'", script)),
            new Kind(WEB + "(?!api/).+\\.java|backend/src/main/java/.+\\.java", ReadText::ofJava),
            new Kind(
                    "docker-compose\\.yml|console/edge/(haproxy\\.cfg|start\\.pl)|.+/src/main/resources/application\\.yaml",
                    text -> comments("#", text)),
            new Kind("backend/.+/openapi\\.yaml", ReadText::ofOpenApi));

    static List<ReadText> all() {
        return Document.files(".+")
                .flatMap(path -> KINDS.stream()
                        .filter(kind -> path.matches(kind.paths))
                        .map(kind -> new ReadText(path, kind.words.apply(Document.read(Document.ROOT.resolve(path))))))
                .toList();
    }

    Stream<String> sentences() {
        return Arrays.stream(words.split("\n\\s*\n"))
                .flatMap(paragraph ->
                        Arrays.stream(paragraph.strip().replaceAll("\\s+", " ").split("(?<=[.?!:;]\\)?) ")))
                .filter(sentence -> !sentence.isBlank());
    }

    /** Links as their words, code as one word; without headings, and a paragraph for each item and cell. */
    private static String prose(String markdown) {
        return markdown.replaceAll("`[^`\n]+(\n[^`\n]+)?`", "CODE")
                .replaceAll("!?\\[([^]]*)]\\([^)]*\\)", "$1")
                .replace("**", "")
                .replaceAll("(?m)^(#|!\\[|<).*$", "")
                .replaceAll("(?m)^ *([*-]|\\d+\\.) ", "\n\n")
                .replaceAll("(?m) \\| |^\\| | \\|$", "\n\n");
    }

    /** The text between the tags, and the literals in Thymeleaf's expressions. */
    private static String ofTemplate(String html) {
        String markup = html.replaceAll("(?s)<!--.*?-->", "");
        String expressions = all("(?:th:[\\w:]+|aria-label|placeholder)=\"([^\"]*)\"", markup)
                .replaceAll("\\$\\{[^}]*}", "CODE");
        return literals("'([^']*)'", expressions)
                + literals("\\|([^|]*)\\|", expressions)
                + markup.replaceAll("</?(span|code|strong|a|time|bdi|th:block)\\b[^>]*>", "")
                        .replaceAll("<[^>]*>", "\n\n");
    }

    /** Javadoc, comments, and text literals as they are put together. */
    private static String ofJava(String code) {
        String javadoc = all("(?s)/\\*\\*(.*?)\\*/", code)
                .replaceAll("(?m)^ *\\* ?", "")
                .replaceAll("\\{@\\w+ [^{}]*}", "CODE")
                .replaceAll("<[^>]+>|@(param|throws) \\S+|@return", "\n\n");
        String rest = code.replaceAll("(?s)/\\*.*?\\*/|\"\"\".*?\"\"\"", "");
        String joined = rest.replaceAll("(?m)^ *//.*$", "")
                .replaceAll("\"\\s*\\+\\s*\"", "")
                .replaceAll("\"\\s*\\+\\s*[\\w.]+(\\([^()\"]*\\))?\\s*\\+\\s*\"", "CODE");
        return javadoc + "\n\n" + comments("//", rest) + literals("\"((?:[^\"\\\\\n]|\\\\.)*)\"", joined);
    }

    private static String ofOpenApi(String yaml) {
        return all("(?m)(?:summary|description): *\"?(?!\\|)(.+)", yaml)
                + all("description: \\|\n((?: {4,}.*\n|\n)+)", yaml)
                        .replace("`", "")
                        .replaceAll("(?m)^ *- ", "\n\n");
    }

    /** Lines of comments that follow each other are a paragraph; an indented line begins another one. */
    private static String comments(String sign, String text) {
        return all("(?m)((?:^\\s*" + sign + ".*\n)+)", text)
                .replaceAll("(?m)^\\s*" + sign + "(?=\\s{2})", "\n\n")
                .replaceAll("(?m)^\\s*" + sign, "");
    }

    /** Those with more than one word. */
    private static String literals(String pattern, String text) {
        return found(pattern, text)
                        .filter(literal -> literal.strip().contains(" "))
                        .collect(Collectors.joining("\n\n")) + "\n\n";
    }

    private static String all(String pattern, String text) {
        return found(pattern, text).collect(Collectors.joining("\n\n"));
    }

    private static Stream<String> found(String pattern, String text) {
        return Pattern.compile(pattern).matcher(text).results().map((MatchResult match) -> match.group(1));
    }

    @Override
    public String toString() {
        return path;
    }
}
