/** What was done, by whom and why: written before it is done, never changed after. */
@NullMarked
package dev.portcullis.console.audit;

import org.jspecify.annotations.NullMarked;
