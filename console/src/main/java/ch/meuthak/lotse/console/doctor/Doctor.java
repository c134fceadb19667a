package ch.meuthak.lotse.console.doctor;

import ch.meuthak.lotse.console.api.DiagnosisJson;
import ch.meuthak.lotse.console.api.Wire;
import ch.meuthak.lotse.console.diagnosis.Rule;
import ch.meuthak.lotse.console.diagnosis.rules.Rulebook;
import ch.meuthak.lotse.console.doctor.RunningConsole.Told;
import ch.meuthak.lotse.console.report.ExplanationText;
import ch.meuthak.lotse.console.report.Report;
import ch.meuthak.lotse.console.report.ReportMarkdown;
import ch.meuthak.lotse.console.report.ReportText;
import ch.meuthak.lotse.console.report.RuleNames;
import ch.meuthak.lotse.console.report.WrappedText;
import ch.meuthak.lotse.server.SettingsException;
import ch.meuthak.lotse.server.StartException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Supplier;

/** Carries one order out: the report goes to standard output, what is said about it to standard error. */
public final class Doctor {
    private final Supplier<Optional<RunningConsole>> console;
    private final Reading here;
    private final List<String> permissions;
    private final Terminal terminal;

    /**
     * @param console the one that runs with this state directory, as far as one can tell; asked only when it is needed
     * @param here reads AWS in this process
     * @param permissions the actions that reading AWS needs
     */
    public Doctor(
            Supplier<Optional<RunningConsole>> console, Reading here, List<String> permissions, Terminal terminal) {
        this.console = console;
        this.here = here;
        this.permissions = permissions;
        this.terminal = terminal;
    }

    /** Reads AWS and looks from outside, in this process. */
    public interface Reading {
        /**
         * Reads about this domain, or about the configured one.
         *
         * @param notes takes what the person should know besides the report
         */
        Report of(Optional<String> domain, Consumer<String> notes);
    }

    /** Does what the arguments say, and returns the exit code. A failure is one line. */
    public int run(List<String> arguments) {
        try {
            return run(DoctorOptions.of(arguments));
        } catch (DoctorException e) {
            return said(e, e.exitCode());
        } catch (SettingsException e) {
            return said(e, ExitCode.WRONG_SETTING);
        } catch (StartException e) {
            return said(e, ExitCode.UNAVAILABLE);
        } catch (RuntimeException | OutOfMemoryError e) {
            terminal.say("The doctor failed because of its own fault: " + e + ".");
            return ExitCode.SOFTWARE;
        }
    }

    private int said(RuntimeException why, int exitCode) {
        terminal.say(String.valueOf(why.getMessage()));
        return exitCode;
    }

    private int run(DoctorOptions order) {
        if (!order.help().isEmpty()) {
            terminal.write(order.help());
            return ExitCode.WELL;
        }
        if (order.explain().isPresent()) {
            terminal.write(explained(order.explain().get(), terminal.paper(order)));
            return ExitCode.WELL;
        }
        Report report = report(order);
        terminal.write(written(report, order));
        return ExitCode.of(report.diagnosis());
    }

    private Report report(DoctorOptions order) {
        if (order.domain().isPresent()) {
            return here(order, "Checking " + order.domain().get() + ": DNS, AWS and the answers of the domain.");
        }
        if (order.here()) {
            return here(
                    order,
                    "Reading AWS in this process. Only a running console knows the release, the box and earlier states.");
        }
        Optional<RunningConsole> running = console.get();
        Optional<Told> told;
        try (var _ = Progress.on(terminal)) {
            told = running.flatMap(RunningConsole::ask);
        }
        if (told.isEmpty()) {
            return here(
                    order,
                    "No console runs" + running.map(one -> " at " + one.url()).orElse(" with this state directory")
                            + ". Reading AWS in this process. Only a running console knows the release, the box and earlier states.");
        }
        if (!told.get().fresh()) {
            terminal.say("The console is still reading AWS. This is its last report.");
        }
        return told.get().report();
    }

    private Report here(DoctorOptions order, String what) {
        terminal.say(what);
        Report report;
        try (var _ = Progress.on(terminal)) {
            report = here.of(order.domain(), terminal::say);
        }
        if (!report.diagnosis().complete()
                && report.diagnosis().all().anyMatch(finding -> finding.rule().isAboutAccess())) {
            terminal.say("AWS was not read completely. The report says why, and shows what is visible from outside.");
            terminal.explain("To read AWS, the doctor needs a region and credentials with these read-only permissions: "
                    + String.join(", ", permissions) + ".");
        }
        return report;
    }

    private String written(Report report, DoctorOptions order) {
        return switch (order.form()) {
            case JSON -> new String(Wire.bytes(DiagnosisJson.of(report)), StandardCharsets.UTF_8) + "\n";
            case MARKDOWN -> ReportMarkdown.of(report);
            case TEXT -> ReportText.of(report, terminal.paper(order));
        };
    }

    private static String explained(String name, WrappedText paper) {
        if (name.isEmpty()) {
            return ExplanationText.list(paper);
        }
        Rule rule = Rulebook.of(name)
                .orElseThrow(() -> DoctorException.wrongUsage(
                        RuleNames.unknown(name) + " doctor --explain alone lists them all."));
        return ExplanationText.of(rule, paper);
    }
}
