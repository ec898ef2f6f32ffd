/** The connection to the Kubernetes API, made with fabric8. */
@NullMarked
package dev.portcullis.console.cluster.internal;

import org.jspecify.annotations.NullMarked;
