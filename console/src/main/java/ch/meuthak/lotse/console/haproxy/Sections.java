package ch.meuthak.lotse.console.haproxy;

import ch.meuthak.lotse.console.deploy.Edge.Traffic;
import ch.meuthak.lotse.console.deploy.PlatformException;
import ch.meuthak.lotse.console.deploy.Slot;
import ch.meuthak.lotse.server.Printable;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * The sections of HAProxy's configuration that belong to a slot; each has one server, {@code app}.
 *
 * @param traffic takes the requests; its server is up as long as it answers anything
 * @param hooks takes those under {@code /hooks/}, so that they are not counted
 * @param ready takes none; its server is up while the release says that it is ready
 */
record Sections(String traffic, String hooks, String ready) {

    /** How good a slot is, the worst first. */
    enum Health {
        SILENT,
        ANSWERS,
        READY
    }

    static Sections of(Slot slot) {
        return new Sections("slot_" + slot.id(), "hooks_" + slot.id(), "ready_" + slot.id());
    }

    List<String> all() {
        return List.of(ready, traffic, hooks);
    }

    boolean areAt(ServerAddress where, Statistics now) throws PlatformException {
        for (String section : all()) {
            if (!now.server(section).text("addr").equals(where.shown())) {
                return false;
            }
        }
        return true;
    }

    Health health(Statistics now) throws PlatformException {
        if (!now.server(traffic).text("status").startsWith("UP")) {
            return Health.SILENT;
        }
        return now.server(ready).text("status").startsWith("UP") ? Health.READY : Health.ANSWERS;
    }

    /** What the last check of readiness said: {@code connection refused}. */
    String lastCheck(Statistics now) throws PlatformException {
        var server = now.server(ready);
        String detail =
                (server.text("check_status") + " " + server.text("check_code") + " " + server.text("last_chk")).strip();
        return Printable.excerpt(detail.isEmpty() ? server.text("status") : detail);
    }

    /** A request that got no answer at all is a 502, 503 or 504 of HAProxy's; one whose answer was cut is counted apart. */
    Traffic traffic(Statistics now) throws PlatformException {
        var sums = now.section(traffic);
        long requests = sums.number("req_tot");
        long errors = Math.min(requests, sums.number("hrsp_5xx") + sums.number("srv_abrt"));
        Optional<Duration> time =
                requests == 0 ? Optional.empty() : Optional.of(Duration.ofMillis(sums.number("ttime")));
        return new Traffic(requests, errors, sums.number("scur"), time);
    }
}
