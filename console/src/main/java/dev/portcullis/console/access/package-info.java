/** Who is asking, and what they may do. */
@NullMarked
package dev.portcullis.console.access;

import org.jspecify.annotations.NullMarked;
