package ch.meuthak.lotse.console.web;

import ch.meuthak.lotse.console.cloud.CredentialsInUse;
import ch.meuthak.lotse.console.cost.PriceTable;

/**
 * What the pages and the API say about the account.
 *
 * @param credentials those that the console reads AWS with
 * @param prices what things cost
 */
public record AccountFacts(CredentialsInUse credentials, PriceTable prices) {}
