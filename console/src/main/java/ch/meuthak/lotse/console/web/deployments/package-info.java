/** The pages about deployments and rollbacks, and their forms. */
@NullMarked
package ch.meuthak.lotse.console.web.deployments;

import org.jspecify.annotations.NullMarked;
