package dev.portcullis.console.flows;

import dev.portcullis.hubble.Flow;
import java.time.Instant;

/** Recognises denials among flows, so that each denied packet or request counts once (docs/adr/0005). */
@FunctionalInterface
public interface Denials {
    /** A new count, for one thread that hands it every flow in order. */
    Count begin();

    /** Remembers what was counted in the last seconds; bounded. */
    @FunctionalInterface
    interface Count {
        /** Whether a policy denied what the flow tells of, and nothing before told of the same. */
        boolean isNew(Flow flow, Instant now);
    }
}
