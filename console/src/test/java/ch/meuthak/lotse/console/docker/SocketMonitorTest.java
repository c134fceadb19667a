package ch.meuthak.lotse.console.docker;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** With what Linux 6.1 wrote in these two files of a container; that it writes so is seen in EngineFaultsIT. */
@SuppressWarnings("NullAway.Init")
class SocketMonitorTest {
    private static final String MOUNT =
            "1022 1005 0:25 /docker.sock%s %s rw,nosuid,nodev - tmpfs tmpfs rw,size=4936988k,nr_inodes=819200,mode=755%n";
    private static final String UNIX = """
            Num       RefCount Protocol Flags    Type St Inode Path
            0000000061023243: 00000003 00000000 00000000 0001 03 32099 /run/docker.sock
            00000000e066f064: 00000002 00000000 00010000 0001 01 32094 /run/containerd/containerd.sock
            0000000044736afc: 00000003 00000000 00000000 0001 03 1663417
            """;
    private static final String ENGINE =
            "000000002ef207d8: 00000002 00000000 00010000 0001 01 1636356 /run/docker.sock\n";

    private final AtomicInteger told = new AtomicInteger();
    private Path socket;
    private SocketMount mount;
    private SocketMonitor watch;

    @BeforeEach
    void aContainer(@TempDir Path folder) throws IOException {
        socket = Files.createFile(folder.toRealPath().resolve("docker.sock"));
        mount = new SocketMount(socket, folder.resolve("mountinfo"), folder.resolve("unix"));
        watch = SocketMonitor.idle(mount, told::incrementAndGet);
        write("", UNIX + ENGINE);
    }

    private void write(String mark, String listeners) throws IOException {
        Files.writeString(mount.mounts(), MOUNT.formatted("", "/run/other.sock") + MOUNT.formatted(mark, socket));
        Files.writeString(mount.listeners(), listeners);
    }

    private boolean lookThreeTimes() {
        return IntStream.range(0, 3).filter(look -> watch.look()).count() > 0;
    }

    @Test
    void aSocketThatIsStillThereIsLeftAlone() {
        assertThat(lookThreeTimes()).isFalse();
        assertThat(told).hasValue(0);
    }

    @Test
    void aSocketThatWasRemovedIsWaitedForWhileTheEngineIsDown() throws IOException {
        write("//deleted", UNIX);

        assertThat(lookThreeTimes()).isFalse();
        assertThat(told).hasValue(0);
    }

    @Test
    void aSocketThatWasMadeAnewIsToldOfOnceAtTheThirdLook() throws IOException {
        write("//deleted", UNIX + ENGINE);

        assertThat(watch.look()).isFalse();
        assertThat(watch.look()).isFalse();
        assertThat(told).hasValue(0);
        assertThat(watch.look()).isTrue();
        assertThat(told).hasValue(1);
    }

    @Test
    void anEngineThatGoesDownAgainIsWaitedForAnew() throws IOException {
        write("//deleted", UNIX + ENGINE);
        watch.look();
        watch.look();
        write("//deleted", UNIX);
        watch.look();
        write("//deleted", UNIX + ENGINE);

        assertThat(watch.look()).isFalse();
        assertThat(told).hasValue(0);
    }

    @Test
    void theMountIsFoundThroughALinkToItsFolder(@TempDir Path other) throws IOException {
        Path link = Files.createSymbolicLink(other.resolve("run"), socket.getParent());
        write("//deleted", UNIX + ENGINE);

        var linked = new SocketMount(link.resolve("docker.sock"), mount.mounts(), mount.listeners());

        assertThat(linked.isReplaced()).isTrue();
    }

    @Test
    void whereTheKernelDoesNotTellNothingIsConcluded() throws IOException {
        Files.delete(mount.mounts());

        assertThat(lookThreeTimes()).isFalse();
        assertThat(told).hasValue(0);
    }
}
