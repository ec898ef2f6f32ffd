/**
 * From text or a cluster's objects to policies and back: strict, bounded, and with a path and a
 * mend for every problem.
 */
@NullMarked
package dev.portcullis.policy.read;

import org.jspecify.annotations.NullMarked;
