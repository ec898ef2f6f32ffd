package dev.portcullis.console.policies.ui;

import dev.portcullis.console.policies.Policies.Standing;
import dev.portcullis.policy.PolicyId;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * A text of policies that is being written, and what it began with.
 *
 * @param text as it is now
 * @param bases the policies it was based on, as the cluster had them then
 * @param reason why it shall be applied, as far as written
 */
record PolicyDraft(String text, Map<PolicyId, Standing> bases, String reason) {
    PolicyDraft {
        bases = Map.copyOf(bases);
    }

    PolicyDraft writing(String newText) {
        return new PolicyDraft(newText, bases, reason);
    }

    PolicyDraft because(String newReason) {
        return new PolicyDraft(text, bases, newReason);
    }

    /** Goes on from what is in the cluster now; nothing if the policy is not there any more. */
    PolicyDraft onTopOf(PolicyId id, Optional<Standing> standing) {
        var next = new LinkedHashMap<>(bases);
        standing.ifPresentOrElse(now -> next.put(id, now), () -> next.remove(id));
        return new PolicyDraft(text, next, reason);
    }

    /** The versions the cluster must still have. */
    Map<PolicyId, String> versions() {
        var versions = new LinkedHashMap<PolicyId, String>();
        bases.forEach((id, standing) -> versions.put(id, standing.version()));
        return versions;
    }
}
