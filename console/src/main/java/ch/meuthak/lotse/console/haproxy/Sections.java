package ch.meuthak.lotse.console.haproxy;

import ch.meuthak.lotse.console.deploy.PlatformException;
import ch.meuthak.lotse.console.deploy.Slot;
import ch.meuthak.lotse.server.Printable;
import java.util.List;

/**
 * The sections of HAProxy's configuration that belong to a slot; each has one server, {@code app}.
 *
 * @param traffic takes whole requests, by which a release is judged; its server is up as long as it answers anything
 * @param hooks takes those of the hook, where the console answers
 * @param uncounted takes those whose end the client decides: long bodies, upgrades, HTTP/1.0
 * @param ready takes none; its server is up while the release is ready
 */
record Sections(String traffic, String hooks, String uncounted, String ready) {

    /** How good a slot is, the worst first. */
    enum Health {
        SILENT,
        ANSWERS,
        READY
    }

    static Sections of(Slot slot) {
        return new Sections("slot_" + slot.id(), "hooks_" + slot.id(), "uncounted_" + slot.id(), "ready_" + slot.id());
    }

    List<String> all() {
        return List.of(ready, traffic, hooks, uncounted);
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

    /** Whether the last check got any answer; a server that is about to be down is still {@code UP}. */
    boolean answered(Statistics now) throws PlatformException {
        return now.server(traffic).text("check_status").contains("L7");
    }

    /** The result of the last readiness check: {@code connection refused}. */
    String lastCheck(Statistics now) throws PlatformException {
        var server = now.server(ready);
        String detail =
                (server.text("check_status") + " " + server.text("check_code") + " " + server.text("last_chk")).strip();
        return Printable.excerpt(detail.isEmpty() ? server.text("status") : detail);
    }

    /** Open requests of all kinds. */
    long inFlight(Statistics now) throws PlatformException {
        long all = 0;
        for (String section : List.of(traffic, hooks, uncounted)) {
            all += now.section(section).number("scur");
        }
        return all;
    }
}
