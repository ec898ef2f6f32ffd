/** Pages that show what the policies make possible, and what would be enough. */
@NullMarked
package dev.portcullis.console.questions.ui;

import org.jspecify.annotations.NullMarked;
