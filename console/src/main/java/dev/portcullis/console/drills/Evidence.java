package dev.portcullis.console.drills;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What the network reported of one attempt, and what the policies say to it.
 *
 * @param sighting in one word
 * @param policyVerdicts events in which a policy denied a packet of it
 * @param drops events in which a packet of it was dropped
 * @param refusedRequests events in which a proxy refused a request of it
 * @param reason the reason of the drop, or why it was allowed; empty if nothing was observed
 * @param policies those that decided, named by the network or, for a default deny, by the policy engine
 * @param firstDropMs from the attempt's start to the first drop, by the two clocks involved; null without one
 * @param detectedMs from the attempt's start until this console knew of the drop; null without one
 */
public record Evidence(
        Sighting sighting,
        int policyVerdicts,
        int drops,
        int refusedRequests,
        String reason,
        List<String> policies,
        @Nullable Long firstDropMs,
        @Nullable Long detectedMs) {

    /** Nothing was observed. */
    public static final Evidence NONE =
            new Evidence(Sighting.NOT_OBSERVED, 0, 0, 0, "", List.of(), null, null);

    public Evidence {
        policies = List.copyOf(policies);
    }

    /** Whether the network said both things it says of a denied packet, the policy's verdict and the drop, or that a proxy refused the request. */
    public boolean provesDenial() {
        return sighting == Sighting.DENIED
                && (policyVerdicts > 0 && drops > 0 || refusedRequests > 0);
    }
}
