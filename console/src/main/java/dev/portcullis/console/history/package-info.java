/** What the map counted, minute by minute, for seven days: for looking back, and honest about what nobody saw. */
@NullMarked
package dev.portcullis.console.history;

import org.jspecify.annotations.NullMarked;
