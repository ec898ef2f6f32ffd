/**
 * What was observed on the network, in the engine's own words and folded: who asked whom for what,
 * how often, and what became of it.
 */
@NullMarked
package dev.portcullis.policy.flows;

import org.jspecify.annotations.NullMarked;
