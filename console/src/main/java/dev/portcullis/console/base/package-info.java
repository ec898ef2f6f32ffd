/** The frame every page stands in, and the small parts pages are made of. Knows no feature. */
@NullMarked
package dev.portcullis.console.base;

import org.jspecify.annotations.NullMarked;
