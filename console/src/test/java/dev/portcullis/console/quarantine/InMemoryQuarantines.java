package dev.portcullis.console.quarantine;

import dev.portcullis.console.access.User;
import dev.portcullis.hubble.Flow;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Predicate;

/** Quarantines that a test puts there. */
public final class InMemoryQuarantines implements Quarantines {
    public final List<Quarantine> known = new ArrayList<>();
    public final List<QuarantineRequest> begun = new ArrayList<>();
    public final List<String> released = new ArrayList<>();
    public Optional<QuarantineResult> answer = Optional.empty();
    public Optional<String> trouble = Optional.empty();
    private final List<Runnable> listeners = new CopyOnWriteArrayList<>();
    public Predicate<Flow> denies = _ -> false;
    public PlanResult planned = new PlanResult.Refused("Nothing is planned.");

    /** Forgets all of it. */
    public void reset() {
        known.clear();
        begun.clear();
        released.clear();
        answer = Optional.empty();
        trouble = Optional.empty();
        planned = new PlanResult.Refused("Nothing is planned.");
    }

    /** Tells every follower that something changed. */
    public void tell() {
        listeners.forEach(Runnable::run);
    }

    @Override
    public PlanResult plan(QuarantineSubject subject) {
        return planned;
    }

    @Override
    public QuarantineResult begin(QuarantineRequest request) {
        begun.add(request);
        return answer.orElseGet(() -> new QuarantineResult.Done("portcullis-quarantine-1"));
    }

    @Override
    public QuarantineResult release(String namespace, String policy, String reason, User user) {
        released.add(namespace + "/" + policy);
        return answer.orElseGet(() -> new QuarantineResult.Done(policy));
    }

    @Override
    public List<Quarantine> active() {
        return List.copyOf(known);
    }

    @Override
    public boolean denied(Flow flow) {
        return denies.test(flow);
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
}
