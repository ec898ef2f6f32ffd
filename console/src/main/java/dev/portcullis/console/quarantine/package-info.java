/** Pods cut off from everything for a time, by a policy of the cluster that everybody can see. */
@NullMarked
package dev.portcullis.console.quarantine;

import org.jspecify.annotations.NullMarked;
