/** The user service over HTTP. */
@NullMarked
package dev.portcullis.console.users.internal;

import org.jspecify.annotations.NullMarked;
