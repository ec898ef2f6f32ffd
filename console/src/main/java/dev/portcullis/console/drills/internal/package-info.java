/** Runs drills: the Job in the cluster, the lines of its client, the flows that belong to them, and the verdict. */
@NullMarked
package dev.portcullis.console.drills.internal;

import org.jspecify.annotations.NullMarked;
