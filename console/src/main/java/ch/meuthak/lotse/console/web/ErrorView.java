package ch.meuthak.lotse.console.web;

/** What an error page says. */
public record ErrorView(int status, String title, String detail) {

    static ErrorView of(Refusal refusal) {
        return new ErrorView(refusal.status(), refusal.title(), refusal.detail());
    }
}
