/**
 * The AWS endpoint: the wire protocols of EC2, ELBv2, STS (query and XML) and ACM (JSON 1.1) on one port, for the calls that
 * the console makes and those that make it stateful. Written from AWS's API references, never from the console's code.
 */
@NullMarked
package ch.meuthak.lotse.console.sandbox.aws;

import org.jspecify.annotations.NullMarked;
