package dev.portcullis.console.policies.ui;

import com.vaadin.flow.shared.Registration;
import dev.portcullis.console.policies.Policies;
import dev.portcullis.console.policies.PolicyEntry;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.DisposableBean;
import org.springframework.stereotype.Component;

/**
 * Reads the policies once for all browsers: at most four times a second when something changes, and
 * every two seconds for counts and times. Rests while nobody looks.
 */
@Component
class PolicyChanges implements DisposableBean {
    private static final Logger LOG = LoggerFactory.getLogger(PolicyChanges.class);
    private static final int BEAT_MILLIS = 250;
    private static final int BEATS_BETWEEN_READINGS = 8;

    private final Policies policies;
    private final List<Consumer<List<PolicyEntry>>> followers = new CopyOnWriteArrayList<>();
    private final AtomicBoolean changed = new AtomicBoolean();
    private final ScheduledExecutorService timer =
            Executors.newSingleThreadScheduledExecutor(
                    Thread.ofPlatform().name("policy-page").daemon().factory());
    private final Policies.Registration following;
    private int beats;

    PolicyChanges(Policies policies) {
        this.policies = policies;
        following = policies.onChange(() -> changed.set(true));
        var unused =
                timer.scheduleWithFixedDelay(
                        this::beat, BEAT_MILLIS, BEAT_MILLIS, TimeUnit.MILLISECONDS);
    }

    /** Hands every new reading to the follower, on a thread of its own. */
    Registration follow(Consumer<List<PolicyEntry>> follower) {
        followers.add(follower);
        return () -> followers.remove(follower);
    }

    @Override
    public void destroy() {
        following.close();
        timer.shutdownNow();
    }

    private void beat() {
        if (followers.isEmpty()) {
            return;
        }
        beats = (beats + 1) % BEATS_BETWEEN_READINGS;
        if (changed.getAndSet(false) || beats == 0) {
            try {
                var entries = policies.list();
                followers.forEach(follower -> follower.accept(entries));
            } catch (RuntimeException e) {
                LOG.warn("The policies could not be read for the page; trying again", e);
            }
        }
    }
}
