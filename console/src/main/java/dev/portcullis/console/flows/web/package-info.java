/** The JSON API of the map and the flows. */
@NullMarked
package dev.portcullis.console.flows.web;

import org.jspecify.annotations.NullMarked;
