package ch.meuthak.lotse.console.aws;

import java.util.stream.Stream;

/** The calls that the console makes, for tests elsewhere. */
public final class ConsoleCalls {
    private ConsoleCalls() {}

    /** Their names, {@code DescribeTargetHealth}. */
    public static Stream<String> names() {
        return Stream.of(AwsCall.values())
                .filter(call -> call != AwsCall.GET_AUTHORIZATION_TOKEN)
                .map(AwsCall::call);
    }

    /** Whether without the call, and with all others, it is still known that requests get through. */
    public static boolean isNeeded(String name) {
        return DeniedCallsTest.NOT_NEEDED.stream().map(AwsCall::call).noneMatch(name::equals);
    }
}
