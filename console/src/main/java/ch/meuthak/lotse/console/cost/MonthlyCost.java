package ch.meuthak.lotse.console.cost;

import java.math.BigDecimal;
import java.util.List;
import java.util.Optional;

/**
 * What the deployment costs in a month of 730 hours if it stays as it is: without tax, traffic, what is paid by use, free tiers
 * and credits.
 *
 * @param region the one whose prices are used
 * @param uncounted what is missing in the total, in sentences: parts that were not read or are not in the table
 */
public record MonthlyCost(String region, List<CostLine> lines, List<String> uncounted) {

    public MonthlyCost {
        lines = List.copyOf(lines);
        uncounted = List.copyOf(uncounted);
    }

    /** US dollars: the sum of what the lines show; absent when something is missing and nothing that was counted costs anything. */
    public Optional<BigDecimal> total() {
        BigDecimal sum = sum(lines);
        return sum.signum() == 0 && !complete() ? Optional.empty() : Optional.of(sum);
    }

    /** Whether the total lacks nothing: else it is the least that it may be. */
    public boolean complete() {
        return uncounted.isEmpty();
    }

    /** What of the total nobody has any good of. */
    public BigDecimal idle() {
        return sum(lines.stream().filter(CostLine::isIdle).toList());
    }

    private static BigDecimal sum(List<CostLine> lines) {
        return lines.stream()
                .map(CostLine::month)
                .flatMap(Optional::stream)
                .reduce(BigDecimal.ZERO.setScale(2), BigDecimal::add);
    }
}
