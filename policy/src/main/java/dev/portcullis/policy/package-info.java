/**
 * The words of network policy: labels, selectors, rules, policies, and the peers and connections
 * they are asked about. Values only: nothing here reads, decides or remembers.
 *
 * <p>The way through the module, each package resting only on those before it:
 *
 * <ol>
 *   <li>{@code policy}: the words. A {@link dev.portcullis.policy.Peer} is a pod, a reserved entity
 *       or an address outside; a {@link dev.portcullis.policy.Connection} joins two.
 *   <li>{@code policy.read}: {@code PolicyParser.parse(tree)} or {@code parseYaml(text)} gives
 *       policies, or problems with path and mend; {@code PolicyPrinter} writes them back.
 *   <li>{@code policy.verdict}: {@code PolicySet.compile(policies).decide(connection)} gives a
 *       verdict for each side with its reason, {@code Reasons.sentence(verdict)} says it.
 *   <li>{@code policy.flows}: what was observed, folded for quick questions.
 *   <li>{@code policy.explain}, {@code preview}, {@code reach}, {@code suggest}, {@code check}: the
 *       five questions asked of verdicts and flows.
 * </ol>
 *
 * <p>What is supported, undecidable or refused stands in {@code docs/policy-support.md}, made of
 * the worked examples among the tests.
 */
@NullMarked
package dev.portcullis.policy;

import org.jspecify.annotations.NullMarked;
