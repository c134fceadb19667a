package ch.meuthak.lotse.console.facts;

import java.lang.reflect.RecordComponent;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;

/** Copies of records, so that a new component of a record changes only the tests that are about it. */
public final class Changed {
    private Changed() {}

    /** The record with other values of some components: {@code "state", "failed", "vpcId", ""}. */
    public static <R extends Record> R of(R one, Object... namesAndValues) {
        Map<Object, Object> changes = new HashMap<>();
        for (int i = 0; i < namesAndValues.length; i += 2) {
            changes.put(namesAndValues[i], namesAndValues[i + 1]);
        }
        RecordComponent[] components = one.getClass().getRecordComponents();
        Object[] values = Arrays.stream(components)
                .map(component -> changes.containsKey(component.getName())
                        ? changes.remove(component.getName())
                        : value(component, one))
                .toArray();
        if (!changes.isEmpty()) {
            throw new AssertionError(one.getClass().getSimpleName() + " has no " + changes.keySet());
        }
        Class<?>[] types =
                Arrays.stream(components).map(RecordComponent::getType).toArray(Class<?>[]::new);
        try {
            @SuppressWarnings("unchecked")
            R copy = (R) one.getClass().getDeclaredConstructor(types).newInstance(values);
            return copy;
        } catch (ReflectiveOperationException e) {
            throw new LinkageError("a record that cannot be copied", e);
        }
    }

    private static Object value(RecordComponent component, Record one) {
        try {
            return component.getAccessor().invoke(one);
        } catch (ReflectiveOperationException e) {
            throw new LinkageError("a record that cannot be copied", e);
        }
    }
}
