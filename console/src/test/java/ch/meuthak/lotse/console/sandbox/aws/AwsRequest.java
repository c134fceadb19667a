package ch.meuthak.lotse.console.sandbox.aws;

/**
 * A request as it came in.
 *
 * @param target the {@code X-Amz-Target} header; empty without
 * @param emptyMarkers whether a last page shall name an empty marker
 */
record AwsRequest(String target, String body, String requestId, boolean emptyMarkers) {}
