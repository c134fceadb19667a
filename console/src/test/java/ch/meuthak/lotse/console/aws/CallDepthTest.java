package ch.meuthak.lotse.console.aws;

import static org.assertj.core.api.Assertions.assertThat;

import ch.meuthak.lotse.console.facts.Fact;
import ch.meuthak.lotse.console.facts.ReferenceTopology;
import ch.meuthak.lotse.console.facts.Topology;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import software.amazon.awssdk.core.interceptor.Context;
import software.amazon.awssdk.core.interceptor.ExecutionAttribute;
import software.amazon.awssdk.core.interceptor.ExecutionAttributes;
import software.amazon.awssdk.core.interceptor.ExecutionInterceptor;

/** How many calls a refresh makes, and how many of them have to wait for another. */
@Timeout(60)
class CallDepthTest extends InventoryFixture {
    /** So long that on a busy machine, too, all calls of a round have begun before the first one of them ends. */
    private static final Duration ROUND = Duration.ofMillis(1500);

    private final CallTimes times = new CallTimes();

    @Test
    void theReferenceTakesSixteenCallsInThreeRounds() {
        AwsSettings measured = TestAws.settings(aws.endpoint(), times);
        try (var connection = new AwsConnection(measured)) {
            AwsInventory inventory = inventory(connection, GENEROUS);
            inventory.read();
            times.forget();
            aws.forget();
            aws.latency(ROUND);

            Topology read = inventory.read();

            assertThat(read.problems()).isEmpty();
            assertThat(times.calls()).isEqualTo(16).isEqualTo(read.calls());
            assertThat(aws.calls()).doesNotHaveDuplicates().hasSize(16);
            assertThat(times.depth()).isEqualTo(3);
        }
    }

    @Test
    void withoutAnElasticIpItTakesFourRounds() {
        aws.topology(
                ReferenceTopology.healthy().elasticIps(Fact.known(List.of())).topology());
        try (var connection = new AwsConnection(TestAws.settings(aws.endpoint(), times))) {
            AwsInventory inventory = inventory(connection, GENEROUS);
            inventory.read();
            times.forget();
            aws.latency(ROUND);

            inventory.read();

            assertThat(times.calls()).isLessThanOrEqualTo(16);
            assertThat(times.depth()).isEqualTo(4);
        }
    }

    /** When each call began and ended; the longest chain of calls that began after another's end is the depth. */
    private static final class CallTimes implements ExecutionInterceptor {
        private record Span(long begin, long end) {}

        private static final ExecutionAttribute<Long> BEGUN = new ExecutionAttribute<>("begun");

        private final List<Span> spans = new CopyOnWriteArrayList<>();

        @Override
        public void beforeExecution(Context.BeforeExecution context, ExecutionAttributes attributes) {
            attributes.putAttribute(BEGUN, System.nanoTime());
        }

        @Override
        public void afterExecution(Context.AfterExecution context, ExecutionAttributes attributes) {
            spans.add(new Span(attributes.getAttribute(BEGUN), System.nanoTime()));
        }

        void forget() {
            spans.clear();
        }

        int calls() {
            return spans.size();
        }

        int depth() {
            var depths = new ArrayList<Integer>();
            List<Span> inOrder =
                    spans.stream().sorted(Comparator.comparingLong(Span::begin)).toList();
            for (Span span : inOrder) {
                int before = 0;
                for (int i = 0; i < depths.size(); i++) {
                    if (inOrder.get(i).end() <= span.begin()) {
                        before = Math.max(before, depths.get(i));
                    }
                }
                depths.add(before + 1);
            }
            return depths.stream().mapToInt(Integer::intValue).max().orElse(0);
        }
    }
}
