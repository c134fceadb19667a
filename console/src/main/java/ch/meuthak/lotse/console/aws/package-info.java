/**
 * Reads AWS: clients, discovery, failures, and the feed of snapshots. The one package that knows the AWS SDK.
 */
@NullMarked
package ch.meuthak.lotse.console.aws;

import org.jspecify.annotations.NullMarked;
