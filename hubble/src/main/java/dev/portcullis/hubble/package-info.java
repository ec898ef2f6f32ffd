/**
 * Hubble's observer protocol: flows as our own records, the filters that choose among them, and a
 * client that never blocks the network.
 */
@NullMarked
package dev.portcullis.hubble;

import org.jspecify.annotations.NullMarked;
