package dev.portcullis.console.policies.internal;

import dev.portcullis.console.access.Role;
import dev.portcullis.console.cluster.ClusterPulse;
import dev.portcullis.console.cluster.ReadProblem;
import dev.portcullis.console.policies.ApplyRequest;
import dev.portcullis.console.policies.ApplyResult;
import dev.portcullis.console.policies.GateState;
import dev.portcullis.console.policies.Owner;
import dev.portcullis.console.policies.Policies;
import dev.portcullis.console.policies.PolicyEntry;
import dev.portcullis.console.policies.ToggleRequest;
import dev.portcullis.console.policies.ToggleResult;
import dev.portcullis.console.policies.internal.GateMover.Move;
import dev.portcullis.console.questions.ChangePreview;
import dev.portcullis.console.questions.PolicyQuestions;
import dev.portcullis.console.questions.Replay;
import dev.portcullis.policy.Policy;
import dev.portcullis.policy.PolicyId;
import dev.portcullis.policy.preview.PolicyChange;
import dev.portcullis.policy.read.ParseResult;
import dev.portcullis.policy.read.PolicyParser;
import jakarta.annotation.security.RolesAllowed;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;
import java.util.function.Supplier;
import tools.jackson.databind.node.ObjectNode;

/** The policies of the cluster the console is connected to. */
class LivePolicies implements Policies {
    private static final Duration MIRRORED_WITHIN = Duration.ofSeconds(3);

    private final PolicyMirror mirror;
    private final PolicySets sets;
    private final GateKeeper keeper;
    private final EnforcementWatch watch;
    private final PolicyWriter writer;
    private final ClusterView view;
    private final PolicyQuestions questions;
    private final ClusterPulse pulse;
    private final Supplier<Optional<ReadProblem>> mirrorProblem;
    private final String home;

    LivePolicies(
            PolicyMirror mirror,
            PolicySets sets,
            GateKeeper keeper,
            EnforcementWatch watch,
            PolicyWriter writer,
            ClusterView view,
            PolicyQuestions questions,
            ClusterPulse pulse,
            Supplier<Optional<ReadProblem>> mirrorProblem,
            String home) {
        this.mirror = mirror;
        this.sets = sets;
        this.keeper = keeper;
        this.watch = watch;
        this.writer = writer;
        this.view = view;
        this.questions = questions;
        this.pulse = pulse;
        this.mirrorProblem = mirrorProblem;
        this.home = home;
    }

    @Override
    public List<PolicyEntry> list() {
        var endpoints = view.endpoints();
        return mirror.ids().stream().flatMap(id -> entry(id, endpoints).stream()).toList();
    }

    @Override
    public Optional<PolicyEntry> find(PolicyId id) {
        return entry(id, view.endpoints());
    }

    @Override
    public Optional<ReadProblem> problem() {
        return switch (pulse.state()) {
            case ClusterPulse.State.Silent silent ->
                    Optional.of(new ReadProblem(ReadProblem.Kind.SILENT, silent.why()));
            case ClusterPulse.State.Answering _, ClusterPulse.State.Unknown _ ->
                    mirrorProblem.get();
        };
    }

    @Override
    public ChangePreview preview(PolicyId id, boolean on, Replay replay) {
        var current = sets.current();
        return questions.preview(
                current, mirror.live(id).isPresent() == on ? current : sets.moved(id), replay);
    }

    @Override
    public Optional<ChangePreview> preview(String yaml, Replay replay) {
        return PolicyParser.parseYaml(yaml) instanceof ParseResult.Parsed parsed
                ? Optional.of(
                        questions.preview(
                                sets.current(),
                                sets.with(
                                        parsed.policies().stream()
                                                .<PolicyChange>map(PolicyChange.Put::new)
                                                .toList()),
                                replay))
                : Optional.empty();
    }

    @Override
    public Map<PolicyId, Standing> standing(String yaml) {
        var standing = new LinkedHashMap<PolicyId, Standing>();
        for (var id : PolicyWriter.ids(yaml)) {
            mirror.live(id)
                    .ifPresent(
                            live ->
                                    standing.put(
                                            id,
                                            new Standing(
                                                    live.resourceVersion(),
                                                    Manifests.yaml(
                                                            Manifests.bare(live.object())))));
        }
        return standing;
    }

