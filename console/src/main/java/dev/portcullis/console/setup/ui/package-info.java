/** The page that shows the checks. */
@NullMarked
package dev.portcullis.console.setup.ui;

import org.jspecify.annotations.NullMarked;
