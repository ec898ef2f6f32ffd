package dev.portcullis.console.incidents;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/** Incidents that a test puts there. */
public final class InMemoryIncidents implements Incidents {
    public final List<Incident> known = new ArrayList<>();
    public final List<IncidentChange> changes = new ArrayList<>();
    public Optional<String> trouble = Optional.empty();
    public Optional<ChangeResult> answer = Optional.empty();
    public long missed;
    private final List<Runnable> listeners = new ArrayList<>();
    private final List<Consumer<IncidentEvent>> followers = new ArrayList<>();

    /** Tells every listener that something changed. */
    public void tell() {
        listeners.forEach(Runnable::run);
    }

    /** Tells every follower of a turn. */
    public void tell(IncidentEvent event) {
        followers.forEach(follower -> follower.accept(event));
    }

    @Override
    public List<Incident> list(IncidentQuery query) {
        return known.stream().filter(query::matches).toList();
    }

    @Override
    public Optional<Incident> find(IncidentId id) {
        return known.stream().filter(incident -> incident.id().equals(id)).findFirst();
    }

    @Override
    public int needingAttention() {
        return (int) known.stream().filter(Incident::needsAttention).count();
    }

    @Override
    public ChangeResult change(IncidentChange change) {
        changes.add(change);
        return answer.orElseGet(
                () ->
                        find(change.id())
                                .<ChangeResult>map(ChangeResult.Changed::new)
                                .orElseGet(ChangeResult.NotFound::new));
    }

    @Override
    public long unexamined() {
        return missed;
    }

    @Override
    public Optional<String> problem() {
        return trouble;
    }

    @Override
    public Registration onChange(Runnable listener) {
        listeners.add(listener);
        return () -> listeners.remove(listener);
    }

    @Override
    public Registration onEvent(Consumer<IncidentEvent> listener) {
        followers.add(listener);
        return () -> followers.remove(listener);
    }
}
