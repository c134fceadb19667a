package ch.meuthak.lotse.console.diagnosis;

import ch.meuthak.lotse.console.cloud.Account;
import ch.meuthak.lotse.console.cloud.Instance;
import ch.meuthak.lotse.console.cloud.Problem;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Collectors;

/** Whether the console's credentials let it read AWS. */
final class AccessRules {
    private static final Set<String> LAB_REGIONS = Set.of("us-east-1", "us-west-2");
    private static final Set<String> MISSING = Set.of("NoCredentials", "NoRegion");
    private static final Set<String> EXPIRED = Set.of("ExpiredToken", "RequestExpired");

    private AccessRules() {}

    static List<Rule> all() {
        return List.of(
                AccessRules::none,
                AccessRules::partial,
                AccessRules::metadataTooFar,
                AccessRules::expired,
                AccessRules::labEnded,
                AccessRules::region,
                AccessRules::refused,
                AccessRules::denied);
    }

    private static Optional<Problem> first(Route route, Predicate<Problem> which) {
        return route.topology().problems().stream().filter(which).findFirst();
    }

    private static Optional<Finding> none(Route route) {
        return first(route, problem -> MISSING.contains(problem.error())).flatMap(problem -> route.found(
                        RuleId.CRED_NONE,
                        problem.error().equals("NoRegion") ? "No AWS region is set" : "There are no AWS credentials")
                .told(problem)
                .done());
    }

    private static Optional<Finding> partial(Route route) {
        return route.observed()
                .access()
                .toOptional()
                .filter(access -> access.temporary() && !access.sessionToken())
                .flatMap(access -> route.found(RuleId.CRED_PARTIAL, "The credentials lack their session token")
                        .seen(
                                "The key id of " + access.source()
                                        + " begins with ASIA, and there is no session token.",
                                "credentials",
                                access.at())
                        .cause(
                                "A key id that begins with ASIA belongs to a session and is worth nothing without the session"
                                        + " token; half of what was to be pasted is missing.")
                        .fix(
                                "Paste all three lines again: aws_access_key_id, aws_secret_access_key and aws_session_token.")
                        .done());
    }

    private static Optional<Finding> metadataTooFar(Route route) {
        Optional<Instance> oneHop = Route.known(route.topology().instances()).stream()
                .filter(instance -> instance.httpPutResponseHopLimit() == 1)
                .findFirst();
        return route.observed()
                .access()
                .toOptional()
                .filter(access -> access.bridged() && access.metadataTimedOut())
                .flatMap(access -> route.found(
                                RuleId.CRED_IMDS_HOPS, "The instance metadata service is one hop too far away")
                        .seen(
                                "It did not answer the console, which runs in a container with a network of its own.",
                                "instance metadata",
                                access.at())
                        .cause(
                                "Answers of the instance metadata service may by default make one network hop, and into a"
                                        + " container with a network of its own they make two.")
                        .fix("Set the instance's hop limit to 2, or let the console use the host's network.")
                        .commands(oneHop
                                .map(instance -> route.aws(
                                        "ec2", "modify-instance-metadata-options",
                                        "--instance-id", instance.id(),
                                        "--http-put-response-hop-limit", "2",
                                        "--http-endpoint", "enabled"))
                                .stream()
                                .toList())
                        .done());
    }

    private static Optional<Finding> expired(Route route) {
        return first(route, problem -> EXPIRED.contains(problem.error()))
                .flatMap(problem -> route.found(RuleId.CRED_EXPIRED, "The session credentials have expired")
                        .told(problem)
                        .done());
    }

    private static Optional<Finding> labEnded(Route route) {
        return first(route, Problem::isLabEnded).flatMap(problem -> {
            Draft draft = route.found(RuleId.CRED_LAB_ENDED, "The lab session is over")
                    .told(problem);
            route.topology()
                    .account()
                    .toOptional()
                    .ifPresent(account ->
                            draft.seen("GetCallerIdentity works: " + account.arn() + ".", "GetCallerIdentity"));
            return draft.done();
        });
    }

    private static boolean isDenied(Problem problem) {
        return problem.isDenied() && !problem.isLabEnded();
    }

    private static Optional<Finding> region(Route route) {
        String region = route.topology().region();
        String arn = route.topology().account().toOptional().map(Account::arn).orElse("");
        boolean lab = arn.contains("voclabs") || arn.contains("LabRole");
        return first(route, AccessRules::isDenied)
                .filter(problem -> lab && !region.isEmpty() && !LAB_REGIONS.contains(region))
                .flatMap(problem -> route.found(RuleId.CRED_REGION, "The lab does not allow the region " + region)
                        .seen(problem.message(), problem.call())
                        .seen("The credentials are those of a Learner Lab: " + arn + ".", "GetCallerIdentity")
                        .cause("A Learner Lab allows two regions, us-east-1 and us-west-2, and the console reads "
                                + region + ".")
                        .fix("Set AWS_REGION, or the region in ~/.aws/config, to the one the deployment is in.")
                        .done());
    }

    private static Optional<Finding> refused(Route route) {
        return first(
                        route,
                        problem -> problem.isAboutCredentials()
                                && !MISSING.contains(problem.error())
                                && !EXPIRED.contains(problem.error()))
                .flatMap(problem -> route.found(RuleId.CRED_REFUSED, "AWS does not accept the credentials")
                        .told(problem)
                        .done());
    }

    private static Optional<Finding> denied(Route route) {
        List<Problem> denied = route.topology().problems().stream()
                .filter(AccessRules::isDenied)
                .toList();
        if (denied.isEmpty()) {
            return Optional.empty();
        }
        String calls = denied.stream().map(Problem::call).distinct().collect(Collectors.joining(", "));
        Draft draft = route.found(RuleId.CRED_DENIED, "The credentials may not call " + calls)
                .cause("AWS refuses " + calls + ", so what depends on it is not known; everything else is.")
                .fix("Allow it in the policy of the console's role: each refusal names the action.");
        denied.forEach(problem -> draft.seen(problem.message(), problem.call()));
        return draft.done();
    }
}
