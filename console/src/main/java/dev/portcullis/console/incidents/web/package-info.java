/** Incidents for programs. */
@NullMarked
package dev.portcullis.console.incidents.web;

import org.jspecify.annotations.NullMarked;
