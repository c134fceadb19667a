package ch.meuthak.lotse.console.pipeline;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The numbered steps of the infrastructure's "From nothing to a deployed API", as far as they are commands.
 *
 * @param commands what is pasted, by the step's number; a step without commands is not in it
 * @param numbers of all steps, as they follow each other
 */
record ReadmeSteps(Map<Integer, String> commands, List<Integer> numbers) {
    private static final String FILE = ".github/infrastructure/README.md";
    private static final Pattern CHAPTER =
            Pattern.compile("^## From nothing to a deployed API\n(.*?)(?=^### )", Pattern.DOTALL | Pattern.MULTILINE);
    private static final Pattern STEP = Pattern.compile(
            "^\\*\\*(\\d+)\\.\\*\\* (.*?)(?=^\\*\\*\\d+\\.\\*\\*|^\\|)", Pattern.DOTALL | Pattern.MULTILINE);
    private static final Pattern BLOCK = Pattern.compile("^```sh\n(.*?)^```", Pattern.DOTALL | Pattern.MULTILINE);

    static ReadmeSteps read() {
        Matcher chapter = CHAPTER.matcher(Checkout.text(FILE));
        if (!chapter.find()) {
            throw new AssertionError(FILE + " has no such chapter");
        }
        Map<Integer, String> commands = new TreeMap<>();
        List<Integer> numbers = new ArrayList<>();
        Matcher step = STEP.matcher(chapter.group(1));
        while (step.find()) {
            int number = Integer.parseInt(step.group(1));
            numbers.add(number);
            Matcher block = BLOCK.matcher(step.group(2));
            while (block.find()) {
                commands.merge(number, block.group(1), String::concat);
            }
        }
        return new ReadmeSteps(commands, numbers);
    }

    /** What is pasted in a step that has commands. */
    String of(int step) {
        String text = commands.get(step);
        if (text == null) {
            throw new AssertionError(FILE + ", step " + step + ", has no command");
        }
        return text;
    }
}
