package dev.portcullis.console.policies;

import dev.portcullis.console.cluster.ReadProblem;
import dev.portcullis.console.questions.ChangePreview;
import dev.portcullis.console.questions.Replay;
import dev.portcullis.policy.PolicyId;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The policies of the cluster, on or off. */
public interface Policies {
    /** All of them, by namespace and name. */
    List<PolicyEntry> list();

    /** One of them. */
    Optional<PolicyEntry> find(PolicyId id);

    /** Why the list may be old or incomplete; empty if it is sound. */
    Optional<ReadProblem> problem();

    /** What moving a gate would change, as far as that traffic and known workloads say. May take seconds for days. */
    ChangePreview preview(PolicyId id, boolean on, Replay replay);

    /** What making the cluster as a text says would change; empty if the text cannot be read. */
    Optional<ChangePreview> preview(String yaml, Replay replay);

    /** The policies a text speaks of, and their versions in the cluster; none that is not there. */
    Map<PolicyId, Standing> standing(String yaml);

    /** Moves a gate. Waits until the cluster has answered, not until the change is proven. */
    ToggleResult move(ToggleRequest request);

    /**
     * Checks a text of policies, in the engine and in the cluster, and changes nothing.
     *
     * @param basedOn as in {@link ApplyRequest}
     */
    ApplyResult check(String yaml, Map<PolicyId, String> basedOn);

    /** Makes the cluster as a text of policies says. */
    ApplyResult apply(ApplyRequest request);

    /** The commands that move a gate by hand. */
    String kubectl(PolicyId id, boolean on);

    /** Calls back when anything about any policy changed, on a thread that must not be held up. */
    Registration onChange(Runnable listener);

    /** A policy as it stands in the cluster. */
    record Standing(String version, String yaml) {}

    /** Ends the calls. */
    interface Registration extends AutoCloseable {
        @Override
        void close();
    }
}
