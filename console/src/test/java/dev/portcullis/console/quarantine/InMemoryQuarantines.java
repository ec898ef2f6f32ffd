package dev.portcullis.console.quarantine;

import dev.portcullis.console.access.User;
import dev.portcullis.hubble.Flow;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;

/** Quarantines that a test puts there. */
public final class InMemoryQuarantines implements Quarantines {
    public final List<Quarantine> known = new ArrayList<>();
    public final List<QuarantineRequest> begun = new ArrayList<>();
    public final List<String> released = new ArrayList<>();
    public Predicate<Flow> denies = _ -> false;
    public PlanResult planned = new PlanResult.Refused("Nothing is planned.");

    @Override
    public PlanResult plan(QuarantineSubject subject) {
        return planned;
    }

    @Override
    public QuarantineResult begin(QuarantineRequest request) {
        begun.add(request);
        return new QuarantineResult.Done("portcullis-quarantine-1");
    }

    @Override
    public QuarantineResult release(String namespace, String policy, String reason, User user) {
        released.add(namespace + "/" + policy);
        return new QuarantineResult.Done(policy);
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
        return Optional.empty();
    }

    @Override
    public Registration onChange(Runnable listener) {
        return () -> {};
    }
}
