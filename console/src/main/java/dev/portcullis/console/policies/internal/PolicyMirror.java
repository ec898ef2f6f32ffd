package dev.portcullis.console.policies.internal;

import dev.portcullis.console.policies.ParkedPolicy;
import dev.portcullis.console.policies.Policies;
import dev.portcullis.policy.PolicyId;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.BooleanSupplier;

/** What the console last heard of policies in the cluster and of parked ones. Never waits for the cluster. */
final class PolicyMirror {
    private final Map<PolicyId, LivePolicy> live = new ConcurrentHashMap<>();
    private final Map<PolicyId, ParkedPolicy> parked = new ConcurrentHashMap<>();
    private final List<Runnable> listeners = new CopyOnWriteArrayList<>();
    private final AtomicLong version = new AtomicLong();
    private final ReentrantLock lock = new ReentrantLock();
    private final Condition changed = lock.newCondition();

    Optional<LivePolicy> live(PolicyId id) {
        return Optional.ofNullable(live.get(id));
    }

    Optional<ParkedPolicy> parked(PolicyId id) {
        return Optional.ofNullable(parked.get(id));
    }

    Collection<LivePolicy> allLive() {
        return List.copyOf(live.values());
    }

    Collection<ParkedPolicy> allParked() {
        return List.copyOf(parked.values());
    }

    SortedSet<PolicyId> ids() {
        var ids = new TreeSet<>(live.keySet());
        ids.addAll(parked.keySet());
        return ids;
    }

    /** Grows with each change of a policy or a parking. */
    long version() {
        return version.get();
    }

    void seen(LivePolicy policy) {
        live.put(policy.id(), policy);
        version.incrementAndGet();
        announce();
    }

    void gone(LivePolicy policy) {
        live.remove(policy.id());
        version.incrementAndGet();
        announce();
    }

    void seen(ParkedPolicy policy) {
        parked.put(policy.id(), policy);
        version.incrementAndGet();
        announce();
    }

    void gone(ParkedPolicy policy) {
        parked.remove(policy.id());
        version.incrementAndGet();
        announce();
    }

    /** Calls back after each change, on the thread that brought it. */
    Policies.Registration onChange(Runnable listener) {
        listeners.add(listener);
        return () -> listeners.remove(listener);
    }

    /** Waits until it is so, but not for ever. */
    void await(Duration atMost, BooleanSupplier condition) {
        var left = atMost.toNanos();
        lock.lock();
        try {
            while (!condition.getAsBoolean() && left > 0) {
                left = changed.awaitNanos(left);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } finally {
            lock.unlock();
        }
    }

    /** Tells everybody that something is different. */
    void announce() {
        lock.lock();
        try {
            changed.signalAll();
        } finally {
            lock.unlock();
        }
        listeners.forEach(Runnable::run);
    }
}
