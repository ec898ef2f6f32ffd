/** Attempts that a policy denied, folded into incidents that somebody can take, discuss and close. */
@NullMarked
package dev.portcullis.console.incidents;

import org.jspecify.annotations.NullMarked;
