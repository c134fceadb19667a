package ch.meuthak.lotse.console.api;

import ch.meuthak.lotse.console.facts.Problem;
import java.util.List;

/**
 * A failed call, or a part that was not read.
 *
 * @param call the call as AWS names it; the name of the part when {@code error} is {@code NotRead}
 */
public record ProblemJson(String call, String error, String message) {

    static List<ProblemJson> list(List<Problem> problems) {
        return problems.stream().map(ProblemJson::of).toList();
    }

    static ProblemJson of(Problem problem) {
        return new ProblemJson(problem.call(), problem.error(), problem.message());
    }

    Problem problem() {
        return new Problem(call, error, message, "");
    }
}
