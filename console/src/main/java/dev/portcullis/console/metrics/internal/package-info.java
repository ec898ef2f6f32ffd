/** Builds the charts. */
@NullMarked
package dev.portcullis.console.metrics.internal;

import org.jspecify.annotations.NullMarked;
