package ch.meuthak.lotse.console.aws;

import ch.meuthak.lotse.console.facts.Problem;
import java.io.Serial;

/** The console itself gave up on a call, though AWS did not answer with an error. */
final class CallAbandoned extends RuntimeException {
    @Serial
    private static final long serialVersionUID = 1L;

    private final transient Problem problem;

    CallAbandoned(Problem problem) {
        super(problem.message());
        this.problem = problem;
    }

    Problem problem() {
        return problem;
    }
}
