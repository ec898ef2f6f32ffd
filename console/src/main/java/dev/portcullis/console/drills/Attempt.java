package dev.portcullis.console.drills;

/** A line of the ledger: what the attacker saw beside what the network reported. */
public record Attempt(ClientLine client, Evidence network) {}
