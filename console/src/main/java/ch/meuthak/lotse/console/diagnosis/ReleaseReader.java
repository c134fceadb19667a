package ch.meuthak.lotse.console.diagnosis;

/** The release behind the edge must be alive. Needs nothing of AWS. */
final class ReleaseReader implements HopReader {
    private static final String TITLE = "Release";

    @Override
    public HopReading read(Route route) {
        Outside outside = route.observed().outside();
        HopReading deployed = deployed(route);
        return OutsideWords.visit(
                OutsideWords.visit(deployed, "Through the domain", outside.domain()), "Straight", outside.straight());
    }

    private static HopReading deployed(Route route) {
        ReleaseFacts release = route.observed().release();
        if (!release.known()) {
            return HopReading.unknown(TITLE, release.detail());
        }
        if (release.serving().isEmpty() && release.alive()) {
            return HopReading.unknown(
                    TITLE, "Something answers, but it was not this console that deployed it. " + release.detail());
        }
        String serving = release.serving().orElse("");
        return HopReading.known(
                        serving.isEmpty() ? TITLE : serving,
                        (release.deploying() ? "It serves while a deployment runs. " : "It serves. ")
                                + release.detail())
                .withId("Release", serving);
    }
}
