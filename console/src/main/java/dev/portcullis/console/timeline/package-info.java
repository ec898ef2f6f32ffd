/** Everything that happened, on one line of time. */
@NullMarked
package dev.portcullis.console.timeline;

import org.jspecify.annotations.NullMarked;
