/** Hubble's flow filters, compiled once per request: each kind of match in a file of its own. */
@NullMarked
package dev.portcullis.hubble.filter;

import org.jspecify.annotations.NullMarked;
