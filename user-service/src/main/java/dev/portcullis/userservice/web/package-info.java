/** The REST API under {@code /api/v1/users}, and its problems as RFC 9457 has them. */
@NullMarked
package dev.portcullis.userservice.web;

import org.jspecify.annotations.NullMarked;
