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
            throw DoctorException.wrongUsage("Use only one of --json, --markdown and --explain.");
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
                .header("Names the broken part on the path of a request, its cause and its fix.")
                .description(
                        "%nThe doctor asks the running console, which reads AWS again first. Without a console, or with --here, the doctor reads AWS itself.%n")
                .exitCodeListHeading("%nExit codes:%n")
                .exitCodeList(ExitCodeTexts.ALL);
        flag(spec, "Writes the JSON of GET /api/diagnosis.", "--json");
        flag(spec, "Writes Markdown for a ticket.", "--markdown");
        spec.addOption(OptionSpec.builder("--explain")
                .paramLabel("RULE")
                .arity("0..1")
                .type(String.class)
                .fallbackValue("")
                .description("Explains a rule, for example TGT-SG. Without a rule, lists all rules.")
                .build());
        spec.addOption(OptionSpec.builder("--domain")
                .paramLabel("NAME")
                .type(String.class)
                .description("Checks this domain. Needs no setting, no state directory and no console.")
                .build());
        flag(spec, "Reads AWS in this process, even if a console runs.", "--here");
        flag(spec, "Switches colours off. NO_COLOR does the same, and so does output to a file.", "--no-color");
        spec.addOption(OptionSpec.builder("--width")
                .paramLabel("COLUMNS")
                .type(int.class)
                .description("Sets the columns of text. The default is COLUMNS of the environment, or 100.")
                .build());
        spec.addOption(OptionSpec.builder("-h", "--help")
                .usageHelp(true)
                .description("Shows this help.")
                .build());
        return spec;
    }

    private static void flag(CommandSpec spec, String description, String name) {
        spec.addOption(OptionSpec.builder(name).description(description).build());
    }
}
