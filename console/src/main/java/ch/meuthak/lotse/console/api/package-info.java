/**
 * The JSON of the API and the hook: one record for each resource, and {@link ch.meuthak.lotse.console.api.Wire}, which writes
 * and reads them. A fact whose fields are those of the wire is its own record there. {@code openapi.yaml} in the resources
 * lists every field: a test fails for an answer with another one.
 */
@NullMarked
package ch.meuthak.lotse.console.api;

import org.jspecify.annotations.NullMarked;
