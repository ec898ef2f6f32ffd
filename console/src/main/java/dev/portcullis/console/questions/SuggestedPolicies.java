package dev.portcullis.console.questions;

import dev.portcullis.policy.PolicyId;
import java.util.List;

/**
 * The least policies for what was seen to pass, drills left out.
 *
 * @param drafts new policies, and existing ones with entries added
 * @param yaml all drafts as one text
 * @param generalisations what they admit beyond what was observed, a sentence each
 * @param left what they do not let pass, and why, a sentence each
 * @param window the flows they rest on
 * @param effect what applying them would change
 */
public record SuggestedPolicies(
        List<Draft> drafts,
        String yaml,
        List<String> generalisations,
        List<String> left,
        ObservedWindow window,
        ChangePreview effect) {
    public SuggestedPolicies {
        drafts = List.copyOf(drafts);
        generalisations = List.copyOf(generalisations);
        left = List.copyOf(left);
    }

    /** One policy. */
    public record Draft(PolicyId id, boolean extendsExisting, String yaml) {}
}
