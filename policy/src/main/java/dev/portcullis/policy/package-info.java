/**
 * The words of network policy: labels, selectors, rules, policies, and the peers and connections
 * they are asked about. Values only: nothing here reads, decides or remembers.
 *
 * <p>Read policies with {@code dev.portcullis.policy.read}, ask about connections with
 * {@code dev.portcullis.policy.verdict}.
 */
@NullMarked
package dev.portcullis.policy;

import org.jspecify.annotations.NullMarked;
