package ch.meuthak.lotse.console.cost;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ch.meuthak.lotse.console.facts.Changed;
import ch.meuthak.lotse.console.facts.ElasticIp;
import ch.meuthak.lotse.console.facts.Fact;
import ch.meuthak.lotse.console.facts.Instance;
import ch.meuthak.lotse.console.facts.LoadBalancer;
import ch.meuthak.lotse.console.facts.ReferenceTopology;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;
import java.util.function.UnaryOperator;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** What the reference deployment costs, worked out by hand. */
class CostReaderTest {
    private final PriceTable prices = PriceTable.load();

    @Test
    void theReferenceCostsThirtySixDollarsAndFortyNineCentsAndNothingOfItIsIdle() {
        MonthlyCost cost = of(ReferenceTopology.healthy());

        assertThat(month(cost, "Load balancer")).isEqualTo("16.43"); // 0.0225 x 730 = 16.425
        assertThat(month(cost, "Public IPv4 addresses of the load balancer"))
                .isEqualTo("7.30"); // 0.005 x 730 x 2 zones
        assertThat(month(cost, "Instance, t2.micro")).isEqualTo("8.47"); // 0.0116 x 730 = 8.468
        assertThat(month(cost, "Volume, gp3")).isEqualTo("0.64"); // 0.08 x 8
        assertThat(month(cost, "Elastic IP")).isEqualTo("3.65"); // 0.005 x 730
        assertThat(cost.total()).hasValue(new BigDecimal("36.49"));
        assertThat(cost.idle()).isEqualTo("0.00");
        assertThat(cost.uncounted()).isEmpty();
    }

    @Test
    void capacityUnitsArePaidByUseAndNotInTheTotal() {
        CostLine usage = line(of(ReferenceTopology.healthy()), "Capacity units of the load balancer");

        assertThat(usage.month()).isEmpty();
        assertThat(usage.note()).contains("5.84 dollars"); // 0.008 x 730
    }

    @Test
    void aStoppedInstanceGoesOnPayingItsVolumeAndItsAddress() {
        MonthlyCost cost = of(instance("stopped", "t2.micro"));

        assertThat(month(cost, "Instance, t2.micro")).isEqualTo("0.00");
        assertThat(line(cost, "Volume, gp3").idle()).isEqualTo("its instance is stopped");
        assertThat(line(cost, "Elastic IP").idle()).isEqualTo("its instance is stopped");
        assertThat(cost.idle()).isEqualTo("4.29"); // 0.64 + 3.65
        assertThat(cost.total()).hasValue(new BigDecimal("28.02")); // 36.49 - 8.47
    }

    @Test
    void aLooseAddressIsIdle() {
        var ips = new ArrayList<>(
                ReferenceTopology.healthy().topology().elasticIps().toOptional().orElseThrow());
        ips.add(new ElasticIp("198.51.100.7", "eipalloc-1", "", "", "", "", ""));
        ips.add(new ElasticIp("198.51.100.8", "eipalloc-2", "eipassoc-2", "i-of-somebody-else", "eni-2", "", ""));

        MonthlyCost cost = of(ReferenceTopology.healthy().elasticIps(Fact.known(List.copyOf(ips))));

        assertThat(cost.idle()).isEqualTo("3.65");
        assertThat(cost.total()).hasValue(new BigDecimal("40.14")); // 36.49 + 3.65; the third is not this deployment's
    }

    @Test
    void aLoadBalancerWithoutTargetsIsIdleWithItsAddresses() {
        MonthlyCost cost = of(ReferenceTopology.healthy().noTargets());

        assertThat(cost.idle()).isEqualTo("23.73"); // 16.43 + 7.30
        assertThat(line(cost, "Load balancer").idle()).isEqualTo("no target is registered");
    }

    @Test
    void anInternalLoadBalancerHasNoPublicAddresses() {
        Fact<LoadBalancer> internal =
                ReferenceTopology.healthy().topology().loadBalancer().map(one -> Changed.of(one, "scheme", "internal"));

        assertThat(of(ReferenceTopology.healthy().loadBalancer(internal)).total())
                .hasValue(new BigDecimal("29.19")); // 36.49 - 7.30
    }

    @Test
    void anAddressThatIsNoElasticIpIsCountedOnce() {
        MonthlyCost cost = of(ReferenceTopology.healthy().elasticIps(Fact.known(List.of())));

        assertThat(month(cost, "Public IPv4 address")).isEqualTo("3.65");
        assertThat(cost.total()).hasValue(new BigDecimal("36.49"));
    }

    @Test
    void whatIsNotInTheTableIsSaidAndNotGuessed() {
        MonthlyCost type = of(instance("running", "m7i.48xlarge"));
        assertThat(line(type, "Instance, m7i.48xlarge").month()).isEmpty();
        assertThat(type.uncounted())
                .singleElement()
                .asString()
                .contains("m7i.48xlarge", "not in the table for us-east-1");
        assertThat(type.total()).hasValue(new BigDecimal("28.02"));

        MonthlyCost region = of(ReferenceTopology.healthy().region("eu-central-1"));
        assertThat(region.total()).as("nothing has a price there").isEmpty();
        assertThat(type.complete()).as("the least that it may be").isFalse();
        assertThat(region.uncounted()).hasSize(5).allMatch(line -> line.contains("not in the table for eu-central-1"));
    }

