package dev.portcullis.console.workloads;

/**
 * What the cluster lets the console do with a workload. A right nobody could ask about counts as there; the cluster
 * has the last word.
 *
 * @param logs whether the logs of its pods may be read
 */
public record Rights(boolean scale, boolean restart, boolean logs) {}
