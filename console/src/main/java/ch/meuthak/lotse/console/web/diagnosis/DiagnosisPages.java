package ch.meuthak.lotse.console.web.diagnosis;

import ch.meuthak.lotse.console.report.Report;
import ch.meuthak.lotse.console.report.ReportMarkdown;
import ch.meuthak.lotse.console.web.page.ConsoleFacts;
import ch.meuthak.lotse.console.web.page.Page;
import ch.meuthak.lotse.console.web.page.Pages;
import ch.meuthak.lotse.console.web.request.Refusal;
import ch.meuthak.lotse.server.Answer;
import io.helidon.http.Header;
import io.helidon.http.HeaderNames;
import io.helidon.http.HeaderValues;
import io.helidon.webserver.http.ServerRequest;
import io.helidon.webserver.http.ServerResponse;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

/** The diagnosis with causes and fixes: as a page, and as Markdown for a ticket. */
public final class DiagnosisPages {
    /** RFC 7763. */
    private static final Header MARKDOWN =
            HeaderValues.createCached(HeaderNames.CONTENT_TYPE, "text/markdown; charset=utf-8");

    private static final Header INLINE =
            HeaderValues.createCached(HeaderNames.CONTENT_DISPOSITION, "inline; filename=\"diagnosis.md\"");

    private final ConsoleFacts facts;
    private final Pages pages;

    public DiagnosisPages(ConsoleFacts facts, Pages pages) {
        this.facts = facts;
        this.pages = pages;
    }

    public void page(ServerRequest request, ServerResponse response) {
        Optional<Report> report = facts.report();
        if (report.isEmpty()) {
            pages.waiting(request, response, Page.DIAGNOSIS);
            return;
        }
        FindingFilter filter = FindingFilter.of(request);
        pages.send(
                request,
                response,
                Page.DIAGNOSIS,
                DiagnosisView.of(report.get(), filter, facts.pageClock(), Pages.rows(request)));
    }

    public void markdown(ServerRequest request, ServerResponse response) {
        Report report =
                facts.report().orElseThrow(() -> Refusal.notYet("Reading AWS for the first time. Try again in 2 s."));
        facts.feed().watched();
        sendMarkdown(
                request,
                response,
                report.with(FindingFilter.of(request).of(report.diagnosis().findings())));
    }

    public void rules(ServerRequest request, ServerResponse response) {
        pages.send(request, response, "diagnosis/rules", Page.DIAGNOSIS, RulesView.all());
    }

    public static void sendMarkdown(ServerRequest request, ServerResponse response, Report report) {
        response.header(INLINE);
        Answer.send(request, response, MARKDOWN, ReportMarkdown.of(report).getBytes(StandardCharsets.UTF_8));
    }
}
