package ch.meuthak.lotse.console.web;

/**
 * The login page.
 *
 * @param ready whether the browser has brought a login link's code, so that one button is enough
 * @param message why the last try failed, or that the session was ended; may be empty
 */
public record LoginView(boolean ready, String message) {}
