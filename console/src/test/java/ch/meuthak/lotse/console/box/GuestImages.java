package ch.meuthak.lotse.console.box;

import ch.meuthak.lotse.console.docker.DockerEngine;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Assertions;
import org.junit.jupiter.api.Assumptions;

/** Images as strangers make them, of Debian's packages, that know nothing of Lotse. */
enum GuestImages {
    /** As Debian's package configures it: as root, on port 80, with its folders in /var. */
    NGINX("CMD [\"nginx\", \"-g\", \"daemon off;\"]\n", "", ""),

    /** Says its digest at the release path and knows of no slot; ends at once without its variable. */
    FLASK(
            "CMD [\"python3\", \"-m\", \"flask\", \"--app\", \"/app/main.py\", \"run\", \"--host=0.0.0.0\", \"--port=5000\"]\n",
            "main.py",
            """
            import os
            from flask import Flask

            app = Flask(__name__)
            greeting = os.environ["GREETING"]

            @app.get("/")
            def hello():
                return greeting

            @app.get("/api/v1/release")
            def release():
                return {"digest": os.environ["LOTSE_RELEASE_DIGEST"]}
            """),

    NODE("CMD [\"node\", \"/app/main.js\"]\n", "main.js", """
            require('http').createServer((request, response) => response.end('hello from node')).listen(5000);
            process.on('SIGTERM', () => process.exit(0));
            """),

    /** Counts in a database; is ready when that answers. */
    DATABASE(
            "CMD [\"python3\", \"-m\", \"flask\", \"--app\", \"/app/main.py\", \"run\", \"--host=0.0.0.0\", \"--port=5000\"]\n",
            "main.py",
            """
            import os
            import redis
            from flask import Flask

            app = Flask(__name__)
            database = redis.Redis(host=os.environ["REDIS_HOST"], socket_timeout=2, socket_connect_timeout=2)

            @app.get("/")
            def count():
                return "count " + str(database.incr("count"))
            """),

    /** Asks another host when it starts, and gives up when that does not answer. */
    CALLER("CMD [\"node\", \"/app/main.js\"]\n", "main.js", """
            const http = require('http');
            const give = error => { console.error(String(error)); process.exit(1); };
            const asked = http.get(process.env.API_URL, answer => {
              let text = '';
              answer.on('data', data => text += data);
              answer.on('end', () => http.createServer((request, response) => response.end(text)).listen(5000));
            });
            asked.setTimeout(5000, () => give('Error: connect ETIMEDOUT'));
            asked.on('error', give);
            process.on('SIGTERM', () => process.exit(0));
            """);

    /** Debian 12 with nginx-light, python3-flask, python3-redis, nodejs and redis-server; {@code .ci/engine} makes it. */
    static final String BASE = "lotse-guests:12";

    private final String command;
    private final String file;
    private final String content;

    GuestImages(String command, String file, String content) {
        this.command = command;
        this.file = file;
        this.content = content;
    }

    /** Skips or fails the calling test when the engine does not have the image that they are made of. */
    static void requireBase(DockerEngine engine) {
        if (engine.docker("image", "ls", "--quiet", BASE).isEmpty()) {
            String what = "the engine has no image " + BASE + ": .ci/engine makes it";
            if ("required".equals(System.getProperty("lotse.suites"))) {
                Assertions.fail(what);
            }
            Assumptions.abort(what);
        }
    }

    /** Builds one under that name. */
    void build(DockerEngine engine, Path folder, String name) throws IOException {
        Path context = Files.createTempDirectory(Files.createDirectories(folder), "guest");
        String copy = file.isEmpty() ? "" : "COPY " + file + " /app/" + file + "\n";
        if (!file.isEmpty()) {
            Files.writeString(context.resolve(file), content);
        }
        Files.writeString(
                context.resolve("Dockerfile"),
                "FROM " + BASE + "\nLABEL lotse.test.guest=" + System.nanoTime() + "\n" + copy + command);
        engine.docker("build", "--quiet", "--tag", name, context.toString());
    }

    /** What the README says to put into {@code .env}. */
    Map<String, String> settings() {
        return switch (this) {
            case NGINX ->
                Map.of("LOTSE_SERVICE_PORT", "80", "LOTSE_DEPLOY_READY_PATH", "/", "LOTSE_DEPLOY_RELEASE_PATH", "");
            case FLASK -> Map.of("LOTSE_DEPLOY_READY_PATH", "/");
            default -> Map.of("LOTSE_DEPLOY_READY_PATH", "/", "LOTSE_DEPLOY_RELEASE_PATH", "");
        };
    }

    /** The README's {@code docker-compose.override.yml}. */
    String override() {
        return switch (this) {
            case NGINX -> """
                    services:
                      backend:
                        tmpfs: [/run, /var/lib/nginx, /var/log/nginx]
                        cap_add: [CHOWN, SETUID, SETGID]
                    """;
            case FLASK -> """
                    services:
                      backend:
                        environment: {GREETING: hello from flask}
                    """;
            case NODE -> "";
            case DATABASE -> """
                    services:
                      backend:
                        environment: {REDIS_HOST: redis}
                        networks: {database: }
                      redis:
                        image: lotse-guests:12
                        command: redis-server --bind 0.0.0.0 --protected-mode no --dir /data
                        restart: always
                        networks: [database]
                        volumes: ["data:/data"]
                    networks: {database: {internal: true}}
                    volumes: {data: }
                    """;
            case CALLER -> """
                    services:
                      backend:
                        environment: {API_URL: "${API_URL}"}
                        networks: {egress: }
                    networks: {egress: }
                    """;
        };
    }

    /** What it answers at {@code /}. */
    List<String> answers() {
        return switch (this) {
            case NGINX -> List.of("Welcome to nginx");
            case FLASK -> List.of("hello from flask");
            case NODE -> List.of("hello from node");
            case DATABASE -> List.of("count ");
            case CALLER -> List.of("hello from outside");
        };
    }
}
