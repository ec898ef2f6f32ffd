package dev.portcullis.lab.kubelet;

import dev.portcullis.lab.api.ApiException;
import dev.portcullis.lab.api.Kind;
import dev.portcullis.lab.api.PodLogs;
import dev.portcullis.lab.api.Store;
import dev.portcullis.lab.controllers.Events;
import dev.portcullis.lab.net.DataPlane;
import dev.portcullis.lab.objects.Fields;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import tools.jackson.databind.node.ObjectNode;

/** The one node: puts every pod on itself and runs it as child processes. */
public final class Kubelet implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(Kubelet.class);
    private static final Duration LAST_GRACE = Duration.ofSeconds(5);

    private final NodeParts node;
    private final Map<String, PodRunner> runners = new ConcurrentHashMap<>();
    private final AutoCloseable watch;
    private volatile boolean closed;

    private Kubelet(NodeParts node) {
        this.node = node;
        this.watch = node.store().watch(Kind.POD, this::changed);
    }

    /** What the node's containers write; known before the kubelet is started. */
    public static PodLogs newLogs() {
        return new ContainerLogs();
    }

    /**
     * Starts the kubelet.
     *
     * @param logs from {@link #newLogs}
     */
    public static Kubelet start(
            Store store,
            DataPlane net,
            Events events,
            KubeletSettings settings,
            ProcessLedger ledger,
            PodLogs logs,
            FreePorts ports,
            Clock clock) {
        return new Kubelet(
                new NodeParts(
                        store,
                        net,
                        events,
                        settings,
                        ledger,
                        (ContainerLogs) logs,
                        new StartGate(Math.max(2, Runtime.getRuntime().availableProcessors())),
                        new PodAddresses(),
                        ports,
                        clock));
    }

    /** The port of this machine behind a container port of some pod with that label {@code app}, once it runs. */
    public Optional<Integer> port(String namespace, String app, int containerPort) {
        return runners.values().stream()
                .filter(runner -> runner.key().namespace().equals(namespace))
                .filter(
                        runner ->
                                node.store()
                                        .get(Kind.POD, namespace, runner.key().name())
                                        .map(pod -> app.equals(Fields.labels(pod).get("app")))
                                        .orElse(false))
                .map(runner -> runner.port(containerPort))
                .flatMap(Optional::stream)
                .findFirst();
    }

    private void changed(Store.Event event) {
        ObjectNode pod = event.object();
        String uid = Fields.uid(pod);
        PodRunner runner = runners.get(uid);
        if (event.type() == Store.Event.Type.DELETED) {
            if (runner != null) {
                Thread.ofVirtual().start(() -> stop(uid, runner, Duration.ZERO, false));
            }
        } else if (Fields.isBeingDeleted(pod)) {
            Duration grace =
                    Duration.ofSeconds(
                            Fields.number(
                                    pod.path("metadata").path("deletionGracePeriodSeconds"), 30));
            if (runner != null) {
                node.events().normal(pod, "kubelet", "Killing", "Stopping container");
                Thread.ofVirtual().start(() -> stop(uid, runner, grace, true));
            } else {
                node.store()
                        .delete(
                                Kind.POD,
                                Fields.namespace(pod),
                                Fields.name(pod),
                                dev.portcullis.lab.api.DeleteOptions.NOW);
            }
        } else if (runner == null && !closed && !hasEnded(pod)) {
            admit(pod);
        }
    }

    private static boolean hasEnded(ObjectNode pod) {
        String phase = Fields.text(pod.path("status").path("phase"));
        return phase.equals("Succeeded") || phase.equals("Failed");
    }

    private void stop(String uid, PodRunner runner, Duration grace, boolean removeObject) {
        runner.stop(grace, removeObject);
        runners.remove(uid, runner);
    }

    /** The lab's scheduler: there is one node. */
    private void admit(ObjectNode pod) {
        String node = this.node.settings().node();
        String assigned = Fields.text(pod.path("spec").path("nodeName"));
        if (!assigned.isEmpty() && !assigned.equals(node)) {
            return;
        }
        try {
            awaitPredecessor(pod);
            ObjectNode bound =
                    this.node
                            .store()
                            .update(
                                    Kind.POD,
                                    Fields.namespace(pod),
                                    Fields.name(pod),
                                    now -> {
                                        now.withObject("spec").put("nodeName", node);
                                        return now;
                                    });
            this.node
                    .events()
                    .normal(
                            bound,
                            "default-scheduler",
                            "Scheduled",
                            "Successfully assigned %s/%s to %s"
                                    .formatted(Fields.namespace(pod), Fields.name(pod), node));
            runners.put(Fields.uid(pod), PodRunner.start(this.node, bound));
        } catch (ApiException e) {
            if (!e.isNotFound()) {
                LOG.warn("{} cannot be started", Fields.name(pod), e);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** A pod that was deleted by force may still be ending when the next one of its name comes. */
    private void awaitPredecessor(ObjectNode pod) throws InterruptedException {
        List<PodRunner> sameName =
                runners.values().stream()
                        .filter(r -> r.key().namespace().equals(Fields.namespace(pod)))
                        .filter(r -> r.key().name().equals(Fields.name(pod)))
                        .toList();
        for (PodRunner runner : sameName) {
            runner.awaitGone();
        }
    }

    /** Ends every pod. Their objects stay, for nobody is left to look at them. */
    @Override
    public void close() throws Exception {
        closed = true;
        watch.close();
        List<Thread> stops =
                runners.values().stream()
                        .map(r -> Thread.ofVirtual().start(() -> r.stop(LAST_GRACE, false)))
                        .toList();
        for (Thread stop : stops) {
            stop.join();
        }
    }
}
