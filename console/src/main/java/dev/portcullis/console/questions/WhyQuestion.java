package dev.portcullis.console.questions;

import static java.util.Objects.requireNonNull;

import dev.portcullis.policy.flows.Recorded;
import java.util.Optional;

/** Of what it is asked why it fares so. */
public sealed interface WhyQuestion {
    /** Of one kept flow, by Hubble's uuid. */
    record OfFlow(String uuid) implements WhyQuestion {
        public OfFlow {
            requireNonNull(uuid, "uuid is null");
        }
    }

    /**
     * Of the newest kept flow between two nodes of the map; where none is kept, of what the
     * workloads could try.
     *
     * @param source the id of a node, {@code namespace/workload} or {@code reserved:world}
     * @param destination likewise
     * @param port of the destination; of the newest flow if empty
     * @param fared only flows that fared so
     */
    record OfEdge(
            String source, String destination, Optional<Integer> port, Optional<Recorded> fared)
            implements WhyQuestion {
        public OfEdge {
            requireNonNull(source, "source is null");
            requireNonNull(destination, "destination is null");
        }
    }
}
