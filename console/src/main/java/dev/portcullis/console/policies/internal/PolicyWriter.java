package dev.portcullis.console.policies.internal;

import dev.portcullis.console.audit.AuditEvent;
import dev.portcullis.console.audit.AuditLog;
import dev.portcullis.console.audit.Outcome;
import dev.portcullis.console.audit.RecordResult;
import dev.portcullis.console.policies.ApplyRequest;
import dev.portcullis.console.policies.ApplyResult;
import dev.portcullis.console.policies.ToggleResult.Why;
import dev.portcullis.policy.Policy;
import dev.portcullis.policy.PolicyId;
import dev.portcullis.policy.PolicyKind;
import dev.portcullis.policy.read.ParseResult;
import dev.portcullis.policy.read.PolicyParser;
import dev.portcullis.policy.read.Problem;
import dev.portcullis.policy.read.YamlReader;
import dev.portcullis.policy.read.YamlResult;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import tools.jackson.databind.node.ObjectNode;

/**
 * Takes policies as text: reads them strictly, has the cluster try them out, and only then writes
 * them whole, each in the place of the version the text was based on.
 */
final class PolicyWriter {
    private final PolicyCluster cluster;
    private final AuditLog audit;

    PolicyWriter(PolicyCluster cluster, AuditLog audit) {
        this.cluster = cluster;
        this.audit = audit;
    }

    private record Draft(PolicyId id, ObjectNode manifest) {}

    private sealed interface Drafts {
        record Ready(List<Draft> drafts, List<Problem> warnings) implements Drafts {}

        record Bad(List<Problem> problems) implements Drafts {}
    }

    ApplyResult check(String yaml, Map<PolicyId, String> basedOn) {
        return switch (read(yaml)) {
            case Drafts.Bad(var problems) -> new ApplyResult.Unreadable(problems);
            case Drafts.Ready(var drafts, var warnings) -> tryOut(drafts, warnings, basedOn);
        };
    }

    ApplyResult apply(ApplyRequest request) {
        return switch (read(request.yaml())) {
            case Drafts.Bad(var problems) -> new ApplyResult.Unreadable(problems);
            case Drafts.Ready(var drafts, var warnings) ->
                    switch (tryOut(drafts, warnings, request.basedOn())) {
                        case ApplyResult.Acceptable _ -> write(request, drafts);
                        case ApplyResult refused -> refused;
                    };
        };
    }

    /** The policies a text speaks of; none if it cannot be read. */
    static List<PolicyId> ids(String yaml) {
        return switch (read(yaml)) {
            case Drafts.Bad _ -> List.of();
            case Drafts.Ready(var drafts, var _) -> ids(drafts);
        };
    }

    private ApplyResult tryOut(
            List<Draft> drafts, List<Problem> warnings, Map<PolicyId, String> basedOn) {
        for (var draft : drafts) {
            try {
                if (cluster.findParked(draft.id()).isPresent()) {
                    return new ApplyResult.Refused(
                            Why.CONFLICT,
                            "%s is off and parked under this name. Turn it on before you change it."
                                    .formatted(draft.id().display()),
                            List.of());
                }
                var version = Optional.ofNullable(basedOn.get(draft.id()));
                var conflict = conflict(draft.id(), version, List.of());
                if (conflict.isPresent()) {
                    return conflict.get();
                }
                cluster.tryOut(draft.id(), draft.manifest(), version);
            } catch (ClusterRefusedException e) {
                var stopped =
                        GateMover.stopped(
                                e, "Nothing was changed (%s).".formatted(draft.id().display()));
                return new ApplyResult.Refused(stopped.why(), stopped.sentence(), List.of());
            }
        }
        return new ApplyResult.Acceptable(ids(drafts), warnings);
    }

    /** Whether the cluster has another version than the text was based on. */
    private Optional<ApplyResult> conflict(
            PolicyId id, Optional<String> version, List<PolicyId> done) {
        var there = cluster.find(id);
        return there.map(LivePolicy::resourceVersion).equals(version)
                ? Optional.empty()
                : Optional.of(
                        new ApplyResult.Conflict(
                                id,
                                there.map(live -> Manifests.yaml(Manifests.bare(live.object()))),
                                there.map(LivePolicy::resourceVersion).orElse(""),
                                done));
    }

