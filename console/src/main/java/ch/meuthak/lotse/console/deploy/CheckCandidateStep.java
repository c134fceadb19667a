package ch.meuthak.lotse.console.deploy;

/** Asks the candidate directly until it was ready several times in a row, and then what release it is. */
record CheckCandidateStep() implements Step {
    @Override
    public DeploymentState state() {
        return DeploymentState.CHECKING;
    }

    @Override
    public void run(Candidate candidate) throws StepFailure, PlatformException, InterruptedException {
        awaitReady(candidate);
        var difference = candidate.site().difference(candidate.running(), candidate.release());
        if (difference.isPresent()) {
            throw new StepFailure(difference.get());
        }
        candidate.learnVersion();
    }

    private static void awaitReady(Candidate candidate) throws StepFailure, PlatformException, InterruptedException {
        var settings = candidate.site().settings();
        var deadline = candidate.site().deadline(settings.checkDeadline());
        for (int inARow = 0; inARow < settings.readyInARow(); deadline.pause(settings.checkInterval())) {
            var answer = candidate.ready();
            inARow = answer.isOk() ? inARow + 1 : 0;
            if (inARow < settings.readyInARow() && deadline.isPast()) {
                throw new StepFailure("The candidate was not ready within " + deadline + "; " + settings.readyPath()
                        + " answered last: " + answer);
            }
        }
    }
}
