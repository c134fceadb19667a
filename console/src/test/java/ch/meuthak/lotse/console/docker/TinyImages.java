package ch.meuthak.lotse.console.docker;

import ch.meuthak.lotse.server.testing.Tools;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Images of a few kilobytes over a static busybox that serve HTTP on port 5000, each another release, each with a behaviour.
 *
 * <p>{@code /health/ready} answers 200, {@code /api/v1/release} what the release is, {@code /environment} the names and values
 * of its variables, {@code /cgi-bin/work} its digest.
 */
public final class TinyImages {
    /** As a service should be. */
    public static final String GOOD = "good";

    /** With exit code 3, at once. */
    public static final String EXITS = "exits";

    public static final String NEVER_READY = "never ready";

    /** Says that it is another release. */
    public static final String WRONG_RELEASE = "wrong release";

    /** Is ready, and then takes all the memory it can get. */
    public static final String EATS_MEMORY = "eats memory";

    public static final String IGNORES_SIGTERM = "ignores SIGTERM";

    /** Is ready, and answers {@code /cgi-bin/work} with 500. */
    public static final String ANSWERS_500 = "answers 500";

    /** Is ready, and exits with code 9 a few seconds later. */
    public static final String DIES = "dies";

    private static final Pattern DIGEST = Pattern.compile("digest: (sha256:[0-9a-f]{64})");

    private static final String START = """
            #!/bin/busybox sh
            echo "starting: $LOTSE_TINY"
            mkdir -p /tmp/www/health /tmp/www/api/v1 /tmp/www/cgi-bin
            cd /tmp/www
            env > environment
            digest=$LOTSE_RELEASE_DIGEST
            work='printf "Content-Type: text/plain\\r\\n\\r\\n%s" "$LOTSE_RELEASE_DIGEST"'
            [ "$LOTSE_TINY" = "never ready" ] || echo '{"status":"UP"}' > health/ready
            [ "$LOTSE_TINY" = "wrong release" ] && digest=sha256:0000000000000000000000000000000000000000000000000000000000000000
            [ "$LOTSE_TINY" = "answers 500" ] && work='printf "Status: 500 Broken\\r\\n\\r\\nbroken"'
            printf '{"version":"%s","revision":"%s","digest":"%s","slot":"%s"}' \\
              "$TINY_VERSION" "$TINY_REVISION" "$digest" "$LOTSE_SLOT" > api/v1/release
            printf '#!/bin/busybox sh\\n%s\\n' "$work" > cgi-bin/work
            chmod 755 cgi-bin/work
            case $LOTSE_TINY in
              exits) echo "cannot find my database, giving up" >&2; exit 3 ;;
              "ignores SIGTERM") trap '' TERM ;;
              dies) (sleep 4; echo "out of luck"; touch dead) & ;;
            esac
            httpd -f -p 5000 -h /tmp/www &
            server=$!
            [ "$LOTSE_TINY" = "ignores SIGTERM" ] || trap 'echo stopping; kill $server; exit 0' TERM INT
            echo listening
            if [ "$LOTSE_TINY" = "eats memory" ]; then
              sleep 1; echo hungry; x=0123456789abcdef; while :; do x=$x$x; done
            fi
            while [ ! -e dead ]; do sleep 1 & wait $!; done
            exit 9
            """;

    private final DockerEngine engine;
    private final String repository;
    private final Path folder;
    private final List<String> made = new ArrayList<>();
    private int built;

    /**
     * Of a repository.
     *
     * @param repository where they are pushed to: {@code 127.0.0.1:23456/tiny}
     * @param folder for what they are made from
     */
    public TinyImages(DockerEngine engine, String repository, Path folder) {
        this.engine = engine;
        this.repository = repository;
        this.folder = folder;
    }

    public String repository() {
        return repository;
    }

    /** Builds one that behaves so, with a tag; its digest is not known before it is pushed. */
    public String build(String behaviour, String... changes) {
        try {
            String name = repository + ":r" + ++built;
            List<String> command = new ArrayList<>(List.of("import"));
            var all = new ArrayList<>(List.of(
                    "ENV LOTSE_TINY=\"" + behaviour + "\" TINY_VERSION=1." + built + " TINY_REVISION=r" + built,
                    "LABEL org.opencontainers.image.version=1." + built + " org.opencontainers.image.revision=r"
                            + built,
                    "WORKDIR /tmp",
                    "CMD [\"/bin/busybox\",\"sh\",\"/start\"]"));
            all.addAll(List.of(changes));
            for (String change : all) {
                command.addAll(List.of("--change", change));
            }
            command.addAll(List.of("-", name));
            engine.docker(rootFileSystem(), command.toArray(String[]::new));
            made.add(name);
            return name;
        } catch (IOException | InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    /** Pushes it; says its digest. */
    public String push(String name) {
        Matcher found = DIGEST.matcher(engine.docker("push", name));
        if (!found.find()) {
            throw new IllegalStateException("no digest of " + name);
        }
        return found.group(1);
    }

    /** Builds one that behaves so, pushes it, and forgets it here, so that it has to be pulled; says its digest. */
    public String publish(String behaviour, String... changes) {
        String name = build(behaviour, changes);
        String digest = push(name);
        engine.docker("image", "rm", name);
        made.remove(name);
        return digest;
    }

    private Path rootFileSystem() throws IOException, InterruptedException {
        Path root = Files.createTempDirectory(Files.createDirectories(folder), "root");
        Path bin = Files.createDirectory(root.resolve("bin"));
        Path tmp = Files.createDirectory(root.resolve("tmp"));
        Files.copy(Tools.require("busybox").toRealPath(), bin.resolve("busybox"));
        for (String applet : List.of("sh", "httpd", "mkdir", "env", "printf", "chmod", "sleep", "touch", "cat")) {
            Files.createSymbolicLink(bin.resolve(applet), Path.of("busybox"));
        }
        tmp.toFile().setWritable(true, false);
        Files.writeString(root.resolve("start"), START);
        Files.writeString(root.resolve("number"), String.valueOf(built));
        Path tar = root.resolveSibling(root.getFileName() + ".tar");
        Process process = new ProcessBuilder("tar", "-C", root.toString(), "-cf", tar.toString(), ".")
                .inheritIO()
                .start();
        if (process.waitFor() != 0) {
            throw new IOException("tar failed");
        }
        return tar;
    }

    /** Removes all images of the repository, whoever made them. */
    public void removeAll() {
        String found = engine.docker("image", "ls", "--no-trunc", "--quiet", repository);
        found.lines().distinct().filter(id -> !id.isBlank()).forEach(id -> engine.docker("image", "rm", "--force", id));
    }
}
