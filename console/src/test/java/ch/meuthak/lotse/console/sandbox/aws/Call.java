package ch.meuthak.lotse.console.sandbox.aws;

/** One action of a query service. */
@FunctionalInterface
interface Call {

    /** Writes the inside of the answer. */
    void answer(Query query, Xml xml) throws AwsError;
}
