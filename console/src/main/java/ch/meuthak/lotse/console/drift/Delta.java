package ch.meuthak.lotse.console.drift;

import java.util.Map;
import java.util.Optional;

/** How one thing differs between two states. */
sealed interface Delta {

    /** The part that it is in. */
    String part();

    /** The thing as it was; absent when it was not there. */
    Optional<Item> before();

    /** The thing as it is; absent when it is not there. */
    Optional<Item> after();

    /** The thing, as it is or else as it was. */
    default Item item() {
        return after().or(this::before).orElseThrow();
    }

    /** What was read of it: what makes this difference another one than any other. */
    default String key() {
        return String.join(
                "\n",
                part(),
                before().map(was -> was.id() + was.traits()).orElse(""),
                after().map(is -> is.id() + is.traits()).orElse(""));
    }

    /** The state with this difference made. */
    default State applied(State to) {
        return to.with(part(), before(), after());
    }

    /** There is one more. */
    record Added(String part, Item item) implements Delta {
        @Override
        public Optional<Item> before() {
            return Optional.empty();
        }

        @Override
        public Optional<Item> after() {
            return Optional.of(item);
        }
    }

    /** There is one less. */
    record Removed(String part, Item item) implements Delta {
        @Override
        public Optional<Item> before() {
            return Optional.of(item);
        }

        @Override
        public Optional<Item> after() {
            return Optional.empty();
        }
    }

    /** It is for something else now: AWS has the same handle for both. */
    record Replaced(String part, Item was, Item is) implements Delta {
        @Override
        public Optional<Item> before() {
            return Optional.of(was);
        }

        @Override
        public Optional<Item> after() {
            return Optional.of(is);
        }
    }

    /** One trait of it, with those that go with it, is another. */
    record Changed(String part, Item was, Item is, String trait) implements Delta {
        @Override
        public Optional<Item> before() {
            return Optional.of(was);
        }

        @Override
        public Optional<Item> after() {
            return Optional.of(is);
        }

        String from() {
            return was.trait(trait);
        }

        String to() {
            return is.trait(trait);
        }

        @Override
        public String key() {
            return String.join(
                    "\n",
                    part,
                    is.id(),
                    trait,
                    was.group(trait).toString(),
                    is.group(trait).toString());
        }

        /** Only this trait of the item. */
        @Override
        public State applied(State to) {
            Item accepted = to.item(part, is.id()).orElse(was);
            for (Map.Entry<String, String> one : is.group(trait).entrySet()) {
                accepted = accepted.with(one.getKey(), one.getValue());
            }
            return to.with(part, Optional.of(was), Optional.of(accepted));
        }
    }
}
