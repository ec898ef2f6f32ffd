/**
 * Decides connections by a compiled set of policies, and says which rule decided or what was
 * missing. Values in, values out: no clock, no network, no logger.
 */
@NullMarked
package dev.portcullis.policy.verdict;

import org.jspecify.annotations.NullMarked;
