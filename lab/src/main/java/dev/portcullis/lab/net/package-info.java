/**
 * The lab's data plane: each pod's way out is a loopback listener that is its identity, names resolve only here, and
 * every connection is decided by policy for the client's egress and the server's ingress before a byte passes.
 */
@NullMarked
package dev.portcullis.lab.net;

import org.jspecify.annotations.NullMarked;
