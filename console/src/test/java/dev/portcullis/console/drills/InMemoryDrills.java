package dev.portcullis.console.drills;

import dev.portcullis.console.access.User;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Drills that a test puts there. */
public final class InMemoryDrills implements Drills {
    public final List<Drill> known = new ArrayList<>();
    public final List<DrillRequest> launched = new ArrayList<>();
    public final List<User> launchers = new ArrayList<>();
    public final List<DrillId> cleaned = new ArrayList<>();
    private final List<Runnable> listeners = new ArrayList<>();
    public DrillEvidence evidence = DrillEvidence.NONE;
    public Optional<String> off = Optional.empty();
    public Optional<LaunchResult> answer = Optional.empty();
    public Optional<RuntimeException> breakage = Optional.empty();

    /** Tells every follower that something changed. */
    public void tell() {
        listeners.forEach(Runnable::run);
    }

    @Override
    public LaunchResult launch(DrillRequest request, User user) {
        if (breakage.isPresent()) {
            throw breakage.get();
        }
        if (answer.isPresent()) {
            return answer.get();
        }
        launched.add(request);
        launchers.add(user);
        known.add(TestDrills.running());
        return new LaunchResult.Launched(TestDrills.running());
    }

    @Override
    public Optional<Drill> find(DrillId id) {
        return known.stream().filter(drill -> drill.id().equals(id)).findFirst();
    }

    @Override
    public Optional<DrillEvidence> evidence(DrillId id) {
        return find(id).map(_ -> evidence);
    }

    @Override
    public List<Drill> newest() {
        return List.copyOf(known);
    }

    @Override
    public CleanUpResult cleanUp(DrillId id, User user) {
        cleaned.add(id);
        return new CleanUpResult.Asked(1);
    }

    @Override
    public CleanUpResult cleanUpAll(User user) {
        return new CleanUpResult.Asked(known.size());
    }

    @Override
    public Optional<String> unavailable() {
        return off;
    }

    @Override
    public Following onChange(Runnable listener) {
        listeners.add(listener);
        return () -> listeners.remove(listener);
    }
}
