/** The page on which a quarantine is previewed, begun and ended. */
@NullMarked
package dev.portcullis.console.quarantine.ui;

import org.jspecify.annotations.NullMarked;
