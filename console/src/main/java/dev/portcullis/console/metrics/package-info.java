/** What happened per second, as charts. */
@NullMarked
package dev.portcullis.console.metrics;

import org.jspecify.annotations.NullMarked;
