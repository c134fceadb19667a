package ch.meuthak.lotse.console.cost;

import java.math.BigDecimal;
import java.util.Optional;

/**
 * What one part costs in a month.
 *
 * @param part what it is, {@code Elastic IP}
 * @param id which one, its address or id
 * @param quantity of what there is, {@code 2 addresses}
 * @param price absent when the table has none
 * @param month US dollars to the cent; absent without a price, and for what is paid by use
 * @param idle why nobody has any good of it, half a sentence; empty when somebody has
 * @param note what else there is to know, a sentence; empty when nothing
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
