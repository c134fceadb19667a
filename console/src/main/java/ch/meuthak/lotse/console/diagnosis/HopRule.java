package ch.meuthak.lotse.console.diagnosis;

/** Judges one hop by what was read. */
@FunctionalInterface
interface HopRule {

    /** Never {@code OK} unless everything it takes is known. */
    Judgement judge(Route route);
}
