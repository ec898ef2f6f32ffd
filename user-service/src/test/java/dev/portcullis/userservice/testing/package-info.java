/** Real servers for tests: a database, and a way to it that can be closed. */
@NullMarked
package dev.portcullis.userservice.testing;

import org.jspecify.annotations.NullMarked;
