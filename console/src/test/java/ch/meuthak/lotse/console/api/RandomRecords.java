package ch.meuthak.lotse.console.api;

import java.lang.reflect.ParameterizedType;
import java.lang.reflect.RecordComponent;
import java.lang.reflect.Type;
import java.net.URI;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.stream.Stream;

/** Records whose components are anything that their types allow; the same ones for the same seed. */
final class RandomRecords {
    private static final int DEEPEST = 6;
    private static final List<String> TEXTS =
            List.of("", " ", "a", "null", "\"\\\n\t\u0000", "\u00e4\ud83d\udea2", "2026-11-23T15:00:00Z");

    private final Random random;

    RandomRecords(long seed) {
        this.random = new Random(seed);
    }

    <T> T of(Class<T> type) {
        return type.cast(value(type, 0));
    }

    private Object value(Type type, int depth) {
        if (type instanceof ParameterizedType generic) {
            boolean some = depth < DEEPEST && random.nextInt(4) > 0;
            Type part = generic.getActualTypeArguments()[0];
            return generic.getRawType() == Optional.class
                    ? Optional.of(depth).filter(_ -> some).map(_ -> value(part, depth + 1))
                    : Stream.generate(() -> value(part, depth + 1))
                            .limit(some ? random.nextInt(4) : 0)
                            .toList();
        }
        Class<?> plain = (Class<?>) type;
        if (plain.isRecord()) {
            return record(plain, depth);
        }
        if (plain.isEnum()) {
            Object[] constants = plain.getEnumConstants();
            return constants[random.nextInt(constants.length)];
        }
        return switch (plain.getSimpleName()) {
            case "String" -> TEXTS.get(random.nextInt(TEXTS.size()));
            case "boolean" -> random.nextBoolean();
            case "int", "Integer" -> random.nextInt();
            case "long", "Long" -> random.nextLong();
            case "double" -> random.nextInt() / 100.0;
            case "Instant" -> Instant.ofEpochSecond(random.nextInt(), random.nextInt(1_000_000_000));
            case "URI" -> URI.create("https://example.ch/" + random.nextInt());
            default -> throw new IllegalArgumentException(plain + " is none of the wire's types");
        };
    }

    private Object record(Class<?> type, int depth) {
        RecordComponent[] components = type.getRecordComponents();
        Class<?>[] types =
                Arrays.stream(components).map(RecordComponent::getType).toArray(Class<?>[]::new);
        Object[] values = Arrays.stream(components)
                .map(component -> value(component.getGenericType(), depth + 1))
                .toArray();
        try {
            var constructor = type.getDeclaredConstructor(types);
            constructor.setAccessible(true);
            return constructor.newInstance(values);
        } catch (ReflectiveOperationException e) {
            throw new LinkageError(type.toString(), e);
        }
    }
}
