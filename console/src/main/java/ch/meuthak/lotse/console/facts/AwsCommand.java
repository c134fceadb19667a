package ch.meuthak.lotse.console.facts;

import java.util.Arrays;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** Writes calls of the AWS command line for a POSIX shell. Every word is quoted that a shell could take for more than a word. */
public final class AwsCommand {
    private static final Pattern PLAIN = Pattern.compile("[A-Za-z0-9_./:=,@%+-]+");

    /** AWS answers there with the address that a request comes from. */
    public static final String OWN_ADDRESS = "\"$(curl -s https://checkip.amazonaws.com)/32\"";

    private AwsCommand() {}

    /** {@code aws ec2 start-instances --instance-ids i-1 --region us-east-1}; without a region when there is none. */
    public static String of(String region, String... words) {
        String call = Arrays.stream(words).map(AwsCommand::quoted).collect(Collectors.joining(" ", "aws ", ""));
        return region.isEmpty() ? call : call + " --region " + quoted(region);
    }

    private static String quoted(String word) {
        return PLAIN.matcher(word).matches() || word.equals(OWN_ADDRESS)
                ? word
                : "'" + word.replace("'", "'\\''") + "'";
    }
}
