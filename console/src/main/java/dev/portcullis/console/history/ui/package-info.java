/** The time under the map. */
@NullMarked
package dev.portcullis.console.history.ui;

import org.jspecify.annotations.NullMarked;
