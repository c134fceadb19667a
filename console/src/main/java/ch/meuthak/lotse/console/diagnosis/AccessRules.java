package ch.meuthak.lotse.console.diagnosis;

import ch.meuthak.lotse.console.facts.Access;
import ch.meuthak.lotse.console.facts.Account;
import ch.meuthak.lotse.console.facts.CredentialSource;
import ch.meuthak.lotse.console.facts.CredentialsFile;
import ch.meuthak.lotse.console.facts.Instance;
import ch.meuthak.lotse.console.facts.KeyKind;
import ch.meuthak.lotse.console.facts.MetadataService;
import ch.meuthak.lotse.console.facts.Problem;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Collectors;

/** Whether the console's credentials let it read AWS. */
final class AccessRules {
    private static final Set<String> MISSING = Set.of("NoCredentials", "NoRegion", "UnreadableProfile");
    private static final Set<String> EXPIRED = Set.of("ExpiredToken", "RequestExpired");

    private AccessRules() {}

    static List<Rule> all() {
        return List.of(
                AccessRules::none,
                AccessRules::file,
                AccessRules::partial,
                AccessRules::metadataTooFar,
                AccessRules::expired,
                AccessRules::labEnded,
                AccessRules::region,
                AccessRules::refused,
                AccessRules::denied);
    }

    private static Optional<Problem> first(RequestTrace route, Predicate<Problem> which) {
        return route.topology().problems().stream().filter(which).findFirst();
    }

    private static Optional<Access> access(RequestTrace route) {
        return route.observed().access().toOptional();
    }

    private static Optional<Finding> none(RequestTrace route) {
        return first(route, problem -> MISSING.contains(problem.error()))
                .flatMap(problem -> route.found(RuleId.CRED_NONE, missing(problem))
                        .told(problem)
                        .done());
    }

    private static String missing(Problem problem) {
        return switch (problem.error()) {
            case "NoRegion" -> "No AWS region is set";
            case "UnreadableProfile" -> "The AWS profile files cannot be read";
            default -> "There are no AWS credentials";
        };
    }

    /** Only when the file is what the console reads, or would read: other credentials come before it in the chain. */
    private static Optional<Finding> file(RequestTrace route) {
        return access(route).filter(Access::dependsOnFile).flatMap(access -> access.file()
                .filter(CredentialsFile::isFlawed)
                .flatMap(file -> {
                    FindingBuilder draft = route.found(
                                    RuleId.CRED_FILE, "The credentials file is not as it was to be pasted")
                            .severity(file.isBroken() ? Severity.ERROR : Severity.WARNING)
                            .cause(file.path() + " is not as the block that was to be pasted: "
                                    + file.flaws().getFirst().sentence())
                            .fix(
                                    "Empty the file and paste the whole block once, as it stands under AWS Details; or use the"
                                            + " form of the page Account, which says what is wrong with a paste.");
                    file.flaws().forEach(flaw -> draft.seen(flaw.sentence(), file.path(), access.at()));
                    return draft.done();
                }));
    }

    private static Optional<Finding> partial(RequestTrace route) {
        return access(route).flatMap(access -> {
            if (access.key() == KeyKind.TEMPORARY && !access.sessionToken()) {
                return halfPasted(route, access);
            }
            return access.key() == KeyKind.LONG_LIVED && access.sessionToken()
                    ? twoPastes(route, access)
                    : Optional.empty();
        });
    }

    private static Optional<Finding> halfPasted(RequestTrace route, Access access) {
        return route.found(RuleId.CRED_PARTIAL, "The credentials lack their session token")
                .seen(
                        "The key id of " + access.from() + " begins with ASIA, and there is no session token.",
                        "credentials",
                        access.at())
                .cause("A key id that begins with ASIA belongs to a session and is worth nothing without the session"
                        + " token; half of what was to be pasted is missing.")
                .fix("Paste all three lines again: aws_access_key_id, aws_secret_access_key and aws_session_token.")
                .done();
    }

