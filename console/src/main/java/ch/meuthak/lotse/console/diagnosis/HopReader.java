package ch.meuthak.lotse.console.diagnosis;

/** Reports what was read of one hop. The rules judge it. */
@FunctionalInterface
interface HopReader {

    HopReading read(RequestTrace route);
}
