/** How sign-in, sessions, bearer tokens and request checks are carried out with Spring Security. */
@NullMarked
package dev.portcullis.console.access.internal;

import org.jspecify.annotations.NullMarked;
