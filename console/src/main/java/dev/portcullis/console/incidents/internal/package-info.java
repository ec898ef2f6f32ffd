/** Folds denied flows into incidents, and keeps them in the console's store. */
@NullMarked
package dev.portcullis.console.incidents.internal;

import org.jspecify.annotations.NullMarked;
