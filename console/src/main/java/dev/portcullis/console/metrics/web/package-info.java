/** Charts as JSON. */
@NullMarked
package dev.portcullis.console.metrics.web;

import org.jspecify.annotations.NullMarked;
