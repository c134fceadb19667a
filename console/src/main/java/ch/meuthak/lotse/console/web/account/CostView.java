package ch.meuthak.lotse.console.web.account;

import ch.meuthak.lotse.console.cost.CostLine;
import ch.meuthak.lotse.console.cost.MonthlyCost;
import ch.meuthak.lotse.console.cost.Price;
import java.math.BigDecimal;
import java.util.List;

/**
 * The monthly cost of the deployment.
 *
 * @param headline the total in words
 * @param total of the lines, in US dollars; a dash when it is not known
 * @param idle the part of the total that is idle; empty when nothing is idle
 * @param uncounted the parts that the total does not contain
 */
public record CostView(
        String region, String headline, String total, String idle, List<LineView> lines, List<String> uncounted) {

    /**
     * One part.
     *
     * @param price {@code 0.0116 an hour}; a sentence when there is none
     * @param source AWS's page with the price; empty when there is no price
     * @param date the date of the price; {@code undated} when it is not known
     * @param month empty when it is not in the total
     */
    public record LineView(
            String part,
            String id,
            String quantity,
            String price,
            String source,
            String date,
            String month,
            String idle,
            String note) {

        static LineView of(CostLine line) {
            return new LineView(
                    line.part(),
                    line.id(),
                    line.quantity(),
                    line.price().map(LineView::price).orElse("not in the table"),
                    line.price().map(Price::source).orElse(""),
                    line.price().map(Price::date).map(LineView::date).orElse(""),
                    line.month().map(BigDecimal::toPlainString).orElse(""),
                    line.idle(),
                    line.note());
        }

        private static String price(Price price) {
            return price.amount().toPlainString() + " per " + price.unit();
        }

        private static String date(String date) {
            return date.isEmpty() ? "undated" : date;
        }
    }

    static CostView of(MonthlyCost cost) {
        return new CostView(
                cost.region(),
                headline(cost),
                cost.total().map(BigDecimal::toPlainString).orElse("–"),
                cost.idle().signum() == 0 ? "" : cost.idle().toPlainString(),
                cost.lines().stream().map(LineView::of).toList(),
                cost.uncounted());
    }

    private static String headline(MonthlyCost cost) {
        return cost.total()
                .map(total -> (cost.complete() ? "" : "At least ") + total.toPlainString() + " dollars")
                .orElse("Not known");
    }
}
