package ch.meuthak.lotse.console.diagnosis.rules;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.params.converter.SimpleArgumentConverter;

/** The rule that a table of a test names; none where the table leaves it out. */
public final class RuleByName extends SimpleArgumentConverter {

    @Override
    protected @Nullable Object convert(@Nullable Object id, Class<?> type) {
        return id == null ? null : Rulebook.of(id.toString()).orElseThrow();
    }
}
