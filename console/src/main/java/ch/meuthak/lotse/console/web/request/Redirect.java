package ch.meuthak.lotse.console.web.request;

import io.helidon.http.HeaderNames;
import io.helidon.http.Status;
import io.helidon.webserver.http.ServerResponse;

/** Sends the browser to another page with GET (303, RFC 9110 section 15.4.4). */
public final class Redirect {
    private Redirect() {}

    public static void to(ServerResponse response, String path) {
        response.status(Status.SEE_OTHER_303).header(HeaderNames.LOCATION, path).send();
    }
}
