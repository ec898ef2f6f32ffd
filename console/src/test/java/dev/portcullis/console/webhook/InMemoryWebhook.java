package dev.portcullis.console.webhook;

import dev.portcullis.console.access.User;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.CopyOnWriteArrayList;

/** A webhook that tells nobody. */
public final class InMemoryWebhook implements Webhook {
    public static final Instant START = Instant.parse("2026-11-22T12:00:00Z");

    public final List<Delivery> deliveries = new ArrayList<>();
    public final List<User> testers = new ArrayList<>();
    public Optional<String> target = Optional.of("https://hooks.example/…");
    public Optional<String> trouble = Optional.empty();
    public Optional<String> refusal = Optional.empty();
    public int waiting;
    private final List<Runnable> listeners = new CopyOnWriteArrayList<>();

    /** Forgets all of it. */
    public void reset() {
        deliveries.clear();
        testers.clear();
        target = Optional.of("https://hooks.example/…");
        trouble = Optional.empty();
        refusal = Optional.empty();
        waiting = 0;
    }

    /** One that was tried so often. */
    public static Delivery delivery(Delivery.State state, int attempts, String answer) {
        return new Delivery(
                UUID.fromString("00000000-0000-0000-0000-000000000001"),
                START,
                "incident.opened",
                "Incident #31",
                state,
                attempts,
                START.plusSeconds(30),
                answer);
    }

    /** Tells every follower that something changed. */
    public void tell() {
        listeners.forEach(Runnable::run);
    }

    @Override
    public Optional<String> target() {
        return target;
    }

    @Override
    public Optional<String> problem() {
        return trouble;
    }

    @Override
    public List<Delivery> newest() {
        return List.copyOf(deliveries);
    }

    @Override
    public int waiting() {
        return waiting;
    }

    @Override
    public Optional<String> test(User user) {
        if (refusal.isEmpty()) {
            testers.add(user);
        }
        return refusal;
    }

    @Override
    public Registration onChange(Runnable listener) {
        listeners.add(listener);
        return () -> listeners.remove(listener);
    }
}
