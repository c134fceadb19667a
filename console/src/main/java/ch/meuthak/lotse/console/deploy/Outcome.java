package ch.meuthak.lotse.console.deploy;

/** How a deployment ended, in one sentence for whoever looks back. */
public final class Outcome {
    private Outcome() {}

    /** {@code Deployment of 1.2.0 (0123456789ab) for operator succeeded.} Of one that is over. */
    public static String sentence(Deployment over) {
        Release release = over.release();
        String name = release.version().isEmpty()
                ? release.shortDigest()
                : release.version() + " (" + release.shortDigest() + ")";
        if (over.steps().isEmpty()) {
            return "Release " + name + " serves. " + over.reason();
        }
        String what = (over.rollback() ? "Rollback to " : "Deployment of ") + name + " for " + over.requestedBy();
        String why = over.failure().isEmpty() ? "." : ". " + over.failure();
        return what
                + switch (over.state()) {
                    case SUCCEEDED -> " succeeded";
                    case ROLLED_BACK -> " was rolled back";
                    case CANCELLED -> " was cancelled";
                    default -> " failed";
                }
                + why;
    }
}
