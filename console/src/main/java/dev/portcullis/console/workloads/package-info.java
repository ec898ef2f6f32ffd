/** The workloads of the cluster as an operator steers them: how they stand, what isolates them, scale, restart, logs. */
@NullMarked
package dev.portcullis.console.workloads;

import org.jspecify.annotations.NullMarked;
