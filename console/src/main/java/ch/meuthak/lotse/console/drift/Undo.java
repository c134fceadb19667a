package ch.meuthak.lotse.console.drift;

import ch.meuthak.lotse.console.facts.AwsCommand;
import ch.meuthak.lotse.console.facts.Fix;
import java.util.List;

/** Puts together what undoes a change. */
final class Undo {
    static final Fix NONE = new Fix("", List.of(), "");

    private final State now;
    private final String region;

    /** @param now what is there now: commands name things by the ids that they have now */
    Undo(State now, String region) {
        this.now = now;
        this.region = region;
    }

    /** A call of the AWS command line in the region that was read. */
    String aws(String... words) {
        return AwsCommand.of(region, words);
    }

    /** AWS's id of a thing as it is now; empty when it is not there. */
    String handle(String part, String id) {
        return now.item(part, id).map(Item::handle).orElse("");
    }

    static Fix by(String caution, String... commands) {
        return new Fix("", List.of(commands), caution);
    }

    static Fix byHand(String advice) {
        return new Fix(advice, List.of(), "");
    }
}
