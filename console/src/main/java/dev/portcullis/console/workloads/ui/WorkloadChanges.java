package dev.portcullis.console.workloads.ui;

import com.vaadin.flow.shared.Registration;
import dev.portcullis.console.workloads.ClusterWorkload;
import dev.portcullis.console.workloads.ClusterWorkloads;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.DisposableBean;
import org.springframework.stereotype.Component;

/** Reads the workloads once a second for all browsers. Rests while nobody looks. */
@Component
class WorkloadChanges implements DisposableBean {
    private static final Logger LOG = LoggerFactory.getLogger(WorkloadChanges.class);

    private final ClusterWorkloads workloads;
    private final List<Consumer<List<ClusterWorkload>>> followers = new CopyOnWriteArrayList<>();
    private final ScheduledExecutorService timer =
            Executors.newSingleThreadScheduledExecutor(
                    Thread.ofPlatform().name("workload-page").daemon().factory());

    WorkloadChanges(ClusterWorkloads workloads) {
        this.workloads = workloads;
        var unused = timer.scheduleWithFixedDelay(this::beat, 1, 1, TimeUnit.SECONDS);
    }

    /** Hands every reading to the follower, on a thread of its own. */
    Registration follow(Consumer<List<ClusterWorkload>> follower) {
        followers.add(follower);
        return () -> followers.remove(follower);
    }

    @Override
    public void destroy() {
        timer.shutdownNow();
    }

    private void beat() {
        if (followers.isEmpty()) {
            return;
        }
        try {
            var list = workloads.list();
            followers.forEach(follower -> follower.accept(list));
        } catch (RuntimeException e) {
            LOG.warn("The workloads could not be read for the page; trying again", e);
        }
    }
}
