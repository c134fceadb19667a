package ch.meuthak.lotse.console.diagnosis;

import java.time.Instant;

/**
 * Something that was read or measured and that a finding rests on.
 *
 * @param fact one sentence, {@code The target's state is unhealthy, Target.Timeout.}
 * @param source the AWS call or the probe that it comes from, {@code DescribeTargetHealth}
 * @param at when that was answered
 */
public record Evidence(String fact, String source, Instant at) {}
