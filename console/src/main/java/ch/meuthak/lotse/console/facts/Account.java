package ch.meuthak.lotse.console.facts;

import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Who the console's credentials belong to.
 *
 * @see <a href="https://docs.aws.amazon.com/STS/latest/APIReference/API_GetCallerIdentity.html">GetCallerIdentity</a>
 */
public record Account(String id, String arn) {
    private static final Set<String> LAB_REGIONS = Set.of("us-east-1", "us-west-2");

    /** {@code arn:aws:sts::123456789012:assumed-role/voclabs/user1=Name} and the like. */
    private static final Pattern ARN =
            Pattern.compile("arn:[^:]*:(?:sts|iam):[^:]*:[^:]*:(assumed-role|federated-user|user|root)/?([^/]*)/?(.*)");

    /** Whether they are those of an AWS Academy Learner Lab: its users' role, or the one it gives to instances. */
    public boolean isLearnerLab() {
        return role().filter(name -> name.equals("voclabs") || name.equals("LabRole"))
                .isPresent();
    }

    /** Why they do not work in a region, in a sentence; absent for a region that is not known to be closed to them. */
    public Optional<String> shutOutOf(String region) {
        return isLearnerLab() && !region.isEmpty() && !LAB_REGIONS.contains(region)
                ? Optional.of("A Learner Lab allows two regions, us-east-1 and us-west-2, and the console reads "
                        + region + ".")
                : Optional.empty();
    }

    /** The role that they act in; absent for a user. */
    public Optional<String> role() {
        Matcher parts = ARN.matcher(arn);
        return parts.matches() && parts.group(1).equals("assumed-role")
                ? Optional.of(parts.group(2))
                : Optional.empty();
    }

    /** What the ARN means, as a sentence says it. */
    public String meaning() {
        Matcher parts = ARN.matcher(arn);
        if (!parts.matches()) {
            return "an identity that the console does not know the kind of";
        }
        return switch (parts.group(1)) {
            case "assumed-role" -> ofRole(parts.group(2), parts.group(3));
            case "federated-user" -> "a federated user";
            case "user" -> "an IAM user, whose keys do not end by themselves";
            default -> "the root user, who may do everything: make a user or a role that may only read";
        };
    }

    private static String ofRole(String role, String session) {
        return switch (role) {
            case "voclabs" -> "the user of a Learner Lab, for as long as the session of the lab lasts";
            case "LabRole" -> "the role that a Learner Lab gives to its instances";
            default ->
                session.startsWith("i-") ? "a role that an instance has by its profile" : "a role that was assumed";
        };
    }
}
