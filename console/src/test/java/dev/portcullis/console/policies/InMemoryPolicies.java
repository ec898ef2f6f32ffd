package dev.portcullis.console.policies;

import dev.portcullis.console.cluster.ReadProblem;
import dev.portcullis.console.questions.ChangePreview;
import dev.portcullis.console.questions.QuestionsWithoutFlows;
import dev.portcullis.console.questions.Replay;
import dev.portcullis.policy.Policy;
import dev.portcullis.policy.PolicyId;
import dev.portcullis.policy.read.ParseResult;
import dev.portcullis.policy.read.PolicyParser;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;

/** Policies in a map, with versions that count; a test may decide what an apply comes to. */
public final class InMemoryPolicies implements Policies {
    public final Map<PolicyId, PolicyEntry> known = new LinkedHashMap<>();
    public final List<ApplyRequest> applied = new ArrayList<>();
    public Optional<ApplyResult> answer = Optional.empty();

    /** What was to be replayed, by previews so far. */
    public final List<Replay> replayed = new CopyOnWriteArrayList<>();

    /** A policy that is on. */
    public PolicyEntry on(PolicyId id, String version, String yaml, Owner owner) {
        var entry = entry(id, GateState.ON, version, yaml, owner);
        known.put(id, entry);
        return entry;
    }

    /** A policy that is parked. */
    public PolicyEntry off(PolicyId id, String yaml) {
        var entry = entry(id, GateState.OFF, "", yaml, Owner.NOBODY);
        known.put(id, entry);
        return entry;
    }

    private static PolicyEntry entry(
            PolicyId id, GateState state, String version, String yaml, Owner owner) {
        return new PolicyEntry(
                id,
                state,
                false,
                "",
                Map.of(),
                owner,
                parse(yaml).stream().findFirst(),
                List.of(),
                Optional.empty(),
                yaml,
                version,
                Optional.empty(),
                List.of("users/mysql"),
                1,
                Hits.NONE,
                Enforcement.NOT_OBSERVED);
    }

    private static List<Policy> parse(String yaml) {
        return PolicyParser.parseYaml(yaml) instanceof ParseResult.Parsed parsed
                ? parsed.policies()
                : List.of();
    }

    @Override
    public List<PolicyEntry> list() {
        return List.copyOf(known.values());
    }

    @Override
    public Optional<PolicyEntry> find(PolicyId id) {
        return Optional.ofNullable(known.get(id));
    }

    @Override
    public Optional<ReadProblem> problem() {
        return Optional.empty();
    }

    @Override
    public ChangePreview preview(PolicyId id, boolean on, Replay replay) {
        replayed.add(replay);
        return new QuestionsWithoutFlows().preview;
    }

    @Override
    public Optional<ChangePreview> preview(String yaml, Replay replay) {
        replayed.add(replay);
        return parse(yaml).isEmpty()
                ? Optional.empty()
                : Optional.of(new QuestionsWithoutFlows().preview);
    }

    @Override
    public Map<PolicyId, Standing> standing(String yaml) {
        var standing = new LinkedHashMap<PolicyId, Standing>();
        for (var policy : parse(yaml)) {
            find(policy.id())
                    .ifPresent(
                            entry ->
                                    standing.put(
                                            policy.id(),
                                            new Standing(entry.resourceVersion(), entry.yaml())));
        }
        return standing;
    }

    @Override
    public ToggleResult move(ToggleRequest request) {
        throw new UnsupportedOperationException("no test moves a gate here");
    }

    @Override
    public ApplyResult check(String yaml, Map<PolicyId, String> basedOn) {
        return new ApplyResult.Acceptable(parse(yaml).stream().map(Policy::id).toList(), List.of());
    }

    @Override
    public ApplyResult apply(ApplyRequest request) {
        applied.add(request);
        return answer.orElseGet(
                () ->
                        new ApplyResult.Applied(
                                parse(request.yaml()).stream().map(Policy::id).toList(),
                                "kubectl replace -f policy.yaml"));
    }

    @Override
    public String kubectl(PolicyId id, boolean on) {
        return "kubectl get cnp " + id.name();
    }

    @Override
    public Registration onChange(Runnable listener) {
        return () -> {};
    }
}