    @Override
    @RolesAllowed(Role.OPERATOR_NAME)
    public ToggleResult move(ToggleRequest request) {
        var id = request.id();
        return switch (keeper.move(request)) {
            case Move.Stopped stopped ->
                    new ToggleResult.Refused(stopped.why(), stopped.sentence());
            case Move.Nothing _ -> new ToggleResult.Unchanged(settled(id, request.on()));
            case Move.Done done ->
                    new ToggleResult.Moved(
                            settled(id, request.on()), done.steps(), kubectl(id, request.on()));
        };
    }

    @Override
    public ApplyResult check(String yaml, Map<PolicyId, String> basedOn) {
        return writer.check(yaml, basedOn);
    }

    @Override
    @RolesAllowed(Role.OPERATOR_NAME)
    public ApplyResult apply(ApplyRequest request) {
        var result = writer.apply(request);
        if (result instanceof ApplyResult.Applied applied) {
            applied.policies().forEach(id -> mirror.await(MIRRORED_WITHIN, () -> isMirrored(id)));
        }
        return result;
    }

    private boolean isMirrored(PolicyId id) {
        return mirror.live(id).isPresent();
    }

    @Override
    public String kubectl(PolicyId id, boolean on) {
        var place = ParkingPlace.of(id, home);
        return on ? Kubectl.on(id, place) : Kubectl.off(id, place);
    }

    @Override
    public Registration onChange(Runnable listener) {
        var mirrored = mirror.onChange(listener);
        var pulsed = pulse.onChange(listener);
        return () -> {
            mirrored.close();
            pulsed.close();
        };
    }

    /** The entry once the mirror shows what was just done, so that whoever asks next is not told the past. */
    private PolicyEntry settled(PolicyId id, boolean on) {
        mirror.await(
                MIRRORED_WITHIN,
                () -> mirror.live(id).isPresent() == on && mirror.parked(id).isPresent() != on);
        return find(id).orElseThrow(
                        () ->
                                new IllegalStateException(
                                        "%s was moved and is nowhere now".formatted(id)));
    }

    private Optional<PolicyEntry> entry(PolicyId id, List<ClusterView.Endpoint> endpoints) {
        var live = mirror.live(id);
        var parked = mirror.parked(id);
        var state = GateStates.of(live, parked);
        var object = object(id);
        if (state.isEmpty() || object.isEmpty()) {
            return Optional.empty();
        }
        var reading = sets.read(id, object.get());
        var selected = reading.policy().map(policy -> selected(policy, endpoints));
        var metadata = object.get().path("metadata");
        return Optional.of(
                new PolicyEntry(
                        id,
                        state.get(),
                        keeper.isMoving(id),
                        metadata.path("annotations")
                                .path("portcullis.dev/description")
                                .asString(
                                        object.get().path("spec").path("description").asString("")),
                        Manifests.strings(metadata.path("labels")),
                        owner(object.get()),
                        reading.policy(),
                        reading.problems(),
                        state.get() == GateState.INVALID
                                ? live.flatMap(LivePolicy::valid).map(LivePolicy.Condition::message)
                                : Optional.empty(),
                        Manifests.yaml(Manifests.bare(object.get())),
                        live.map(LivePolicy::resourceVersion).orElse(""),
                        parked,
                        selected.orElse(List.of()),
                        selected.orElse(List.of()).stream().mapToInt(view::pods).sum(),
                        watch.hits(id),
                        watch.of(id)));
    }

    private Optional<ObjectNode> object(PolicyId id) {
        return mirror.live(id)
                .map(LivePolicy::object)
                .or(() -> mirror.parked(id).flatMap(parked -> Manifests.read(parked.manifest())));
    }

    private List<String> selected(Policy policy, List<ClusterView.Endpoint> endpoints) {
        var alone = dev.portcullis.policy.verdict.PolicySet.compile(List.of(policy));
        var workloads = new TreeSet<String>();
        for (var endpoint : endpoints) {
            if (!alone.selecting(endpoint.pod()).isEmpty()) {
                workloads.add(endpoint.workload());
            }
        }
        return List.copyOf(workloads);
    }

    private static Owner owner(ObjectNode object) {
        var metadata = object.path("metadata");
        return Owner.of(
                Manifests.strings(metadata.path("labels")),
                Manifests.strings(metadata.path("annotations")));
    }
}
