/** Keeps the minutes in the console's database. */
@NullMarked
package dev.portcullis.console.history.internal;

import org.jspecify.annotations.NullMarked;
