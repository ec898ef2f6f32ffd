package dev.portcullis.lab.kubelet;

import dev.portcullis.lab.api.ApiException;
import dev.portcullis.lab.api.DeleteOptions;
import dev.portcullis.lab.api.Kind;
import dev.portcullis.lab.net.DataPlane;
import dev.portcullis.lab.net.PodKey;
import dev.portcullis.lab.objects.Fields;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.locks.ReentrantLock;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** Runs one pod, from its place in the network to the end of its last container. */
final class PodRunner implements ContainerRunner.Pod {

    private static final Logger LOG = LoggerFactory.getLogger(PodRunner.class);
    private static final String NAME = "kubelet";

    private final NodeParts node;
    private final ObjectNode pod;
    private final PodKey key;
    private final String ip;
    private final Map<Integer, Integer> ports = new HashMap<>();
    private final Path folder;
    private final Instant started;
    private final List<ContainerRunner> containers = new ArrayList<>();
    private final CountDownLatch gone = new CountDownLatch(1);
    private final ReentrantLock publishing = new ReentrantLock();
    private final Environment environment;
    private final DataPlane.Attachment attachment;
    private boolean stopped;

    private PodRunner(NodeParts node, ObjectNode pod) {
        this.node = node;
        this.key = new PodKey(Fields.namespace(pod), Fields.name(pod));
        this.ip = node.addresses().next();
        this.folder = node.settings().folder().resolve(Fields.uid(pod));
        this.started = node.clock().instant();
        this.environment = new Environment(node.store());
        for (JsonNode container : PodFacts.containers(pod)) {
            for (JsonNode port : container.path("ports")) {
                ports.put(Fields.number(port.path("containerPort"), 0), take(port));
            }
        }
        this.pod = withAddress(pod);
        this.attachment = node.net().attach(pod, ip, ports);
        String policy = Fields.text(pod.path("spec").path("restartPolicy"));
        for (JsonNode container : PodFacts.containers(pod)) {
            containers.add(new ContainerRunner(container, policy, this, node.clock()));
        }
    }

    /** Gives the pod its address and starts its containers. */
    static PodRunner start(NodeParts node, ObjectNode pod) {
        PodRunner runner = new PodRunner(node, pod);
        runner.changed();
        runner.containers.forEach(ContainerRunner::start);
        return runner;
    }

    PodKey key() {
        return key;
    }

    /** The port of this machine behind a container port. */
    Optional<Integer> port(int containerPort) {
        return Optional.ofNullable(ports.get(containerPort));
    }

