/** The sign-in page. */
@NullMarked
package dev.portcullis.console.access.ui;

import org.jspecify.annotations.NullMarked;
