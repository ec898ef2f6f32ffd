package dev.portcullis.policy.verdict;

/** A rule that may or may not match, and why that cannot be told. */
public record Doubt(RuleRef rule, String because) {}
