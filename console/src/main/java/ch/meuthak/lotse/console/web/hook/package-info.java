/** The pipeline page: the redeploy hook, whom it trusts, and its calls. */
@NullMarked
package ch.meuthak.lotse.console.web.hook;

import org.jspecify.annotations.NullMarked;
