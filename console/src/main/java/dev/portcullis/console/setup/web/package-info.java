/** The checks as JSON. */
@NullMarked
package dev.portcullis.console.setup.web;

import org.jspecify.annotations.NullMarked;
