/** Gathers what happened from the audit log, incidents, rollouts and policies. */
@NullMarked
package dev.portcullis.console.timeline.internal;

import org.jspecify.annotations.NullMarked;
