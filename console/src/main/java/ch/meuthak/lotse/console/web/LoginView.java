package ch.meuthak.lotse.console.web;

/**
 * The login page.
 *
 * @param ready whether the browser has brought a login link's code, so that one button is enough
 * @param message why the last try failed, or that the session was ended; may be empty
 * @param origin the console's address as this browser knows it
 */
public record LoginView(boolean ready, String message, String origin) {}
