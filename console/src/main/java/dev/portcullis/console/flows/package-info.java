/** Who talks to whom: the flows of the relay folded into a map, kept once for all browsers. */
@NullMarked
package dev.portcullis.console.flows;

import org.jspecify.annotations.NullMarked;
