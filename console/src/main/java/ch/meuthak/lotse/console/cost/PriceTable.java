package ch.meuthak.lotse.console.cost;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/** The prices that the repository holds, {@code prices.csv}. What is not in it has no price: none is guessed. */
public final class PriceTable {
    static final String LOAD_BALANCER = "load-balancer";
    static final String LCU = "lcu";
    static final String ADDRESS = "public-ipv4";
    static final String VOLUME = "gp3";

    private static final String FILE = "prices.csv";
    private static final int COLUMNS = 6;

    private final Map<Key, Price> prices;

    private record Key(String region, String item) {}

    private PriceTable(Map<Key, Price> prices) {
        this.prices = Map.copyOf(prices);
    }

    /** The one in the repository. */
    public static PriceTable load() {
        try (InputStream file = Objects.requireNonNull(PriceTable.class.getResourceAsStream(FILE), FILE)) {
            return parse(new String(file.readAllBytes(), StandardCharsets.UTF_8));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** @throws IllegalStateException for a line that is no price, or a second one for the same */
    static PriceTable parse(String text) {
        var prices = new HashMap<Key, Price>();
        text.lines().filter(line -> !line.isBlank() && !line.startsWith("#")).forEach(line -> {
            List<String> cells = List.of(line.split(",", -1));
            if (cells.size() != COLUMNS) {
                throw new IllegalStateException("no price: " + line);
            }
            var price = new Price(new BigDecimal(cells.get(2)), cells.get(3), cells.get(4), cells.get(5));
            if (prices.put(new Key(cells.get(0), cells.get(1)), price) != null) {
                throw new IllegalStateException("a second price: " + line);
            }
        });
        return new PriceTable(prices);
    }

    /**
     * The price of something in a region, when it is in the table.
     *
     * @param item one of the constants, or a type of instance, {@code t2.micro}
     */
    Optional<Price> of(String region, String item) {
        return Optional.ofNullable(prices.get(new Key(region, item)));
    }
}
