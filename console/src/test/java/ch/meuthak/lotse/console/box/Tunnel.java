package ch.meuthak.lotse.console.box;

import ch.meuthak.lotse.server.testing.Await;
import ch.meuthak.lotse.server.testing.Claims;
import ch.meuthak.lotse.server.testing.Program;
import ch.meuthak.lotse.server.testing.Tools;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** A real sshd of the user that runs the tests, on a free loopback port, with keys that are thrown away; and tunnels through it. */
final class Tunnel implements AutoCloseable {
    private final Path folder;
    private final int port = Claims.port();
    private final List<Program> started = new ArrayList<>();

    private Tunnel(Path folder) {
        this.folder = folder;
    }

    /** Skips or fails the calling test when a program is missing. */
    static Tunnel start(Path folder) throws Exception {
        Path sshd = Tools.require("sshd");
        var tunnel = new Tunnel(Files.createDirectories(folder));
        tunnel.key("host");
        tunnel.key("operator");
        if ("root".equals(System.getProperty("user.name"))) {
            Files.createDirectories(Path.of("/run/sshd")); // where root's sshd locks a child of its own in
        }
        Path config = Files.writeString(folder.resolve("sshd_config"), """
                Port %d
                ListenAddress 127.0.0.1
                HostKey %s
                AuthorizedKeysFile %s
                PidFile none
                StrictModes no
                UsePAM no
                PasswordAuthentication no
                PermitRootLogin prohibit-password
                AllowTcpForwarding local
                """.formatted(
                        tunnel.port, folder.resolve("host"), folder.resolve("operator.pub")));
        tunnel.run(List.of(sshd.toString(), "-D", "-e", "-f", config.toString()));
        tunnel.awaitListener(new InetSocketAddress(InetAddress.getLoopbackAddress(), tunnel.port));
        return tunnel;
    }

    private void key(String name) throws Exception {
        var made = new ProcessBuilder(
                        Tools.require("ssh-keygen").toString(),
                        "-q",
                        "-t",
                        "ed25519",
                        "-N",
                        "",
                        "-f",
                        folder.resolve(name).toString())
                .inheritIO()
                .start();
        if (made.waitFor() != 0) {
            throw new IOException("ssh-keygen failed");
        }
    }

    /** {@code ssh -L host:port:127.0.0.1:to}, once it takes connections. */
    void open(String host, int localPort, int to) throws Exception {
        Path known = Files.writeString(
                folder.resolve("known_hosts"),
                "[127.0.0.1]:" + port + " " + Files.readString(folder.resolve("host.pub")));
        run(List.of(
                Tools.require("ssh").toString(),
                "-F",
                "none",
                "-N",
                "-p",
                Integer.toString(port),
                "-i",
                folder.resolve("operator").toString(),
                "-o",
                "IdentitiesOnly=yes",
                "-o",
                "BatchMode=yes",
                "-o",
                "UserKnownHostsFile=" + known,
                "-o",
                "ExitOnForwardFailure=yes",
                "-L",
                "[" + host + "]:" + localPort + ":127.0.0.1:" + to,
                System.getProperty("user.name") + "@127.0.0.1"));
        awaitListener(new InetSocketAddress(host, localPort));
    }

    private void run(List<String> command) throws IOException {
        started.add(Program.start(folder, Map.of("PATH", "/usr/sbin:/usr/bin:/sbin:/bin"), command));
    }

    private void awaitListener(InetSocketAddress address) throws Exception {
        started.getLast().await("a listener on " + address, () -> {
            try (Socket socket = new Socket()) {
                socket.connect(address, (int) Await.PATIENCE.toMillis());
                return socket.isConnected();
            }
        });
    }

    @Override
    public void close() {
        started.reversed().forEach(Program::close);
    }
}
