package dev.portcullis.console.metrics;

/** Says which figures the cluster gives, which panel will therefore be empty, and what to set. */
public interface MetricsDoctor {
    /** Looks now; takes as long as the source takes to answer, at most a few seconds. */
    Diagnosis examine();
}