    /** Ends the pod, takes it off the network, and removes its object. Returns when that is done. */
    void stop(Duration grace, boolean removeObject) {
        synchronized (this) {
            if (stopped) {
                return;
            }
            stopped = true;
        }
        try {
            List<Thread> stops =
                    containers.stream()
                            .map(c -> Thread.ofVirtual().start(() -> stop(c, grace)))
                            .toList();
            for (Thread stop : stops) {
                stop.join();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        node.net().detach(key);
        ports.values().forEach(node.ports()::release);
        node.addresses().release(ip);
        delete(folder);
        if (removeObject) {
            node.logs().forget(key.namespace(), key.name());
            node.store().delete(Kind.POD, key.namespace(), key.name(), DeleteOptions.NOW);
        }
        gone.countDown();
    }

    void awaitGone() throws InterruptedException {
        gone.await();
    }

    private static void stop(ContainerRunner container, Duration grace) {
        try {
            container.stop(grace);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    @Override
    public Image.Launch launch(JsonNode container)
            throws IOException, InterruptedException, Environment.Missing {
        Map<String, String> variables = environment.of(pod, container);
        List<String> arguments =
                Fields.texts(container.path("args")).stream()
                        .map(argument -> Environment.expand(argument, variables))
                        .toList();
        Files.createDirectories(folder);
        Image.Launch launch =
                image(container)
                        .prepare(
                                new Image.Start(
                                        key.toString(),
                                        arguments,
                                        variables,
                                        ports,
                                        attachment.proxyPort(),
                                        attachment.hosts(),
                                        folder,
                                        PodFacts.initScripts(pod, container, environment),
                                        PodFacts.memoryLimit(container)));
        Map<String, String> all = new HashMap<>(launch.environment());
        all.putAll(variables);
        return new Image.Launch(launch.command(), all, launch.question());
    }

    /** The process gets what the manifest says, and of this machine only what any program needs. */
    @Override
    public Process start(Image.Launch launch) throws IOException {
        ProcessBuilder builder =
                new ProcessBuilder(launch.command())
                        .directory(folder.toFile())
                        .redirectErrorStream(true);
        Map<String, String> inherited = new HashMap<>(builder.environment());
        builder.environment().clear();
        for (String name : List.of("PATH", "LANG", "LC_ALL", "TZ", "SystemRoot")) {
            String value = inherited.get(name);
            if (value != null) {
                builder.environment().put(name, value);
            }
        }
        builder.environment().put("HOME", folder.toString());
        builder.environment().put("HOSTNAME", key.name());
        builder.environment().putAll(launch.environment());
        synchronized (this) {
            if (stopped) {
                throw new IOException("the pod is being deleted");
            }
            Process process = builder.start();
            node.ledger().add(process.toHandle());
            return process;
        }
    }

    @Override
    public Optional<Probe> probe(JsonNode container, String name, Optional<Probe.Question> own) {
        return Probe.of(container, name, ports, own);
    }

    @Override
    public LogRing nextLog(String container) {
        return node.logs().next(key.namespace(), key.name(), container);
    }

    @Override
    public StartGate.Ticket mayStart(JsonNode container) throws InterruptedException {
        Image image = node.settings().images().get(PodFacts.imageName(container));
        return node.gate().enter(image == null ? 9 : image.rank());
    }

    @Override
    public void changed() {
        publishing.lock();
        try {
            node.store()
                    .updateStatus(
                            Kind.POD,
                            key.namespace(),
                            key.name(),
                            now -> {
                                if (Fields.uid(now).equals(Fields.uid(pod))) {
                                    now.set(
                                            "status",
                                            PodStatus.of(
                                                    now,
                                                    containers,
                                                    ip,
                                                    node.hostIp(),
                                                    started,
                                                    node.clock().instant()));
                                }
                                return now;
                            });
            if (containers.stream().allMatch(ContainerRunner::hasEnded)) {
                node.net().detach(key);
            }
        } catch (ApiException e) {
            if (!e.isNotFound()) {
                LOG.warn("The status of {} cannot be written", key, e);
            }
        } finally {
            publishing.unlock();
        }
    }

    @Override
    public void tell(boolean warning, String reason, String message) {
        if (warning) {
            node.events().warning(pod, NAME, reason, message);
        } else {
            node.events().normal(pod, NAME, reason, message);
        }
    }

    private Image image(JsonNode container) throws IOException {
        String name = PodFacts.imageName(container);
        Image image = node.settings().images().get(name);
        if (image == null) {
            throw new IOException(
                    "failed to pull image \"%s\": the lab has %s"
                            .formatted(
                                    Fields.text(container.path("image")),
                                    new java.util.TreeSet<>(node.settings().images().keySet())));
        }
        return image;
    }

    private int take(JsonNode port) {
        int wanted = Fields.number(port.path("hostPort"), 0);
        return wanted == 0
                ? node.ports().any()
                : node.ports().from(node.settings().hostPorts().getOrDefault(wanted, wanted));
    }

    private ObjectNode withAddress(ObjectNode object) {
        ObjectNode copy = object.deepCopy();
        copy.withObject("status").put("podIP", ip).put("hostIP", node.hostIp());
        return copy;
    }

    private static void delete(Path folder) {
        if (!Files.exists(folder)) {
            return;
        }
        try (Stream<Path> walk = Files.walk(folder)) {
            for (Path path : walk.sorted(Comparator.reverseOrder()).toList()) {
                Files.deleteIfExists(path);
            }
        } catch (IOException e) {
            LOG.debug("{} is not deleted: {}", folder, e.toString());
        }
    }
}
