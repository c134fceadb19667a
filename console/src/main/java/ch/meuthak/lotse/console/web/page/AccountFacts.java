package ch.meuthak.lotse.console.web.page;

import ch.meuthak.lotse.console.cost.CostReader;
import ch.meuthak.lotse.console.cost.MonthlyCost;
import ch.meuthak.lotse.console.cost.PriceTable;
import ch.meuthak.lotse.console.credentials.CredentialsInUse;
import ch.meuthak.lotse.console.facts.Topology;
import java.util.OptionalLong;
import java.util.function.Supplier;

/**
 * The facts about the account for the pages and the API.
 *
 * @param credentials the credentials in use
 * @param prices the price table
 * @param disk the size in bytes of the box's disk; absent while it is not known; must not block
 */
public record AccountFacts(CredentialsInUse credentials, PriceTable prices, Supplier<OptionalLong> disk) {

    /** The cost of a snapshot's deployment. */
    public MonthlyCost cost(Topology topology) {
        return CostReader.read(topology, prices, disk.get());
    }
}
