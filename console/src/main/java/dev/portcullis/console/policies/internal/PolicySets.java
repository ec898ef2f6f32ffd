package dev.portcullis.console.policies.internal;

import dev.portcullis.policy.Policy;
import dev.portcullis.policy.PolicyId;
import dev.portcullis.policy.preview.PolicyChange;
import dev.portcullis.policy.read.ParseResult;
import dev.portcullis.policy.read.PolicyParser;
import dev.portcullis.policy.read.Problem;
import dev.portcullis.policy.verdict.PolicySet;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import tools.jackson.databind.node.ObjectNode;

/** The mirrored policies, compiled: as they are, and as they would be with one gate moved. */
final class PolicySets {
    private final PolicyMirror mirror;
    private final Map<PolicyId, Read> readings = new ConcurrentHashMap<>();
    private volatile Compiled compiled = new Compiled(-1, PolicySet.compile(List.of()));

    PolicySets(PolicyMirror mirror) {
        this.mirror = mirror;
    }

    /** An object as the engine read it. */
    record Reading(Optional<Policy> policy, List<Problem> problems) {}

    private record Read(ObjectNode object, Reading reading) {}

    private static final class Compiled {
        private final long version;
        private final PolicySet current;
        private final Map<PolicyId, PolicySet> moved = new ConcurrentHashMap<>();

        Compiled(long version, PolicySet current) {
            this.version = version;
            this.current = current;
        }
    }

    /** Reads an object, or remembers how it was read. */
    Reading read(PolicyId id, ObjectNode object) {
        var known = readings.get(id);
        if (known != null && known.object() == object) {
            return known.reading();
        }
        var reading = read(object);
        readings.put(id, new Read(object, reading));
        return reading;
    }

    /** Reads an object. */
    static Reading read(ObjectNode object) {
        return switch (PolicyParser.parse(Manifests.tree(object))) {
            case ParseResult.Rejected rejected ->
                    new Reading(Optional.empty(), rejected.problems());
            case ParseResult.Parsed parsed ->
                    new Reading(parsed.policies().stream().findFirst(), parsed.warnings());
        };
    }

    /** The policies that are on. */
    PolicySet current() {
        return compiled().current;
    }

    /** The same with this one policy on if it is off, or off if it is on. */
    PolicySet moved(PolicyId id) {
        return compiled().moved.computeIfAbsent(id, this::compileMoved);
    }

    /** The same with these changes. */
    PolicySet with(List<PolicyChange> changes) {
        return PolicySet.compile(PolicyChange.apply(on(), changes));
    }

    private PolicySet compileMoved(PolicyId id) {
        var policies = new ArrayList<>(on());
        if (!policies.removeIf(policy -> policy.id().equals(id))) {
            mirror.parked(id)
                    .flatMap(parked -> Manifests.read(parked.manifest()))
                    .map(PolicySets::read)
                    .flatMap(Reading::policy)
                    .ifPresent(policies::add);
        }
        return PolicySet.compile(policies);
    }

    private Compiled compiled() {
        var known = compiled;
        var version = mirror.version();
        if (known.version != version) {
            known = new Compiled(version, PolicySet.compile(on()));
            compiled = known;
        }
        return known;
    }

    /** What the cluster calls invalid is not enforced, and so does not count. */
    private List<Policy> on() {
        return mirror.allLive().stream()
                .filter(live -> live.valid().map(LivePolicy.Condition::holds).orElse(true))
                .map(live -> read(live.id(), live.object()).policy())
                .flatMap(Optional::stream)
                .toList();
    }
}
