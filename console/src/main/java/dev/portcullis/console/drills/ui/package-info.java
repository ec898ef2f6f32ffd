/** The pages of the drills. */
@NullMarked
package dev.portcullis.console.drills.ui;

import org.jspecify.annotations.NullMarked;
