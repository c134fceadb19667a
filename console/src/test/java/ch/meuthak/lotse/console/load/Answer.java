package ch.meuthak.lotse.console.load;

import java.util.Map;
import java.util.Optional;

/**
 * One HTTP answer.
 *
 * @param headers by lower-case name, the last one of a name wins
 */
public record Answer(int status, Map<String, String> headers, String body) {

    /** The header of this name. */
    public Optional<String> header(String lowerCaseName) {
        return Optional.ofNullable(headers.get(lowerCaseName));
    }

    boolean closes() {
        return header("connection").filter("close"::equalsIgnoreCase).isPresent();
    }
}
