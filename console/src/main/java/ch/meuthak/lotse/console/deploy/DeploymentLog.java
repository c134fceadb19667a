package ch.meuthak.lotse.console.deploy;

import java.util.List;

/** Where the log of a deployment is: kept as evidence, in its slot, or nothing but the progress of its pull. */
record DeploymentLog(Platform platform, Journal journal, Lane lane) {

    /** The newest lines, the oldest of them first. */
    List<String> last(Deployment found, int most) {
        List<String> lines = lines(found, most);
        return lines.subList(Math.max(0, lines.size() - most), lines.size());
    }

    private List<String> lines(Deployment found, int most) {
        if (found.evidence().isPresent()) {
            return found.evidence().get().lastLogLines();
        }
        List<String> output = ownsItsSlot(found) ? output(found, most) : List.of();
        return output.isEmpty() ? lane.progress(found.id()) : output;
    }

    /** Whether what is in the slot is this deployment's, not a later one's. */
    private boolean ownsItsSlot(Deployment found) {
        if (!found.state().isFinal()) {
            return found.state().compareTo(DeploymentState.STARTING) >= 0;
        }
        return found.state() == DeploymentState.SUCCEEDED
                && journal.lastSucceeded()
                        .filter(newest -> newest.id().equals(found.id()))
                        .isPresent();
    }

    private List<String> output(Deployment found, int most) {
        try {
            return found.slot().isEmpty()
                    ? List.of()
                    : platform.remains(found.slot().get(), most).lastLines();
        } catch (PlatformException e) {
            return List.of("The output cannot be read: " + e.getMessage());
        }
    }
}
