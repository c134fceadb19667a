package ch.meuthak.lotse.console.web;

import ch.meuthak.lotse.console.web.access.Authentication;
import ch.meuthak.lotse.console.web.access.CrossSite;
import ch.meuthak.lotse.console.web.access.HostCheck;
import ch.meuthak.lotse.console.web.access.SecurityHeaders;
import ch.meuthak.lotse.console.web.account.AccountPages;
import ch.meuthak.lotse.console.web.api.AccountApi;
import ch.meuthak.lotse.console.web.api.Api;
import ch.meuthak.lotse.console.web.api.OpenApi;
import ch.meuthak.lotse.console.web.api.TimelineApi;
import ch.meuthak.lotse.console.web.certificate.CertificateView;
import ch.meuthak.lotse.console.web.deployments.DeploymentPages;
import ch.meuthak.lotse.console.web.deployments.RollbackPages;
import ch.meuthak.lotse.console.web.diagnosis.DiagnosisPages;
import ch.meuthak.lotse.console.web.hook.HookPages;
import ch.meuthak.lotse.console.web.live.RefreshPage;
import ch.meuthak.lotse.console.web.network.NetworkView;
import ch.meuthak.lotse.console.web.overview.OverviewView;
import ch.meuthak.lotse.console.web.page.Page;
import ch.meuthak.lotse.console.web.page.Pages;
import ch.meuthak.lotse.console.web.request.Refusal;
import ch.meuthak.lotse.console.web.request.RequestBody;
import ch.meuthak.lotse.console.web.targets.TargetsView;
import ch.meuthak.lotse.console.web.timeline.TimelinePages;
import ch.meuthak.lotse.server.Guard;
import ch.meuthak.lotse.server.Routes;
import io.helidon.http.Method;
import io.helidon.webserver.http.Filter;
import io.helidon.webserver.http.HttpRouting;
import java.util.List;

/**
 * Every filter in the order in which a request passes them, and every route.
 *
 * <p>Before these filters the {@link Guard} has seen to deadlines, sizes, the request id and {@link SecurityHeaders}.
 */
final class ConsoleRouting {
    private ConsoleRouting() {}

    static HttpRouting.Builder of(Guard guard, ConsoleParts parts) {
        HttpRouting.Builder routing = guard.routing(filters(parts), parts.errors()::failed);
        parts.errors().register(routing);
        return routes(parts).addTo(routing).any((request, response) -> {
            throw Refusal.notFound("There is nothing at this address.");
        });
    }

    static Routes routes(ConsoleParts parts) {
        Routes routes = new Routes();
        pages(routes, parts);
        diagnosis(routes, parts);
        deployments(routes, parts);
        hook(routes, parts);
        timeline(routes, parts);
        account(routes, parts);
        api(routes, parts);
        return routes;
    }

    private static List<Filter> filters(ConsoleParts parts) {
        return List.of(
                new HostCheck(parts.settings().tunnelPorts()),
                new Authentication(parts.token(), parts.sessions(), parts.wrongTokens()),
                new RequestBody(),
                new CrossSite());
    }

    private static void pages(Routes routes, ConsoleParts parts) {
        Pages pages = parts.pages();
        routes.get(
                        Page.OVERVIEW.path(),
                        (request, response) ->
                                pages.send(request, response, Page.OVERVIEW, OverviewView.of(parts.facts())))
                .get(Page.NETWORK.path(), pages.snapshot(Page.NETWORK, NetworkView::of))
                .get(Page.CERTIFICATE.path(), pages.snapshot(Page.CERTIFICATE, CertificateView::of))
                .get(Page.TARGETS.path(), pages.snapshot(Page.TARGETS, TargetsView::of))
                .post("/refresh", new RefreshPage(parts.facts().feed())::refresh)
                .on(Method.GET, "/events", parts.streams()::serve)
                .get("/assets/{version}/{name}", parts.assets()::serve)
                .on(Method.GET, "/login", parts.login()::page)
                .post("/login", parts.login()::logIn)
                .post("/logout", parts.login()::logOut);
    }

    private static void diagnosis(Routes routes, ConsoleParts parts) {
        DiagnosisPages diagnosis = new DiagnosisPages(parts.facts(), parts.pages());
        routes.get(Page.DIAGNOSIS.path(), diagnosis::page)
                .get("/diagnosis.md", diagnosis::markdown)
                .get("/diagnosis/rules", diagnosis::rules);
    }

    private static void deployments(Routes routes, ConsoleParts parts) {
        DeploymentPages deployments = new DeploymentPages(parts.facts(), parts.pages());
        RollbackPages rollbacks = new RollbackPages(parts.facts(), parts.pages());
        routes.get(Page.DEPLOYMENTS.path(), deployments::list)
                .post("/deployments", deployments::deploy)
                .get("/deployments/new", deployments::form)
                .post("/deployments/configuration", deployments::configure)
                .get("/deployments/rollback", rollbacks::form)
                .post("/deployments/rollback", rollbacks::rollBack)
                .get("/deployments/{id}", deployments::one)
                .post("/deployments/{id}/cancel", deployments::cancel);
    }

    private static void hook(Routes routes, ConsoleParts parts) {
        HookPages hook = new HookPages(parts.facts(), parts.pages());
        routes.get(Page.HOOK.path(), hook::page).post("/hook", hook::test);
    }

    private static void timeline(Routes routes, ConsoleParts parts) {
        TimelinePages timeline = new TimelinePages(parts.facts(), parts.pages());
        TimelineApi api = new TimelineApi(parts.facts());
        routes.get(Page.TIMELINE.path(), timeline::page)
                .post("/timeline/accept", timeline::accept)
                .get("/api/timeline", api::timeline)
                .post("/api/baseline", api::accept);
    }

    private static void account(Routes routes, ConsoleParts parts) {
        AccountPages account = new AccountPages(parts.facts(), parts.pages());
        AccountApi api = new AccountApi(parts.facts());
        routes.get(Page.ACCOUNT.path(), account::page)
                .post("/account", account::use)
                .post("/account/drop", account::drop)
                .get("/api/account", api::account)
                .post("/api/credentials", api::use)
                .on(Method.DELETE, "/api/credentials", api::drop);
    }

    private static void api(Routes routes, ConsoleParts parts) {
        Api api = new Api(parts.facts(), parts.loginCodes());
        routes.get("/api/topology", api::topology)
                .get("/api/diagnosis", api::diagnosis)
                .get("/api/diagnosis.md", api::markdown)
                .post("/api/refresh", api::refresh)
                .get("/api/deployments", api::deployments)
                .post("/api/deployments", api::deploy)
                .get("/api/deployments/{id}", api::deployment)
                .get("/api/deployments/{id}/log", api::log)
                .post("/api/deployments/{id}/cancel", api::cancel)
                .get("/api/releases", api::releases)
                .get("/api/configuration", api::configuration)
                .post("/api/rollbacks", api::rollBack)
                .get("/api/hook-calls", api::hookCalls)
                .get("/api/trust", api::trust)
                .post("/api/login-links", api::loginLink)
                .get("/api/openapi.yaml", new OpenApi()::send);
    }
}
