package ch.meuthak.lotse.console.web;

import ch.meuthak.lotse.console.report.Report;
import ch.meuthak.lotse.console.report.ReportMarkdown;
import ch.meuthak.lotse.server.Answer;
import io.helidon.http.Header;
import io.helidon.http.HeaderNames;
import io.helidon.http.HeaderValues;
import io.helidon.webserver.http.ServerRequest;
import io.helidon.webserver.http.ServerResponse;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

/** What is broken, why, and what mends it: as a page, and as Markdown for a ticket. */
final class DiagnosisPages {
    private static final String NAV = "diagnosis";

    /** RFC 7763. */
    private static final Header MARKDOWN =
            HeaderValues.createCached(HeaderNames.CONTENT_TYPE, "text/markdown; charset=utf-8");

    private static final Header INLINE =
            HeaderValues.createCached(HeaderNames.CONTENT_DISPOSITION, "inline; filename=\"diagnosis.md\"");

    private final ConsoleFacts facts;
    private final Pages pages;

    DiagnosisPages(ConsoleFacts facts, Pages pages) {
        this.facts = facts;
        this.pages = pages;
    }

    void page(ServerRequest request, ServerResponse response) {
        Optional<Report> report = facts.report();
        if (report.isEmpty()) {
            pages.send(request, response, "waiting", NAV, NAV);
            return;
        }
        var clock = new When.Clock(facts.now());
        FindingFilter filter = FindingFilter.of(request);
        pages.send(request, response, NAV, NAV, DiagnosisView.of(report.get(), filter, clock, Pages.rows(request)));
    }

    void markdown(ServerRequest request, ServerResponse response) {
        Report report = facts.report()
                .orElseThrow(() -> Refusal.notYet("AWS is being read for the first time. Open it again in 2 s."));
        facts.feed().watched();
        sendMarkdown(
                request,
                response,
                report.with(FindingFilter.of(request).of(report.diagnosis().findings())));
    }

    void rules(ServerRequest request, ServerResponse response) {
        pages.send(request, response, "rules", NAV, RulesView.all());
    }

    static void sendMarkdown(ServerRequest request, ServerResponse response, Report report) {
        response.header(INLINE);
        Answer.send(request, response, MARKDOWN, ReportMarkdown.of(report).getBytes(StandardCharsets.UTF_8));
    }
}
