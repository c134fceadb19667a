package ch.meuthak.lotse.console.web;

import ch.meuthak.lotse.console.deploy.DeploymentState;
import ch.meuthak.lotse.console.diagnosis.HopStatus;
import ch.meuthak.lotse.console.diagnosis.Severity;

/**
 * A state for the eye: a shape and a colour by its kind, and a word.
 *
 * @param kind {@code ok}, {@code warn}, {@code fail}, {@code unknown}, {@code busy} or {@code idle}
 */
public record Mark(String kind, String word) {

    static Mark of(HopStatus status) {
        return switch (status) {
            case OK -> new Mark("ok", "OK");
            case WARN -> new Mark("warn", "Warning");
            case FAIL -> new Mark("fail", "Broken");
            case UNKNOWN -> new Mark("unknown", "Unknown");
        };
    }

    static Mark of(Severity severity) {
        return switch (severity) {
            case INFO -> new Mark("idle", "Info");
            case WARNING -> new Mark("warn", "Warning");
            case ERROR -> new Mark("fail", "Error");
            case CRITICAL -> new Mark("fail", "Critical");
        };
    }

    static Mark of(DeploymentState state) {
        String word = Words.of("deployment", state.id());
        return switch (state) {
            case REQUESTED, PULLING, STARTING, CHECKING, SWITCHING, BAKING, DRAINING -> new Mark("busy", word);
            case SUCCEEDED -> new Mark("ok", word);
            case ROLLED_BACK -> new Mark("warn", word);
            case FAILED -> new Mark("fail", word);
            case CANCELLED -> new Mark("idle", word);
        };
    }

    /** A target's state, AWS's word for it in plain words. */
    static Mark ofTarget(String state) {
        String word = Words.of("target", state);
        return switch (state) {
            case "healthy" -> new Mark("ok", word);
            case "unhealthy", "unhealthy.draining" -> new Mark("fail", word);
            case "initial", "draining" -> new Mark("busy", word);
            case "unused" -> new Mark("warn", word);
            default -> new Mark("unknown", word);
        };
    }

    /** A certificate's status. */
    static Mark ofCertificate(String status) {
        String word = Words.of("certificate", status);
        return switch (status) {
            case "ISSUED" -> new Mark("ok", word);
            case "PENDING_VALIDATION", "INACTIVE" -> new Mark("warn", word);
            case "EXPIRED", "VALIDATION_TIMED_OUT", "REVOKED", "FAILED" -> new Mark("fail", word);
            default -> new Mark("unknown", word);
        };
    }

    /** The status of the record that proves a name. */
    static Mark ofValidation(String status) {
        return switch (status) {
            case "SUCCESS" -> new Mark("ok", "Proved");
            case "PENDING_VALIDATION" -> new Mark("warn", "Waiting for the record");
            case "FAILED" -> new Mark("fail", "Failed");
            default -> new Mark("unknown", status);
        };
    }
}
