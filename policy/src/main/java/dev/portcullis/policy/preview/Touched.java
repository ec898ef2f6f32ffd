package dev.portcullis.policy.preview;

import dev.portcullis.policy.Connection;
import dev.portcullis.policy.Labels;
import dev.portcullis.policy.Peer;
import dev.portcullis.policy.Policy;
import dev.portcullis.policy.verdict.PolicySet;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Tells of which connections a change of policies can change the verdict at all: those of which
 * either end is one that a changed policy is about. All others need not be decided again.
 */
final class Touched {

    private final boolean all;
    private final PolicySet changed;
    private final Map<Subject, Boolean> known = new HashMap<>();

    private record Subject(Labels labels, boolean pod) {}

    private Touched(boolean all, PolicySet changed) {
        this.all = all;
        this.changed = changed;
    }

    /** Between two sets; where they know different things of the cluster, every connection is touched. */
    static Touched between(PolicySet before, PolicySet after) {
        List<Policy> changed = new ArrayList<>(without(before.policies(), after.policies()));
        changed.addAll(without(after.policies(), before.policies()));
        return new Touched(
                !before.facts().equals(after.facts()), PolicySet.compile(changed, before.facts()));
    }

    boolean by(Connection connection) {
        return all || about(connection.from()) || about(connection.to());
    }

    private boolean about(Peer subject) {
        return known.computeIfAbsent(
                new Subject(subject.labels(), subject instanceof Peer.Pod),
                _ -> changed.mayBeAbout(subject));
    }

    private static List<Policy> without(List<Policy> policies, List<Policy> others) {
        Set<Policy> same = new HashSet<>(others);
        return policies.stream().filter(policy -> !same.contains(policy)).toList();
    }
}
