package ch.meuthak.lotse.console.api;

import ch.meuthak.lotse.console.facts.Fact;
import ch.meuthak.lotse.console.facts.Problem;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/** Takes the parts of a snapshot that were read, and collects why the others were not. */
final class ReadParts {
    private final List<ProblemJson> problems;

    /** @param failed the failed calls of the snapshot */
    ReadParts(List<Problem> failed) {
        problems = new ArrayList<>(ProblemJson.list(failed));
    }

    /** The part; absent when it was not read. */
    <T> Optional<T> one(String name, Fact<T> fact) {
        if (fact instanceof Fact.Unread<T>(var because)) {
            problems.add(new ProblemJson(name, "NotRead", "Not read, because " + because + "."));
        }
        return fact.toOptional();
    }

    /** The same for a list whose parts have a form of their own. */
    <T, R> Optional<List<R>> list(String name, Fact<List<T>> fact, Function<T, R> form) {
        return one(name, fact).map(parts -> parts.stream().map(form).toList());
    }

    /** The failure of a call that is not AWS's: the snapshot does not hold it. */
    void failed(Fact<?> fact) {
        if (fact instanceof Fact.Failed<?>(var problem)) {
            problems.add(ProblemJson.of(problem));
        }
    }

    List<ProblemJson> problems() {
        return List.copyOf(problems);
    }
}
