package ch.meuthak.lotse.console.web;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.BrowserType;
import com.microsoft.playwright.ConsoleMessage;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Playwright;
import com.microsoft.playwright.options.ColorScheme;
import com.microsoft.playwright.options.ReducedMotion;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.SequencedMap;
import java.util.function.Supplier;

/**
 * A real browser that goes through a console, whatever is behind it, and notes everything that is not as it should be: console
 * errors, refusals of the content security policy, failed requests, pages wider than the screen, axe's findings.
 */
public final class Walk implements AutoCloseable {
    private static final Path SCREENSHOTS = Path.of("target", "screenshots");

    /** For eyes: a third of what a browser does here, and nothing is judged by them. */
    private static final boolean PICTURES = Boolean.parseBoolean(System.getProperty("lotse.pictures", "true"));

    private static final List<String> ARGUMENTS = List.of(
            "--no-sandbox",
            "--disable-gpu",
            "--no-first-run",
            "--disable-background-networking",
            "--disable-component-update",
            "--disable-sync");
    private static final SequencedMap<String, String> PAGES = new LinkedHashMap<>();

    static {
        Arrays.stream(ch.meuthak.lotse.console.web.page.Page.values())
                .forEach(page -> PAGES.put(page.id(), page.path()));
        PAGES.put("rules", "/diagnosis/rules");
        PAGES.put("redeploy", "/deployments/new");
        PAGES.put("rollback", "/deployments/rollback");
    }

    private static final String AXE = resource("/axe.min.js");
    private static final String RUN_AXE = """
            async () => {
              const found = await axe.run(document, {runOnly: ['wcag2a', 'wcag2aa', 'wcag21aa', 'wcag22aa']});
              return found.violations.flatMap(v => v.nodes.map(n => `${v.id}: ${n.html} ${n.failureSummary}`));
            }""";
    private static final String TOO_WIDE = """
            () => {
              const width = document.documentElement.clientWidth;
              if (document.documentElement.scrollWidth <= width) return [];
              const wide = [...document.querySelectorAll('body *')].filter(e => e.getBoundingClientRect().right > width + 1);
              return [`page is ${document.documentElement.scrollWidth} wide`, ...wide.slice(0, 5).map(e => e.outerHTML.slice(0, 120))];
            }""";

    private static final String LISTENS = """
            () => document.getElementById('stream')['htmx-internal-data']?.sseEventSource?.readyState === EventSource.OPEN""";

    /** How the page is looked at. */
    public record Look(ColorScheme theme, int width, int height) {
        public static final List<Look> ALL = List.of(
                new Look(ColorScheme.LIGHT, 1440, 900),
                new Look(ColorScheme.DARK, 1440, 900),
                new Look(ColorScheme.LIGHT, 390, 844),
                new Look(ColorScheme.DARK, 390, 844));

        String name() {
            return theme.name().toLowerCase(Locale.ROOT) + "-" + width;
        }
    }

    private final Playwright playwright;
    private final Browser browser;
    private final String baseUrl;
    private final List<String> findings = new ArrayList<>();

    /**
     * Starts the browser.
     *
     * @param chromium its program
     * @param baseUrl {@code http://127.0.0.1:5080}
     */
    public Walk(Path chromium, String baseUrl) {
        this.baseUrl = baseUrl;
        playwright = Playwright.create(
                new Playwright.CreateOptions().setEnv(Map.of("PLAYWRIGHT_SKIP_BROWSER_DOWNLOAD", "1")));
        browser = playwright
                .chromium()
                .launch(new BrowserType.LaunchOptions()
                        .setExecutablePath(chromium)
                        .setArgs(ARGUMENTS));
    }

    /** What was not as it should be, in the order in which it was seen. */
    public List<String> findings() {
        return findings;
    }

    /** A window that nobody has logged in to. */
    public Page open(Look look) {
        BrowserContext context = browser.newContext(new Browser.NewContextOptions()
                .setColorScheme(look.theme())
                .setReducedMotion(ReducedMotion.REDUCE)
                .setPermissions(List.of("clipboard-read", "clipboard-write"))
                .setViewportSize(look.width(), look.height()));
        context.addInitScript("document.addEventListener('securitypolicyviolation',"
                + " e => console.error('CSP refused ' + e.violatedDirective + ' ' + e.blockedURI))");
        Page page = context.newPage();
        page.onConsoleMessage(message -> note(page, message));
        page.onPageError(error -> findings.add(page.url() + ": " + error));
        return page;
    }

    /** Logs in through a one-time link, as a person does. */
    public Page logIn(Look look, String loginUrl) {
        Page page = open(look);
        page.navigate(loginUrl);
        page.getByText("Log in", new Page.GetByTextOptions().setExact(true)).click();
        page.waitForURL(baseUrl + "/");
        return page;
    }

    /** Logs in and examines every page, in both themes and both widths; {@code loginUrls} gives a fresh link each time. */
    public void tour(Supplier<String> loginUrls) {
        for (Look look : Look.ALL) {
            Page page = open(look);
            page.navigate(baseUrl + "/login");
            examine(page, look, "login");
            page.context().close();
            tour(look, logIn(look, loginUrls.get()));
        }
    }

    private void tour(Look look, Page page) {
        PAGES.forEach((name, path) -> visit(page, look, path, name));
        page.navigate(baseUrl + "/deployments");
        Locator newest = page.locator("tbody th a").first();
        if (newest.count() > 0) {
            newest.click();
            page.waitForURL(url -> url.contains("/deployments/"));
            examine(page, look, "deployment");
        }
        page.context().close();
    }

    /** Goes to a page, examines it and keeps a picture of it, unless {@code lotse.pictures} is false. */
    public void visit(Page page, Look look, String path, String name) {
        page.navigate(baseUrl + path);
        examine(page, look, name);
    }

    /** Goes to a page and waits until it listens. */
    public void follow(Page page, String path) {
        page.navigate(baseUrl + path);
        page.waitForCondition(() -> page.evaluate(LISTENS).equals(true));
    }

    /** Examines the page that is shown and keeps a picture of it, unless {@code lotse.pictures} is false. */
    public void examine(Page page, Look look, String name) {
        page.evaluate(AXE);
        String where = name + " " + look.name() + ": ";
        strings(page.evaluate(RUN_AXE)).forEach(finding -> findings.add(where + finding));
        strings(page.evaluate(TOO_WIDE)).forEach(finding -> findings.add(where + finding));
        if (PICTURES) {
            page.screenshot(new Page.ScreenshotOptions()
                    .setFullPage(true)
                    .setPath(SCREENSHOTS.resolve(name + "-" + look.name() + ".png")));
        }
    }

    private void note(Page page, ConsoleMessage message) {
        if (message.type().equals("error") || message.type().equals("warning")) {
            findings.add(page.url() + ": " + message.text());
        }
    }

    private static List<String> strings(Object list) {
        return ((List<?>) list).stream().map(String::valueOf).toList();
    }

    private static String resource(String name) {
        try (InputStream stream = Walk.class.getResourceAsStream(name)) {
            return new String(Objects.requireNonNull(stream, name).readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void close() {
        browser.close();
        playwright.close();
    }
}
