package dev.portcullis.console.drills.internal;

import dev.portcullis.console.drills.Drills;
import dev.portcullis.hubble.Flow;
import java.util.function.Consumer;

/** The cluster's flows, as a drill needs them. */
interface FlowTap {
    /** Hands over every further flow, on the reader's thread. */
    Drills.Following listen(Consumer<Flow> listener);

    /** How many flows are known to be lost since the console started. */
    long lost();

    /** Why flows may not arrive at all now; empty text if they do. */
    String problem();
}
