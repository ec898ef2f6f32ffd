/** The lab's Kubernetes API: a store that keeps objects as etcd does, and the HTTP server in front of it. */
@NullMarked
package dev.portcullis.lab.api;

import org.jspecify.annotations.NullMarked;
