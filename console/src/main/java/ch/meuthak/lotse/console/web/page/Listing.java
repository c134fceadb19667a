package ch.meuthak.lotse.console.web.page;

import ch.meuthak.lotse.console.facts.Fact;
import java.util.List;
import java.util.function.Function;

/**
 * A list on a page: its first rows, or the reason why there are none.
 *
 * @param rows the rows on the page
 * @param total how many there are
 * @param failed the reason why it could not be read; empty when it was read
 * @param <T> the view of one row
 */
public record Listing<T>(List<T> rows, int total, String failed) {

    public static <S, T> Listing<T> of(Fact<List<S>> fact, RowLimit bound, Function<S, T> view) {
        return switch (fact) {
            case Fact.Known<List<S>>(var values) -> of(values, bound, view);
            case Fact.Failed<List<S>>(var problem) ->
                new Listing<>(List.of(), 0, problem.call() + " failed (" + problem.error() + "). " + problem.message());
            case Fact.Unread<List<S>>(var because) -> new Listing<>(List.of(), 0, "Not read, because " + because + ".");
        };
    }

    public static <S, T> Listing<T> of(List<S> values, RowLimit bound, Function<S, T> view) {
        return new Listing<>(values.stream().limit(bound.limit()).map(view).toList(), values.size(), "");
    }

    public boolean known() {
        return failed.isEmpty();
    }

    /** Whether it was read and there is nothing. */
    public boolean none() {
        return known() && total == 0;
    }

    public boolean some() {
        return !rows.isEmpty();
    }

    /** How many rows are not shown. */
    public int hidden() {
        return total - rows.size();
    }
}
