package ch.meuthak.lotse.console.web.page;

import ch.meuthak.lotse.console.web.access.ConsoleToken;
import ch.meuthak.lotse.console.web.access.HostCheck;
import io.helidon.webserver.http.ServerRequest;

/**
 * The login page.
 *
 * @param ready whether the browser has a login link's code, so that one button is enough
 * @param message the error of the last login, or the end of the session; may be empty
 * @param origin the console's address as this browser knows it
 * @param tokenFile the file with the console token, as a word for a shell
 */
public record LoginView(boolean ready, String message, String origin, String tokenFile) {

    public static LoginView of(boolean ready, String message, ServerRequest request, ConsoleToken token) {
        return new LoginView(
                ready, message, HostCheck.origin(request), word(token.file().toString()));
    }

    private static String word(String text) {
        return text.matches("[A-Za-z0-9/._-]+") ? text : "'" + text.replace("'", "'\\''") + "'";
    }
}
