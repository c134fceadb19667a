package ch.meuthak.lotse.console.sandbox.aws;

import ch.meuthak.lotse.console.sandbox.world.Cloud;
import java.util.Map;
import java.util.function.BiFunction;

/**
 * A service that speaks AWS's query protocol: a form in, XML out.
 *
 * @see <a href="https://smithy.io/2.0/aws/protocols/aws-query-protocol.html">awsQuery</a>
 * @see <a href="https://smithy.io/2.0/aws/protocols/aws-ec2-query-protocol.html">ec2Query</a>
 */
final class QueryService implements Service {
    private static final String XML = "text/xml;charset=UTF-8";

    private final String namespace;
    private final boolean ec2;
    private final Refusals refusals;
    private final BiFunction<Cloud, AwsRequest, Map<String, Call>> calls;

    QueryService(
            String namespace, boolean ec2, Refusals refusals, BiFunction<Cloud, AwsRequest, Map<String, Call>> calls) {
        this.namespace = namespace;
        this.ec2 = ec2;
        this.refusals = refusals;
        this.calls = calls;
    }

    @Override
    public String action(AwsRequest request) {
        return Query.parse(request.body()).action();
    }

    @Override
    public Answer answer(AwsRequest request, Cloud cloud) throws AwsError {
        Query query = Query.parse(request.body());
        String action = query.action();
        Call call = calls.apply(cloud, request).get(action);
        String version = namespace.replaceAll("^.*/(\\d{4}-\\d\\d-\\d\\d)/$", "$1");
        if (call == null || !query.text("Version").orElse("").equals(version)) {
            throw AwsError.invalid("InvalidAction", "The action " + action + " is not valid for this web service.");
        }
        Xml xml = new Xml().root(action + "Response", namespace);
        if (ec2) {
            xml.text("requestId", request.requestId());
            call.answer(query, xml);
        } else {
            xml.open(action + "Result");
            call.answer(query, xml);
            xml.close()
                    .open("ResponseMetadata")
                    .text("RequestId", request.requestId())
                    .close();
        }
        return new Answer(200, XML, xml.close().finish());
    }

    @Override
    public Answer error(AwsError error, String requestId) {
        return new Answer(error.status(), XML, ec2 ? ec2Error(error, requestId) : queryError(error, requestId));
    }

    private static String ec2Error(AwsError error, String requestId) {
        Xml xml = new Xml().open("Response").open("Errors").open("Error");
        xml.text("Code", error.code()).text("Message", error.text()).close().close();
        return xml.text("RequestID", requestId).close().finish();
    }

    private String queryError(AwsError error, String requestId) {
        Xml xml = new Xml().root("ErrorResponse", namespace).open("Error").text("Type", "Sender");
        xml.text("Code", error.code()).text("Message", error.text()).close();
        return xml.text("RequestId", requestId).close().finish();
    }

    @Override
    public Refusals refusals() {
        return refusals;
    }
}