    private static Optional<Finding> twoPastes(RequestTrace route, Access access) {
        return route.found(RuleId.CRED_PARTIAL, "The credentials are parts of two pastes")
                .seen(
                        "The key id of " + access.from() + " begins with AKIA, and there is a session token with it.",
                        "credentials",
                        access.at())
                .cause(
                        "A key id that begins with AKIA belongs to a user and has no session token; the token is left over"
                                + " from another paste, and AWS refuses the two together.")
                .fix("Take aws_session_token out, or paste all three lines of a session.")
                .done();
    }

    private static Optional<Finding> metadataTooFar(RequestTrace route) {
        Optional<Instance> oneHop = RequestTrace.known(route.topology().instances()).stream()
                .filter(instance -> instance.httpPutResponseHopLimit() == 1)
                .findFirst();
        return access(route)
                .filter(access -> access.bridged() && access.metadata() == MetadataService.SILENT)
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

    private static Optional<Finding> expired(RequestTrace route) {
        return first(route, problem -> EXPIRED.contains(problem.error())).flatMap(problem -> {
            FindingBuilder draft = route.found(RuleId.CRED_EXPIRED, "The session credentials have expired")
                    .told(problem);
            age(route).ifPresent(age -> draft.seen(age, "credentials"));
            return draft.done();
        });
    }

    /** How old the file is that they come from. */
    private static Optional<String> age(RequestTrace route) {
        return access(route)
                .filter(access -> access.source() == CredentialSource.PROFILE)
                .flatMap(Access::file)
                .map(file -> {
                    Duration age = Duration.between(file.written(), route.now());
                    String written =
                            file.path() + " was written " + age.toHours() + " h " + age.toMinutesPart() + " min ago";
                    return age.compareTo(CredentialsFile.LAB_SESSION) > 0
                            ? written + "; a session of a Learner Lab lasts " + CredentialsFile.LAB_SESSION.toHours()
                                    + " h."
                            : written + ".";
                });
    }

    private static Optional<Finding> labEnded(RequestTrace route) {
        return first(route, Problem::isLabEnded).flatMap(problem -> {
            FindingBuilder draft = route.found(RuleId.CRED_LAB_ENDED, "The lab session is over")
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

    private static Optional<Finding> region(RequestTrace route) {
        String region = route.topology().region();
        Optional<Account> account = route.topology().account().toOptional();
        return account.flatMap(one -> one.shutOutOf(region)).flatMap(why -> first(route, AccessRules::isDenied)
                .flatMap(problem -> route.found(RuleId.CRED_REGION, "The lab does not allow the region " + region)
                        .seen(problem.message(), problem.call())
                        .seen(
                                "The credentials are those of a Learner Lab: "
                                        + account.get().arn() + ".",
                                "GetCallerIdentity")
                        .cause(why)
                        .fix("Set AWS_REGION, or the region in ~/.aws/config, to the one the deployment is in.")
                        .done()));
    }

    private static Optional<Finding> refused(RequestTrace route) {
        return first(
                        route,
                        problem -> problem.isAboutCredentials()
                                && !MISSING.contains(problem.error())
                                && !EXPIRED.contains(problem.error()))
                .flatMap(problem -> route.found(RuleId.CRED_REFUSED, "AWS does not accept the credentials")
                        .told(problem)
                        .done());
    }

    private static Optional<Finding> denied(RequestTrace route) {
        List<Problem> denied = route.topology().problems().stream()
                .filter(AccessRules::isDenied)
                .toList();
        if (denied.isEmpty()) {
            return Optional.empty();
        }
        String calls = denied.stream().map(Problem::call).distinct().collect(Collectors.joining(", "));
        FindingBuilder draft = route.found(RuleId.CRED_DENIED, "The credentials may not call " + calls)
                .cause("AWS refuses " + calls + ", so what depends on it is not known; everything else is.")
                .fix(denied.stream()
                        .map(problem -> problem.denial().advice())
                        .distinct()
                        .collect(Collectors.joining(" ", "Each refusal names the action. ", "")));
        denied.forEach(problem -> draft.seen(problem.message(), problem.call()));
        return draft.done();
    }
}
