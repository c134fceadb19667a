package ch.meuthak.lotse.console.cost;

import java.math.BigDecimal;

/**
 * A price in US dollars, on demand, without tax.
 *
 * @param amount of one unit
 * @param unit what it is for, {@code hour}, {@code LCU-hour} or {@code GiB-month}
 * @param source the page of AWS that it stands on
 * @param date when it was read there or since when it is in force, {@code 2026-05}; empty when nobody has noted that
 */
public record Price(BigDecimal amount, String unit, String source, String date) {}
