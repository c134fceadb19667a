package ch.meuthak.lotse.console.hook;

import static org.assertj.core.api.Assertions.assertThat;

import ch.meuthak.lotse.console.deploy.Deployment;
import ch.meuthak.lotse.server.testing.Await;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.net.UnixDomainSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.Channels;
import java.nio.channels.SocketChannel;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** A table of calls that must start nothing, over the real socket. */
@Timeout(600)
@SuppressWarnings("NullAway.Init")
class HostileCallsTest {
    private static final int ROUNDS = 3;
    private static final long GROWTH = 8 << 20;

    private HookBox box;
    private int callers;

    @BeforeEach
    void start(@TempDir Path state) {
        box = new HookBox(state);
    }

    @AfterEach
    void stop() {
        box.close();
    }

    @Test
    void noHostileCallStartsAnythingAndEvery401IsTheSameToTheByte() {
        Call replayed = box.redeploy(HookBox.BODY);
        Call replayedSignature = box.signed(Call.post(HookBox.BODY), HookBox.BODY);
        Set<String> legitimate = accepted(replayed, replayedSignature);
        List<HostileRow> rows = rows(replayed, replayedSignature);

        Set<String> unauthorized = new HashSet<>();
        List<String> surprises = new ArrayList<>(sent(rows, unauthorized));
        long before = heap();
        box.restart();
        rows = rows(replayed, replayedSignature);
        for (int round = 1; round < ROUNDS; round++) {
            surprises.addAll(sent(rows, unauthorized));
        }
        long after = heap();

        System.out.printf(
                "hostile calls: %d rows, %d rounds, 0 accepted, heap %+d kB%n",
                rows.size(), ROUNDS, (after - before) / 1024);
        assertThat(surprises).isEmpty();
        assertThat(rows).hasSizeGreaterThan(300);
        assertThat(box.all()).extracting(Deployment::id).containsExactlyInAnyOrderElementsOf(legitimate);
        assertThat(unauthorized).hasSize(1);
        assertThat(after - before).as("bytes of heap after the rounds").isLessThan(GROWTH);
        assertThat(box.calls.latest(false, 10_000)).as("remembered calls").hasSizeLessThanOrEqualTo(1000);
    }

    /** The two calls that are good, once. */
    private Set<String> accepted(Call token, Call signature) {
        assertThat(box.send(token).status()).isEqualTo(202);
        Await.until("the first to run", () -> box.all().getFirst().state().id().equals("pulling"));
        assertThat(box.send(signature).status()).isEqualTo(202);
        return new TreeSet<>(box.all().stream().map(Deployment::id).toList());
    }

    private List<HostileRow> rows(Call replayed, Call replayedSignature) {
        List<HostileRow> rows = new ArrayList<>();
        rows.add(new HostileRow("a token that was used", replayed, 409));
        rows.add(new HostileRow("a used token with a key", replayed.with("Idempotency-Key", "new"), 409));
        rows.add(new HostileRow("a signature that was used", replayedSignature, 409));
        rows.add(new HostileRow("a used token from elsewhere", replayed.from("198.51.100.7"), 409));
        rows.addAll(new HostileTokens(box.issuer).rows());
        rows.addAll(new HostileClaims(box.issuer).rows());
        rows.addAll(new HostileRequests(box).rows());
        return rows;
    }

    /** What was not answered as it should be. */
    private List<String> sent(List<HostileRow> rows, Set<String> unauthorized) {
        List<String> surprises = new ArrayList<>();
        for (HostileRow row : rows) {
            Call.Reply reply = box.send(row.call().from("10." + callers++ % 256 + ".0." + callers / 256 % 256));
            if (!row.expected().contains(reply.status())) {
                surprises.add("row " + rows.indexOf(row) + ", " + row.name() + ": " + reply.status() + " instead of "
                        + row.expected() + " " + reply.text());
            }
            if (reply.status() == 401) {
                unauthorized.add(reply.fingerprint());
            }
        }
        return surprises;
    }

    /** What is really in use: after the collector had more than one chance. */
    private static long heap() {
        long least = Long.MAX_VALUE;
        for (int i = 0; i < 5; i++) {
            System.gc();
            least = Math.min(
                    least,
                    ManagementFactory.getMemoryMXBean().getHeapMemoryUsage().getUsed());
        }
        return least;
    }

    @Test
    void aCallThatBreaksOffOrIsSentSlowlyStartsNothing() throws IOException {
        byte[] whole = box.redeploy(HookBox.BODY).bytes();
        List<SocketChannel> slow = new ArrayList<>();
        for (int length : new int[] {1, 20, 200, whole.length - HookBox.BODY.length(), whole.length - 1}) {
            try (SocketChannel cut = open()) {
                cut.write(ByteBuffer.wrap(whole, 0, length));
            }
            SocketChannel waits = open();
            waits.write(ByteBuffer.wrap(whole, 0, length));
            slow.add(waits);
        }
        for (SocketChannel channel : slow) {
            try (channel) {
                Call.Reply reply = Call.Reply.read(Channels.newInputStream(channel));
                assertThat(reply.status()).as(reply.text()).isIn(0, 408);
            }
        }
        assertThat(box.all()).isEmpty();
    }

    private SocketChannel open() throws IOException {
        return SocketChannel.open(UnixDomainSocketAddress.of(box.socket()));
    }
}
