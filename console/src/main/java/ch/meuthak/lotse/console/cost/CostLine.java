package ch.meuthak.lotse.console.cost;

import java.math.BigDecimal;
import java.util.Optional;

/**
 * The cost of one part in a month.
 *
 * @param part {@code Elastic IP}
 * @param id its address or id
 * @param quantity {@code 2 addresses}
 * @param price absent if the table has none
 * @param month US dollars to the cent; absent without a price, and for parts that are paid by use
 * @param idle why it is unused, half a sentence; empty if it is used
 * @param note a sentence; may be empty
 */
public record CostLine(
        String part,
        String id,
        String quantity,
        Optional<Price> price,
        Optional<BigDecimal> month,
        String idle,
        String note) {

    public boolean isIdle() {
        return !idle.isEmpty();
    }
}
