package ch.meuthak.lotse.console.diagnosis;

/** Tells what was read of one hop. What is wrong with it is for the rules to say. */
@FunctionalInterface
interface HopReader {

    HopReading read(RequestTrace route);
}
