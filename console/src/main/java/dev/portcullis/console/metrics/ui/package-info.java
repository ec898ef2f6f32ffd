/** Charts for pages. */
@NullMarked
package dev.portcullis.console.metrics.ui;

import org.jspecify.annotations.NullMarked;
