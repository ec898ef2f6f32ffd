/** Runs the lab's pods as child processes: images, environment, probes, restarts, logs, deletion and status. */
@NullMarked
package dev.portcullis.lab.kubelet;

import org.jspecify.annotations.NullMarked;
