package dev.portcullis.policy.preview;

import static org.assertj.core.api.Assertions.assertThat;

import dev.portcullis.policy.Connection;
import dev.portcullis.policy.GeneratedPolicies;
import dev.portcullis.policy.Policy;
import dev.portcullis.policy.flows.FlowWindow;
import dev.portcullis.policy.flows.FoldedFlow;
import dev.portcullis.policy.flows.ObservedFlow;
import dev.portcullis.policy.flows.Recorded;
import dev.portcullis.policy.verdict.Outcome;
import dev.portcullis.policy.verdict.PolicySet;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

/** What must hold of previews whatever is changed. */
class PreviewPropertiesTest {

    @Provide
    Arbitrary<List<Policy>> policies() {
        return GeneratedPolicies.policies(true).list().uniqueElements(Policy::id).ofMaxSize(3);
    }

    @Provide
    Arbitrary<List<Connection>> connections() {
        return GeneratedPolicies.connections().list().ofMinSize(1).ofMaxSize(6);
    }

    /** Leaving out whom the change is not about leaves out nothing that changes. */
    @Property
    void aPreviewSaysWhatDecidingEveryFlowTwiceSays(
            @ForAll("policies") List<Policy> common,
            @ForAll("policies") List<Policy> removed,
            @ForAll("policies") List<Policy> added,
            @ForAll("connections") List<Connection> connections) {
        PolicySet before = PolicySet.compile(join(common, removed));
        PolicySet after = PolicySet.compile(join(common, added));
        FlowWindow window =
                FlowWindow.fold(
                        connections.stream()
                                .map(
                                        one ->
                                                new ObservedFlow(
                                                        one, Recorded.ALLOWED, Instant.EPOCH, "f"))
                                .toList(),
                        0);

        Preview preview = Preview.between(before, after, window);

        List<FoldedFlow> changed = new ArrayList<>();
        preview.newlyAllowed().forEach(one -> changed.add(one.flow()));
        preview.newlyDenied().forEach(one -> changed.add(one.flow()));
        preview.newlyAsked().forEach(one -> changed.add(one.flow()));
        preview.undecided().forEach(one -> changed.add(one.flow()));
        assertThat(changed)
                .containsExactlyInAnyOrderElementsOf(
                        window.folded().stream()
                                .filter(flow -> fares(before, flow) != fares(after, flow))
                                .filter(
                                        flow ->
                                                fares(before, flow) != Outcome.REDIRECTED
                                                        || fares(after, flow) != Outcome.ALLOWED)
                                .toList());
        assertThat(preview.unchanged() + changed.stream().mapToLong(FoldedFlow::count).sum())
                .isEqualTo(window.flows());
    }

    private static Outcome fares(PolicySet policies, FoldedFlow flow) {
        return policies.decide(flow.connection()).outcome();
    }

    private static List<Policy> join(List<Policy> some, List<Policy> more) {
        List<Policy> all = new ArrayList<>(some);
        all.addAll(more);
        return all;
    }
}