    private ApplyResult write(ApplyRequest request, List<Draft> drafts) {
        var names = drafts.stream().map(d -> d.id().toString()).collect(Collectors.joining(", "));
        var event = new AuditEvent(request.user(), "policy.apply", names, request.reason());
        return switch (audit.record(event)) {
            case RecordResult.Unwritable unwritable ->
                    new ApplyResult.Refused(Why.UNRECORDED, unwritable.why(), List.of());
            case RecordResult.Recorded recorded -> {
                var done = new ArrayList<PolicyId>();
                try {
                    for (var draft : drafts) {
                        write(draft, Optional.ofNullable(request.basedOn().get(draft.id())));
                        done.add(draft.id());
                    }
                    audit.outcome(recorded.seq(), Outcome.DONE, "");
                    yield new ApplyResult.Applied(done, kubectl(drafts, request.basedOn()));
                } catch (ClusterRefusedException e) {
                    audit.outcome(recorded.seq(), Outcome.FAILED, e.getMessage());
                    yield stopped(request, drafts, done, e);
                }
            }
        };
    }

    private void write(Draft draft, Optional<String> version) {
        if (version.isPresent()) {
            cluster.replace(draft.id(), draft.manifest(), version.get());
        } else {
            cluster.create(draft.id(), draft.manifest());
        }
    }

    private ApplyResult stopped(
            ApplyRequest request,
            List<Draft> drafts,
            List<PolicyId> done,
            ClusterRefusedException refused) {
        var failed = drafts.get(done.size()).id();
        return switch (refused.refusal()) {
            case CONFLICT, EXISTS, MISSING ->
                    conflict(failed, Optional.ofNullable(request.basedOn().get(failed)), done)
                            .orElseGet(() -> refused(refused, drafts, done));
            case FORBIDDEN, INVALID, SILENT -> refused(refused, drafts, done);
        };
    }

    private static ApplyResult refused(
            ClusterRefusedException refused, List<Draft> drafts, List<PolicyId> done) {
        var stopped =
                GateMover.stopped(
                        refused,
                        "%d of %d policies were written.".formatted(done.size(), drafts.size()));
        return new ApplyResult.Refused(stopped.why(), stopped.sentence(), done);
    }

    /** What does the same by hand. */
    private static String kubectl(List<Draft> drafts, Map<PolicyId, String> basedOn) {
        var replaced = drafts.stream().filter(d -> basedOn.containsKey(d.id())).count();
        if (replaced == drafts.size()) {
            return "kubectl replace -f policy.yaml";
        }
        return replaced == 0 ? "kubectl create -f policy.yaml" : "kubectl apply -f policies.yaml";
    }

    private static Drafts read(String yaml) {
        return switch (YamlReader.read(yaml)) {
            case YamlResult.Unreadable broken ->
                    bad(
                            broken.line() == 0 ? "" : "line " + broken.line(),
                            broken.message(),
                            broken.mend());
            case YamlResult.Documents documents -> read(documents.trees());
        };
    }

    private static Drafts read(List<Object> trees) {
        if (trees.isEmpty()) {
            return bad("", "There is no policy in this text.", "Write or paste one.");
        }
        var drafts = new ArrayList<Draft>();
        var problems = new ArrayList<Problem>();
        var warnings = new ArrayList<Problem>();
        for (var tree : trees) {
            switch (PolicyParser.parse(tree)) {
                case ParseResult.Rejected rejected -> problems.addAll(rejected.problems());
                case ParseResult.Parsed parsed -> {
                    warnings.addAll(parsed.warnings());
                    if (parsed.policies().size() == 1 && hasGate(parsed.policies().getFirst())) {
                        var id = parsed.policies().getFirst().id();
                        Manifests.node(tree)
                                .map(node -> Manifests.bare(inNamespace(node, id)))
                                .ifPresent(node -> drafts.add(new Draft(id, node)));
                    } else {
                        problems.add(
                                new Problem(
                                        "kind",
                                        "Only single Cilium policies can be written here.",
                                        "Write CiliumNetworkPolicy or"
                                                + " CiliumClusterwideNetworkPolicy, one per"
                                                + " document."));
                    }
                }
            }
        }
        return problems.isEmpty() ? new Drafts.Ready(drafts, warnings) : new Drafts.Bad(problems);
    }

    private static boolean hasGate(Policy policy) {
        return policy.id().kind() != PolicyKind.NETWORK_POLICY;
    }

    private static ObjectNode inNamespace(ObjectNode manifest, PolicyId id) {
        if (manifest.path("metadata") instanceof ObjectNode metadata
                && id.kind().namespaced()
                && !metadata.has("namespace")) {
            metadata.put("namespace", id.namespace());
        }
        return manifest;
    }

    private static Drafts bad(String path, String message, String mend) {
        return new Drafts.Bad(List.of(new Problem(path, message, mend)));
    }

    private static List<PolicyId> ids(List<Draft> drafts) {
        return drafts.stream().map(Draft::id).toList();
    }
}
