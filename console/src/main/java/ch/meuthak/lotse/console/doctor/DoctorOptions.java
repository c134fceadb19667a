package ch.meuthak.lotse.console.doctor;

import ch.meuthak.lotse.console.report.WrappedText;
import ch.meuthak.lotse.server.DomainName;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import picocli.CommandLine;
import picocli.CommandLine.MissingParameterException;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ParseResult;
import picocli.CommandLine.UnmatchedArgumentException;

/**
 * What the doctor is asked for.
 *
 * @param explain the rule to explain instead; empty for a list of all
 * @param here whether AWS is read in this process even when a console runs
 * @param domain the domain to look at instead of the configured one; no console is asked then
 * @param width columns of text; absent when it was not said
 */
record DoctorOptions(
        Form form,
        Optional<String> explain,
        boolean here,
        Optional<String> domain,
        boolean colour,
        Optional<Integer> width,
        String help) {
    private static final int WIDEST = 1000;
    private static final String SEE_HELP = ". See doctor --help.";

    /** What the answer is written in. */
    enum Form {
        TEXT,
        JSON,
        MARKDOWN
    }

    /**
     * Reads the command line.
     *
     * @throws DoctorException when it is wrong, with what would be right
     */
    static DoctorOptions of(List<String> arguments) {
        CommandLine command = new CommandLine(options());
        try {
            return of(command, command.parseArgs(arguments.toArray(String[]::new)));
        } catch (UnmatchedArgumentException e) {
            throw DoctorException.wrongUsage(e.getMessage() + suggestion(e));
        } catch (MissingParameterException e) {
            throw DoctorException.wrongUsage(e.getMessage() + SEE_HELP);
        } catch (ParameterException e) {
            throw DoctorException.wrongUsage(String.valueOf(e.getMessage()).replaceFirst("\\.$", "") + SEE_HELP);
        }
    }

    private static DoctorOptions of(CommandLine command, ParseResult given) {
        boolean json = given.hasMatchedOption("--json");
        boolean markdown = given.hasMatchedOption("--markdown");
        boolean explain = given.hasMatchedOption("--explain");
        if (Stream.of(json, markdown, explain).filter(chosen -> chosen).count() > 1) {
            throw DoctorException.wrongUsage("Of --json, --markdown and --explain only one goes at a time.");
        }
        int width = given.matchedOptionValue("--width", 0);
        if (given.hasMatchedOption("--width") && (width < WrappedText.NARROWEST || width > WIDEST)) {
            throw DoctorException.wrongUsage(
                    "--width must be from " + WrappedText.NARROWEST + " to " + WIDEST + " columns.");
        }
        return new DoctorOptions(
                json ? Form.JSON : markdown ? Form.MARKDOWN : Form.TEXT,
                explain ? Optional.of(given.matchedOptionValue("--explain", "")) : Optional.empty(),
                given.hasMatchedOption("--here"),
                Optional.ofNullable(given.matchedOptionValue("--domain", (String) null))
                        .map(DoctorOptions::domain),
                !given.hasMatchedOption("--no-color"),
                width == 0 ? Optional.empty() : Optional.of(width),
                given.isUsageHelpRequested() ? command.getUsageMessage(CommandLine.Help.Ansi.OFF) : "");
    }

    private static String domain(String given) {
        try {
            return DomainName.of(given);
        } catch (IllegalArgumentException e) {
            throw DoctorException.wrongUsage("--domain must be " + DomainName.WHAT + ", without https:// and path.");
        }
    }

    private static String suggestion(UnmatchedArgumentException e) {
        return e.getSuggestions().stream()
                .findFirst()
                .map(option -> ": did you mean " + option + "?")
                .orElse(SEE_HELP);
    }

    /** Said in code: annotations would be read by reflection at each start. */
    private static CommandSpec options() {
        CommandSpec spec = CommandSpec.create().name("doctor");
        spec.usageMessage()
                .width(100)
                .header("Says what is broken on the way of a request, why, and what mends it.")
                .description(
                        "%nA console that runs with the same state directory is asked for a fresh reading: it knows most."
                                + " When none runs, or with --here, AWS is read by this process.%n")
                .exitCodeListHeading("%nExit codes:%n")
                .exitCodeList(ExitCodeTexts.ALL);
        flag(spec, "Writes what GET /api/diagnosis answers.", "--json");
        flag(spec, "Writes Markdown for a ticket.", "--markdown");
        spec.addOption(OptionSpec.builder("--explain")
                .paramLabel("RULE")
                .arity("0..1")
                .type(String.class)
                .fallbackValue("")
                .description("Explains a rule, such as TGT-SG; without one, lists them all.")
                .build());
        spec.addOption(OptionSpec.builder("--domain")
                .paramLabel("NAME")
                .type(String.class)
                .description("Looks at this domain. Needs no setting, no state directory and no console.")
                .build());
        flag(spec, "Reads AWS in this process, even when a console runs.", "--here");
        flag(spec, "No colours; there are none either with NO_COLOR set or without a terminal.", "--no-color");
        spec.addOption(OptionSpec.builder("--width")
                .paramLabel("COLUMNS")
                .type(int.class)
                .description("Columns of text; otherwise COLUMNS of the environment, or 100.")
                .build());
        spec.addOption(OptionSpec.builder("-h", "--help")
                .usageHelp(true)
                .description("Shows this.")
                .build());
        return spec;
    }

    private static void flag(CommandSpec spec, String description, String name) {
        spec.addOption(OptionSpec.builder(name).description(description).build());
    }
}
