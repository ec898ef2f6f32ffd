/** Reads workloads, changes them and follows their logs through the Kubernetes API. */
@NullMarked
package dev.portcullis.console.workloads.internal;

import org.jspecify.annotations.NullMarked;
