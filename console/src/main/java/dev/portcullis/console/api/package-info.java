/** What the JSON API answers to requests that make no sense: RFC 9457 problems that name the field and the next step. */
@NullMarked
package dev.portcullis.console.api;

import org.jspecify.annotations.NullMarked;
