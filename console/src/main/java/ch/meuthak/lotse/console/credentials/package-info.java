/**
 * Credentials as text: pasted blocks and credential files, read strictly. No value leaves this package in a message.
 */
@NullMarked
package ch.meuthak.lotse.console.credentials;

import org.jspecify.annotations.NullMarked;
