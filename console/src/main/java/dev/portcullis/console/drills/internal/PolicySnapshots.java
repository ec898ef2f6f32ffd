package dev.portcullis.console.drills.internal;

/** The cluster's policies as they are. */
@FunctionalInterface
interface PolicySnapshots {
    /** All of them as YAML documents; empty text if they cannot be read. Never throws. */
    String now();
}
