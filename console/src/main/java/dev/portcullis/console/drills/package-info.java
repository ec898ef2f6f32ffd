/** Attacks we run on ourselves: with an id, a plan, evidence from both ends, a verdict and a clean-up. */
@NullMarked
package dev.portcullis.console.drills;

import org.jspecify.annotations.NullMarked;
