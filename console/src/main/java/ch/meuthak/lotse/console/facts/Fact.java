package ch.meuthak.lotse.console.facts;

import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/**
 * Something the console wanted to know: the value, why reading it failed, or why it was never read. A page shows all
 * three honestly; a verdict is given only on {@link Known} facts.
 *
 * @param <T> the type of the value
 */
public sealed interface Fact<T> {

    /** The value was read. An empty list is a known value: AWS said that there are none. */
    record Known<T>(T value) implements Fact<T> {}

    /** The call was made and failed. */
    record Failed<T>(Problem problem) implements Fact<T> {}

    /** The call was not made, because something it depends on is not known; {@code because} is half a sentence. */
    record Unread<T>(String because) implements Fact<T> {}

    static <T> Fact<T> known(T value) {
        return new Known<>(value);
    }

    static <T> Fact<T> failed(Problem problem) {
        return new Failed<>(problem);
    }

    static <T> Fact<T> unread(String because) {
        return new Unread<>(because);
    }

    /** The values when they are known; none when they are not. */
    static <E> List<E> orEmpty(Fact<List<E>> fact) {
        return fact.toOptional().orElse(List.of());
    }

    /** The value when it is known. */
    default Optional<T> toOptional() {
        return this instanceof Known<T>(var value) ? Optional.of(value) : Optional.empty();
    }

    default boolean isKnown() {
        return this instanceof Known<T>;
    }

    /** The failure when the call failed. */
    default Optional<Problem> failure() {
        return this instanceof Failed<T>(var problem) ? Optional.of(problem) : Optional.empty();
    }

    /** Why the value is not known, and what to do, in sentences; absent when it is known. */
    default Optional<String> whyNot() {
        return switch (this) {
            case Known<T> _ -> Optional.empty();
            case Failed<T>(var problem) -> Optional.of(problem.message());
            case Unread<T>(var because) -> Optional.of("Not read, because " + because + ".");
        };
    }

    /** What the next reading gives for the value; the reason of this one when there is no value. */
    default <R> Fact<R> flatMap(Function<? super T, Fact<R>> next) {
        return switch (this) {
            case Known<T>(var value) -> next.apply(value);
            case Failed<T>(var problem) -> new Failed<>(problem);
            case Unread<T>(var because) -> new Unread<>(because);
        };
    }

    /** The same fact about a part of the value. */
    default <R> Fact<R> map(Function<? super T, ? extends R> part) {
        return flatMap(value -> new Known<>(part.apply(value)));
    }
}
