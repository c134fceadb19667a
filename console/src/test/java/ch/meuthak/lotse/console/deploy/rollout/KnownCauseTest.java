package ch.meuthak.lotse.console.deploy.rollout;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What programs print when their surroundings lack something, and what is said of it. */
class KnownCauseTest {

    /** Each line as the program of the first column prints it. */
    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            nginx  | nginx: [emerg] mkdir() "/var/lib/nginx/body" failed (30: Read-only file system)                              | read-only, and it needs to write /var/lib/nginx/body
            nginx  | 2026/11/30 [emerg] 1#1: open() "/run/nginx.pid" failed (30: Read-only file system)                           | /run/nginx.pid
            python | OSError: [Errno 30] Read-only file system: '/app/cache'                                                      | needs to write /app/cache
            node   | Error: EROFS: read-only file system, open '/srv/data/log.txt'                                                | needs to write /srv/data/log.txt
            java   | java.nio.file.FileSystemException: /srv/app.lock: Read-only file system                                      | needs to write /srv/app.lock
            shell  | /start: 3: cannot create /var/run/app.pid: Read-only file system                                             | needs to write /var/run/app.pid
            nginx  | nginx: [emerg] bind() to 0.0.0.0:80 failed (13: Permission denied)                                           | may not listen on its port
            node   | Error: listen EACCES: permission denied 0.0.0.0:80                                                           | may not listen on its port
            nginx  | nginx: [emerg] chown("/var/lib/nginx/body", 33) failed (1: Operation not permitted)                          | chown needs one
            nginx  | 2026/11/30 [emerg] 8#8: setgid(33) failed (1: Operation not permitted)                                       | setgid needs one
            su     | su: cannot set groups: setgroups: Operation not permitted                                                    | setgroups needs one
            python | socket.gaierror: [Errno -3] Temporary failure in name resolution                                             | cannot call other hosts
            node   | Error: getaddrinfo EAI_AGAIN api.example.org                                                                 | cannot call other hosts
            java   | java.net.UnknownHostException: api.example.org                                                               | cannot call other hosts
            python | OSError: [Errno 101] Network is unreachable                                                                  | cannot call other hosts
            node   | Error: connect ENETUNREACH 192.0.2.1:443 - Local (0.0.0.0:0)                                                 | cannot call other hosts
            go     | dial tcp: lookup api.example.org: no such host                                                               | cannot call other hosts
            curl   | curl: (28) Failed to connect: Connection timed out                                                           | If that host is outside: It cannot call other hosts
            python | KeyError: 'DATABASE_URL'                                                                                     | The variable DATABASE_URL is not set
            any    | DATABASE_URL is not set                                                                                      | The variable DATABASE_URL is not set
            any    | Error: environment variable API_KEY is required                                                              | The variable API_KEY is not set
            shell  | /start: line 4: PGHOST: unbound variable                                                                     | The variable PGHOST is not set
            engine | The Docker engine did not start container 1: exec /app: exec format error                                    | for another processor
            engine | OCI runtime create failed: exec: "serve": executable file not found in $PATH: unknown                        | Its command is not in the image
            java   | Terminating due to java.lang.OutOfMemoryError: Java heap space                                               | Its Java heap is full
            python | RuntimeError: can't start new thread                                                                         | raise pids_limit
            python | PermissionError: [Errno 13] Permission denied: '/srv/data'                                                   | ``
            shell  | /srv/data: Permission denied                                                                                 | Its user may not use /srv/data
            node   | Error: EACCES: permission denied, mkdir '/srv/data'                                                          | Its user may not use /srv/data
            """)
    void whatIsMissingIsNamed(String program, String line, String words) {
        assertThat(KnownCause.of(List.of("listening", line, "bye")))
                .as(program)
                .singleElement()
                .asString()
                .contains(words);
    }

    @Test
    void theLastAnswerOfTheReadinessPathIsExplained() {
        assertThat(KnownCause.of(new HealthProbe.Answer(0, true, "no")).orElseThrow())
                .contains("must listen on 0.0.0.0");
        assertThat(KnownCause.of(new HealthProbe.Answer(404, false, "no")).orElseThrow())
                .contains("LOTSE_DEPLOY_READY_PATH");
        assertThat(KnownCause.of(new HealthProbe.Answer(0, false, "nothing (connection refused)")))
                .isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "listening on 0.0.0.0:5000",
                "GET /health/ready 200",
                "cannot find my database, giving up",
                "The setting LEVEL is INFO",
                "loaded 404 rows",
                ""
            })
    void whatEverybodyPrintsIsNoCause(String line) {
        assertThat(KnownCause.of(List.of(line))).isEmpty();
    }

    @Test
    void foldersThatCannotBeWrittenAreNamedTogetherAndEachOnce() {
        assertThat(KnownCause.of(List.of(
                        "open() \"/run/nginx.pid\" failed (30: Read-only file system)",
                        "mkdir() \"/var/lib/nginx/body\" failed (30: Read-only file system)",
                        "open() \"/run/nginx.pid\" failed (30: Read-only file system)")))
                .singleElement()
                .asString()
                .contains("needs to write /run/nginx.pid, /var/lib/nginx/body:");
    }

    /** A release is a stranger: nothing of its lines gets into our sentence but what looks like a path or a name. */
    @Test
    void nothingElseOfALineIsToldAgain() {
        assertThat(KnownCause.of(List.of("open '/srv/<script>\u202e' Read-only file system")))
                .singleElement()
                .asString()
                .doesNotContain("script", "\u202e");
    }

    @Test
    @Timeout(10)
    void longLinesCostLittle() {
        List<String> lines = Collections.nCopies(1000, "/a".repeat(1000));

        assertThat(KnownCause.of(lines)).isEmpty();
    }
}
