/** Reads files from people, clusters and pipelines, none of which is trusted, into the engine's words. */
@NullMarked
package dev.portcullis.policycli.input;

import org.jspecify.annotations.NullMarked;
