package dev.portcullis.console.questions.internal;

import dev.portcullis.console.questions.ObservedWindow;
import dev.portcullis.hubble.Flow;
import dev.portcullis.policy.flows.FlowWindow;
import dev.portcullis.policy.flows.FoldedFlow;
import java.util.List;

/** Recorded traffic, folded for the engine, and what stands behind it. */
sealed interface Window permits KeptFlows, PastMinutes {
    FlowWindow folded();

    /** How long it is, and what it lacks. */
    ObservedWindow observed();

    /** Between which nodes of the map it was. */
    Ends ends(FoldedFlow folded);

    /** A few of the flows that were folded; none where only counts are kept. */
    List<Flow> samples(FoldedFlow folded);

    /** Two nodes of the map. */
    record Ends(String source, String destination) {}
}
