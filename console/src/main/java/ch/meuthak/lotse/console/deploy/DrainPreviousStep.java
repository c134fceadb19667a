package ch.meuthak.lotse.console.deploy;

/** Lets the old release finish what it has and stops it; then makes sure, once more, who serves. */
record DrainPreviousStep() implements Step {
    @Override
    public DeploymentState state() {
        return DeploymentState.DRAINING;
    }

    @Override
    public void run(Candidate candidate) throws StepFailed, PlatformException, InterruptedException {
        candidate.proveThatItServes();
        if (candidate.previous().isPresent()) {
            var site = candidate.site();
            Slot old = candidate.previous().get().slot();
            awaitIdle(site, old);
            candidate.proveThatItServes();
            site.platform().stop(old, site.settings().stopGrace());
            candidate.proveThatItServes();
        }
    }

    private static void awaitIdle(Site site, Slot old) throws InterruptedException {
        var deadline = Deadline.in(site.settings().drain());
        while (isBusy(site, old) && !deadline.isPast()) {
            deadline.pause(site.settings().checkInterval());
        }
    }

    private static boolean isBusy(Site site, Slot old) {
        try {
            return site.edge().traffic(old).inFlight() > 0;
        } catch (PlatformException e) {
            return true;
        }
    }
}
