package ch.meuthak.lotse.console.words;

import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/** The console's own codes in plain words. A key is a prefix and the code. */
public final class CodeWords {
    private static final Map<String, String> WORDS =
            """
            deployment.requested=Queued
            deployment.pulling=Pulling
            deployment.starting=Starting
            deployment.checking=Checking
            deployment.switching=Switching
            deployment.baking=Baking
            deployment.draining=Draining
            deployment.succeeded=Succeeded
            deployment.rolled_back=Rolled back
            deployment.failed=Failed
            deployment.cancelled=Cancelled
            step.requested=Wait in the queue
            step.pulling=Pull and verify the release
            step.starting=Start in the free slot
            step.checking=Health check
            step.switching=Switch traffic
            step.baking=Bake under live traffic
            step.draining=Drain and stop the previous release
            requester.operator=an operator
            requester.api=a script
            requester.hook=the pipeline
            requester.start=Lotse itself
            hook.200=Answered
            hook.202=Accepted
            hook.400=Malformed
            hook.401=Not authenticated
            hook.403=Not trusted
            hook.404=Not found
            hook.409=Conflict
            hook.413=Too large
            hook.415=Not JSON
            hook.422=No such image
            hook.429=Too many calls
            hook.500=Internal error
            hook.503=Unavailable
            """.lines().map(line -> line.split("=", 2)).collect(Collectors.toMap(parts -> parts[0], parts -> parts[1]));

    private CodeWords() {}

    public static Optional<String> find(String key) {
        return Optional.ofNullable(WORDS.get(key));
    }

    /** The words for a code, or the code itself when it is new to the console. */
    public static String of(String prefix, String code) {
        return find(prefix + "." + code).orElse(code);
    }
}
