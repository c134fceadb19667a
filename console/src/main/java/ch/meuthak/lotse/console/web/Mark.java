package ch.meuthak.lotse.console.web;

import ch.meuthak.lotse.console.cloud.Certificate;
import ch.meuthak.lotse.console.cloud.Target;
import ch.meuthak.lotse.console.deploy.DeploymentState;
import ch.meuthak.lotse.console.diagnosis.HopStatus;
import ch.meuthak.lotse.console.diagnosis.Severity;
import ch.meuthak.lotse.console.words.CertificateLife;
import ch.meuthak.lotse.console.words.CertificateWords;
import ch.meuthak.lotse.console.words.TargetWords;
import java.time.Instant;

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

    /** How a target is. */
    static Mark of(Target target) {
        String word = TargetWords.state(target);
        return switch (target.state()) {
            case "healthy" -> new Mark("ok", word);
            case "unhealthy", "unhealthy.draining" -> new Mark("fail", word);
            case "initial", "draining" -> new Mark("busy", word);
            case "unused" -> new Mark("warn", word);
            default -> new Mark("unknown", word);
        };
    }

    /** A certificate's status; one that is past its end has expired. */
    static Mark of(Certificate certificate, Instant now) {
        String word = CertificateWords.status(certificate, now);
        boolean isOver = CertificateLife.of(certificate, now)
                .filter(CertificateLife::isOver)
                .isPresent();
        return switch (isOver ? "EXPIRED" : certificate.status()) {
            case "ISSUED" -> new Mark("ok", word);
            case "PENDING_VALIDATION", "INACTIVE" -> new Mark("warn", word);
            case "EXPIRED", "VALIDATION_TIMED_OUT", "REVOKED", "FAILED" -> new Mark("fail", word);
            default -> new Mark("unknown", word);
        };
    }

    /** The status of the record that proves a name. */
    static Mark ofValidation(String status) {
        String word = CertificateWords.validation(status);
        return switch (status) {
            case "SUCCESS" -> new Mark("ok", word);
            case "PENDING_VALIDATION" -> new Mark("warn", word);
            case "FAILED" -> new Mark("fail", word);
            default -> new Mark("unknown", word);
        };
    }
}
