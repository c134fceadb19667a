package ch.meuthak.lotse.console.process;

import ch.meuthak.lotse.console.deploy.Release;
import ch.meuthak.lotse.server.PrivateFiles;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Optional;

/**
 * The process in a slot, in {@code slots/<slot>.json}, so that another console finds it. It is written before the start of the
 * process, without its id, and again with it.
 *
 * @param mark a unique word on the command line of the process, which identifies it
 * @param pid 0 if it is not known (yet)
 * @param startedAt milliseconds since the epoch, from the operating system; 0 if not known
 * @param port on 127.0.0.1
 */
record SlotRecord(String mark, long pid, long startedAt, int port, String digest, String version, String revision) {
    private static final ObjectMapper JSON = JsonMapper.builder()
            .disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
            .build();

    static SlotRecord intended(String mark, int port, Release release) {
        return new SlotRecord(mark, 0, 0, port, release.digest(), release.version(), release.revision());
    }

    SlotRecord startedAs(ProcessHandle process) {
        long start = process.info().startInstant().map(Instant::toEpochMilli).orElse(0L);
        return new SlotRecord(mark, process.pid(), start, port, digest, version, revision);
    }

    Release release() {
        return new Release(digest, version, revision);
    }

    static Optional<SlotRecord> read(Path file) throws IOException {
        return Files.isRegularFile(file)
                ? Optional.of(JSON.readValue(file.toFile(), SlotRecord.class))
                : Optional.empty();
    }

    /** In one step: a reader sees the old record or the new one. */
    void write(Path file) throws IOException {
        PrivateFiles.replace(file, JSON.writeValueAsBytes(this));
    }
}
