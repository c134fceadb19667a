package ch.meuthak.lotse.console.web.page;

import ch.meuthak.lotse.console.deploy.DeploymentState;
import ch.meuthak.lotse.console.diagnosis.HopStatus;
import ch.meuthak.lotse.console.diagnosis.Severity;
import ch.meuthak.lotse.console.facts.Certificate;
import ch.meuthak.lotse.console.facts.Target;
import ch.meuthak.lotse.console.words.CertificateLife;
import ch.meuthak.lotse.console.words.CertificateWords;
import ch.meuthak.lotse.console.words.CodeWords;
import ch.meuthak.lotse.console.words.TargetWords;
import java.time.Instant;

/**
 * A state for the eye: a shape and a colour by its kind, and a word.
 *
 * @param kind {@code ok}, {@code warn}, {@code fail}, {@code unknown}, {@code busy} or {@code idle}
 */
public record Badge(String kind, String word) {

    public static Badge of(HopStatus status) {
        return switch (status) {
            case OK -> new Badge("ok", "OK");
            case WARN -> new Badge("warn", "Warning");
            case FAIL -> new Badge("fail", "Broken");
            case UNKNOWN -> new Badge("unknown", "Unknown");
        };
    }

    public static Badge of(Severity severity) {
        return switch (severity) {
            case INFO -> new Badge("idle", "Info");
            case WARNING -> new Badge("warn", "Warning");
            case ERROR -> new Badge("fail", "Error");
            case CRITICAL -> new Badge("fail", "Critical");
        };
    }

    static Badge of(DeploymentState state) {
        String word = CodeWords.of("deployment", state.id());
        return switch (state) {
            case REQUESTED, PULLING, STARTING, CHECKING, SWITCHING, BAKING, DRAINING -> new Badge("busy", word);
            case SUCCEEDED -> new Badge("ok", word);
            case ROLLED_BACK -> new Badge("warn", word);
            case FAILED -> new Badge("fail", word);
            case CANCELLED -> new Badge("idle", word);
        };
    }

    /** How a target is. */
    public static Badge of(Target target) {
        String word = TargetWords.state(target);
        return switch (target.state()) {
            case "healthy" -> new Badge("ok", word);
            case "unhealthy", "unhealthy.draining" -> new Badge("fail", word);
            case "initial", "draining" -> new Badge("busy", word);
            case "unused" -> new Badge("warn", word);
            default -> new Badge("unknown", word);
        };
    }

    /** A certificate's status; one that is past its end has expired. */
    public static Badge of(Certificate certificate, Instant now) {
        String word = CertificateWords.status(certificate, now);
        boolean isOver = CertificateLife.of(certificate, now)
                .filter(CertificateLife::isOver)
                .isPresent();
        return switch (isOver ? "EXPIRED" : certificate.status()) {
            case "ISSUED" -> new Badge("ok", word);
            case "PENDING_VALIDATION", "INACTIVE" -> new Badge("warn", word);
            case "EXPIRED", "VALIDATION_TIMED_OUT", "REVOKED", "FAILED" -> new Badge("fail", word);
            default -> new Badge("unknown", word);
        };
    }

    /** The status of the record that proves a name. */
    public static Badge ofValidation(String status) {
        String word = CertificateWords.validation(status);
        return switch (status) {
            case "SUCCESS" -> new Badge("ok", word);
            case "PENDING_VALIDATION" -> new Badge("warn", word);
            case "FAILED" -> new Badge("fail", word);
            default -> new Badge("unknown", word);
        };
    }
}
