package dev.portcullis.policy.check;

import dev.portcullis.policy.ClusterFacts;
import dev.portcullis.policy.Peer;
import dev.portcullis.policy.Policy;
import dev.portcullis.policy.Rule;
import dev.portcullis.policy.flows.FlowWindow;
import dev.portcullis.policy.verdict.PolicySet;
import java.util.ArrayList;
import java.util.List;

/** What checks look at: policies, the pods there are, and what was observed. */
record Subject(List<Policy> policies, List<Peer.Pod> pods, FlowWindow window, ClusterFacts facts) {

    Subject {
        policies = List.copyOf(policies);
        pods = List.copyOf(pods);
    }

    /** One rule of a policy, and what stands before paths into it. */
    record Place(Policy policy, Rule rule, String prefix) {

        /** A policy of this rule alone, to ask what it does by itself. */
        PolicySet alone(Rule changed, ClusterFacts facts) {
            return PolicySet.compile(List.of(Policy.of(policy.id(), changed)), facts);
        }
    }

    List<Place> rules() {
        List<Place> places = new ArrayList<>();
        for (Policy policy : policies) {
            List<Rule> rules = policy.rules();
            for (int i = 0; i < rules.size(); i++) {
                places.add(new Place(policy, rules.get(i), policy.pathTo(i)));
            }
        }
        return places;
    }

    /** The pods that a rule is about. */
    List<Peer.Pod> selected(Place place) {
        PolicySet alone = place.alone(place.rule(), facts);
        return pods.stream().filter(pod -> !alone.selecting(pod).isEmpty()).toList();
    }
}
