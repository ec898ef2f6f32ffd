/** Whether the console finds all it needs where it runs, and how to mend what it does not. */
@NullMarked
package dev.portcullis.console.setup;

import org.jspecify.annotations.NullMarked;
