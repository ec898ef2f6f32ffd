/** Users: what one is, what may be done with them, and how each of these can end. */
@NullMarked
package dev.portcullis.userservice.users;

import org.jspecify.annotations.NullMarked;
