package ch.meuthak.lotse.console.web.page;

import ch.meuthak.lotse.console.deploy.Deployment;
import ch.meuthak.lotse.console.deploy.DeploymentState;
import ch.meuthak.lotse.console.deploy.OpenRequests;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The requests that the release from before had not ended.
 *
 * @param left during the drain: the open requests; empty otherwise
 * @param cut after the drain: the requests that were cut; empty for none
 */
public record OpenRequestsView(String left, String cut) {

    static OpenRequestsView of(Deployment deployment) {
        OpenRequests open = deployment.open().orElse(OpenRequests.NONE);
        boolean drains = deployment.state() == DeploymentState.DRAINING
                && deployment.open().isPresent();
        String left = drains ? "The previous release is draining: " + left(open) + "." : "";
        boolean cut = deployment.state().isFinal() && open.total() > 0;
        return new OpenRequestsView(
                left, cut ? "The previous release was stopped with " + kinds(open) + " still open." : "");
    }

    private static String left(OpenRequests open) {
        return open.total() == 0 ? "no request left" : counted(open.total(), "request") + " left (" + kinds(open) + ")";
    }

    private static String kinds(OpenRequests open) {
        return Stream.of(
                        counted(open.requests(), "unanswered request"),
                        counted(open.uploads(), "upload"),
                        counted(open.downloads(), "download"),
                        counted(open.streams(), "stream or WebSocket", "streams or WebSockets"))
                .filter(part -> !part.isEmpty())
                .collect(Collectors.joining(", "));
    }

    private static String counted(long number, String one) {
        return counted(number, one, one + "s");
    }

    /** Empty for none. */
    private static String counted(long number, String one, String many) {
        return number == 0 ? "" : number + " " + (number == 1 ? one : many);
    }
}
