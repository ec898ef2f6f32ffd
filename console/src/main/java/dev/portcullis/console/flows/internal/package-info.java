/** Folds flows into the map, and sends it to the browsers. */
@NullMarked
package dev.portcullis.console.flows.internal;

import org.jspecify.annotations.NullMarked;
