/** The JSON API of the history. */
@NullMarked
package dev.portcullis.console.history.web;

import org.jspecify.annotations.NullMarked;