    @Test
    void theOtherRegionOfALearnerLabIsInTheTable() {
        assertThat(of(ReferenceTopology.healthy().region("us-west-2")).total()).hasValue(new BigDecimal("36.49"));
    }

    @Test
    void whatWasNotReadIsNotCountedAndSaid() {
        MonthlyCost cost = of(ReferenceTopology.healthy().nothingRead("ExpiredToken", "Expired.", ""));

        assertThat(cost.total()).isEmpty();
        assertThat(cost.uncounted())
                .containsExactly(
                        "The load balancer could not be read from AWS.",
                        "The instance with its volume could not be read from AWS.",
                        "Elastic IPs could not be read from AWS.");
    }

    @Test
    void everyPriceNamesAPageOfAws() {
        assertThat(prices.of("us-east-1", "t2.micro").orElseThrow().source()).startsWith("https://aws.amazon.com/");
        assertThat(prices.of("us-east-1", PriceTable.LOAD_BALANCER)
                        .orElseThrow()
                        .date())
                .isEqualTo("2026-05");
        assertThat(prices.of("us-east-1", PriceTable.VOLUME).orElseThrow().date())
                .as("nobody has noted when")
                .isEmpty();
    }

    /** {@code 7.59 the instance, t3.micro, 0.0104 an hour}: the numbers that the stack's own comment gives. */
    @Test
    void theStackSaysTheSamePrices() throws IOException {
        String stack = Files.readString(Path.of("../.github/infrastructure/stack.yaml"));
        Matcher type = Pattern.compile("InstanceType:.*?Default: (\\S+)", Pattern.DOTALL)
                .matcher(stack);
        assertThat(type.find()).isTrue();
        assertThat(type.group(1))
                .as("what new accounts on the free plan and Learner Labs may start, both")
                .isEqualTo("t3.micro");
        assertThat(stackPrice(stack, "the instance, " + Pattern.quote(type.group(1)) + ", ([0-9.]+) an hour"))
                .isEqualByComparingTo(
                        prices.of("us-east-1", type.group(1)).orElseThrow().amount());
        assertThat(stackPrice(stack, "gp3 at ([0-9.]+)"))
                .isEqualByComparingTo(
                        prices.of("us-east-1", PriceTable.VOLUME).orElseThrow().amount());
        assertThat(stackPrice(stack, "the Elastic IP, ([0-9.]+) an hour"))
                .isEqualByComparingTo(
                        prices.of("us-east-1", PriceTable.ADDRESS).orElseThrow().amount());
        assertThat(stackPrice(stack, "the load balancer, ([0-9.]+) an hour"))
                .isEqualByComparingTo(prices.of("us-east-1", PriceTable.LOAD_BALANCER)
                        .orElseThrow()
                        .amount());
    }

    @Test
    void aTableWithALineThatIsNoPriceIsRefused() {
        assertThatThrownBy(() -> PriceTable.parse("us-east-1,lcu,0.008\n")).hasMessageContaining("no price");
        assertThatThrownBy(() -> PriceTable.parse("r,i,1,hour,p,\nr,i,2,hour,p,\n"))
                .hasMessageContaining("a second price");
    }

    private static BigDecimal stackPrice(String stack, String pattern) {
        Matcher found = Pattern.compile(pattern).matcher(stack);
        assertThat(found.find()).as(pattern).isTrue();
        return new BigDecimal(found.group(1));
    }

    private MonthlyCost of(ReferenceTopology reference) {
        return CostReader.read(reference.topology(), prices, OptionalLong.empty());
    }

    /** The stack gives the box 12 GiB, of which the file system has a little less; a box of somebody's own may have any. */
    @Test
    void aVolumeIsAsLargeAsTheBoxsDisk() {
        MonthlyCost cost =
                CostReader.read(ReferenceTopology.healthy().topology(), prices, OptionalLong.of(12_873_367_552L));

        assertThat(line(cost, "Volume, gp3").quantity()).isEqualTo("12 GiB");
        assertThat(month(cost, "Volume, gp3")).isEqualTo("0.96"); // 0.08 x 12
    }

    private static ReferenceTopology instance(String state, String type) {
        UnaryOperator<Instance> change = one -> Changed.of(one, "type", type, "state", state);
        var healthy = ReferenceTopology.healthy();
        return healthy.instances(healthy.topology()
                .instances()
                .map(all -> all.stream().map(change).toList()));
    }

    private static CostLine line(MonthlyCost cost, String part) {
        return cost.lines().stream()
                .filter(line -> line.part().equals(part))
                .reduce((one, other) -> {
                    throw new AssertionError("two lines for " + part);
                })
                .orElseThrow(() -> new AssertionError("no line for " + part + ": " + cost.lines()));
    }

    private static String month(MonthlyCost cost, String part) {
        return line(cost, part).month().orElseThrow().toPlainString();
    }
}
