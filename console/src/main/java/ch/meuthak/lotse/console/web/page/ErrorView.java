package ch.meuthak.lotse.console.web.page;

import ch.meuthak.lotse.console.web.request.Refusal;

/** An error page. */
public record ErrorView(int status, String title, String detail) {

    static ErrorView of(Refusal refusal) {
        return new ErrorView(refusal.status().code(), refusal.title(), refusal.detail());
    }
}
