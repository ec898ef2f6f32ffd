package dev.portcullis.console.quarantine;

import dev.portcullis.console.access.User;
import dev.portcullis.hubble.Flow;
import java.util.List;
import java.util.Optional;

/** Cuts pods off and lets them go again. At most ten at a time. */
public interface Quarantines {
    int MOST = 10;

    /** The policy that would be made, and whom it would hit; changes nothing. */
    PlanResult plan(QuarantineSubject subject);

    /** Cuts the pods off. It is in the audit log before it is done. */
    QuarantineResult begin(QuarantineRequest request);

    /**
     * Lets the pods go before their time.
     *
     * @param namespace of the policy
     * @param policy its name
     */
    QuarantineResult release(String namespace, String policy, String reason, User user);

    /** Those that hold now, the newest first. */
    List<Quarantine> active();

    /** Whether a quarantine denied this: then the flow is the answer to an incident, and no new one. */
    boolean denied(Flow flow);

    /** Why the list may be old; empty if it is sound. */
    Optional<String> problem();

    /** Calls back when the list changed, on a thread that must not be held up. */
    Registration onChange(Runnable listener);

    /** Ends the calls. */
    interface Registration extends AutoCloseable {
        @Override
        void close();
    }
}
