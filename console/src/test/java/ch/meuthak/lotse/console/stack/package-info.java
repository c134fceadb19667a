/** The CloudFormation template: checked by itself, and made in moto, where the console looks at it. */
@NullMarked
package ch.meuthak.lotse.console.stack;

import org.jspecify.annotations.NullMarked;
