/** The page of the timeline. */
@NullMarked
package dev.portcullis.console.timeline.ui;

import org.jspecify.annotations.NullMarked;
