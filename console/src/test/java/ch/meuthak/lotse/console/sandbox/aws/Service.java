package ch.meuthak.lotse.console.sandbox.aws;

import ch.meuthak.lotse.console.sandbox.world.Cloud;

/** One AWS service: how it is spoken to and how it says no. */
interface Service {

    /** The name of the action that a request asks for; empty when it names none. */
    String action(AwsRequest request);

    /** The answer to a request that was let in. */
    Answer answer(AwsRequest request, Cloud cloud) throws AwsError;

    Answer error(AwsError error, String requestId);

    /** The words of this service for each way of keeping somebody out. */
    Refusals refusals();

    /** An HTTP answer. */
    record Answer(int status, String contentType, String body) {}
}
