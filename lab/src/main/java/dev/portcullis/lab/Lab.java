package dev.portcullis.lab;

import dev.portcullis.lab.api.ApiServer;
import dev.portcullis.lab.api.Kind;
import dev.portcullis.lab.api.KubeConfig;
import dev.portcullis.lab.api.PodLogs;
import dev.portcullis.lab.api.Store;
import dev.portcullis.lab.api.Tls;
import dev.portcullis.lab.controllers.Controllers;
import dev.portcullis.lab.controllers.Events;
import dev.portcullis.lab.database.DatabaseProgram;
import dev.portcullis.lab.database.MariaDbArchive;
import dev.portcullis.lab.kubelet.DatabaseImage;
import dev.portcullis.lab.kubelet.FreePorts;
import dev.portcullis.lab.kubelet.Image;
import dev.portcullis.lab.kubelet.JarCache;
import dev.portcullis.lab.kubelet.JvmImage;
import dev.portcullis.lab.kubelet.Kubelet;
import dev.portcullis.lab.kubelet.KubeletSettings;
import dev.portcullis.lab.kubelet.ProcessLedger;
import dev.portcullis.lab.manifests.Kustomization;
import dev.portcullis.lab.manifests.ManifestApplier;
import dev.portcullis.lab.net.DataPlane;
import dev.portcullis.lab.objects.Fields;
import dev.portcullis.lab.observer.Observer;
import dev.portcullis.lab.observer.ObserverSettings;
import dev.portcullis.policy.read.PolicyParser;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** A cluster in a JVM, from its API server to its pods. What was started is ended in the opposite order. */
public final class Lab implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(Lab.class);
    private static final String NODE = "lab";
    private static final List<String> NAMESPACES = List.of("users", "shop", "drills", "portcullis");
    private static final int CONSOLE = 8080;

    /** What the console may be told by whoever starts the lab: what runs beside it. */
    private static final List<String> PASSED_ON =
            List.of(
                    "PORTCULLIS_GRAFANA_URL",
                    "PORTCULLIS_METRICS_PROMETHEUS",
                    "PORTCULLIS_METRICS_TOKEN",
                    "PORTCULLIS_VIEWER_PASSWORD");

    private static final Duration NODE_PORT_PATIENCE = Duration.ofSeconds(10);

    private final LabSettings settings;
    private final Clock clock = Clock.systemUTC();
    private final FreePorts ports = new FreePorts();
    private final Deque<AutoCloseable> parts = new ArrayDeque<>();
    private final StateFolder state;
    private final Store store;
    private final DataPlane net;
    private final Observer observer;
    private final ApiServer api;
    private final LabEndpoints endpoints;

    /** Starts a lab. Returns when its pods have been asked for; they may still be starting. */
    public static Lab start(LabSettings settings) throws Exception {
        return new Lab(settings);
    }

    private Lab(LabSettings settings) throws Exception {
        this.settings = settings;
        try {
            state = opened(StateFolder.open(settings.state()));
            ProcessLedger ledger = new ProcessLedger(state.resolve("processes"));
            int left = ledger.endLeftovers();
            if (left > 0) {
                LOG.info("Ended {} processes that an earlier lab left behind", left);
            }
            parts.push(ledger::clear);
            if (settings.fresh()) {
                state.forget();
            }
            Path run = state.run();
            parts.push(state::endRun);
            LabSecrets secrets = LabSecrets.in(state.resolve("secrets.json"));
            Tls tls = Tls.in(state.resolve("tls"));
            store = opened(Store.open(state.resolve("store")));
            observer =
                    opened(
                            ports.listen(
                                    4245,
                                    port ->
                                            Observer.start(
                                                    ObserverSettings.on(port, ports.from(9965)))));
            net =
                    opened(
                            new DataPlane(
                                    store,
                                    PolicyParser::parse,
                                    observer::emit,
                                    run,
                                    clock,
                                    "default/" + NODE));
            PodLogs logs = Kubelet.newLogs();
            api =
                    opened(
                            ports.listen(
                                    6443,
                                    port ->
                                            ApiServer.start(
                                                    store,
                                                    tls,
                                                    secrets.kubernetesToken(),
                                                    logs,
                                                    net,
                                                    port)));
            net.apiServer(api.uri().getPort());
            Path kubeconfig = state.resolve("kubeconfig");
            KubeConfig.write(kubeconfig, api.uri(), tls, secrets.kubernetesToken());
            int consolePort = ports.from(settings.consolePort());
            ports.release(consolePort);
            prepareObjects(secrets, kubeconfig);
            applyManifests(api.uri(), tls, secrets.kubernetesToken());
            Trainings trainings = new Trainings(settings, run.resolve("training"), ledger);
            Events events = new Events(store, clock);
            opened(Controllers.start(store, net, PolicyParser::parse, events, clock));
            opened(
                    Kubelet.start(
                            store,
                            net,
                            events,
                            new KubeletSettings(
                                    NODE,
                                    images(trainings.jars()),
                                    run.resolve("pods"),
                                    Map.of(CONSOLE, consolePort)),
                            ledger,
                            logs,
                            ports,
                            clock));
            opened(trainings).start(tls);
            endpoints = endpoints(secrets, api, kubeconfig, consolePort);
            endpoints.write(settings.endpoints());
            parts.push(() -> Files.deleteIfExists(settings.endpoints()));
        } catch (Exception e) {
            try {
                close();
            } catch (Exception second) {
                e.addSuppressed(second);
            }
            throw e;
        }
    }

    /** Runs a lab until it is told to stop; see {@link LabSettings} for what it can be told. */
    public static void main(String[] arguments) throws InterruptedException {
        int code = new LabCommand(System.out).run(arguments);
        if (code != 0) {
            System.exit(code);
        }
    }

    /** Where to find it. */
    public LabEndpoints endpoints() {
        return endpoints;
    }

    /** Its objects. */
    public Store store() {
        return store;
    }

    /** Its Hubble. */
    public Observer observer() {
        return observer;
    }

    /** Its Kubernetes API. */
    public ApiServer api() {
        return api;
    }

    /** Ends every process, and keeps the state. */
    @Override
    public void close() throws Exception {
        Exception first = null;
        while (!parts.isEmpty()) {
            try {
                parts.pop().close();
            } catch (Exception e) {
                if (first == null) {
                    first = e;
                } else {
                    first.addSuppressed(e);
                }
            }
        }
        if (first != null) {
            throw first;
        }
    }

    private <T extends AutoCloseable> T opened(T part) {
        parts.push(part);
        return part;
    }

    private void prepareObjects(LabSecrets secrets, Path kubeconfig) throws IOException {
        LabObjects.node(store, NODE, clock);
        LabObjects.namespaces(store, NAMESPACES);
        LabObjects.apiServerService(store);
        secrets.put(store);
        Path consoleStore = state.resolve("console");
        Files.createDirectories(consoleStore);
        Map<String, String> environment = new TreeMap<>();
        for (String name : PASSED_ON) {
            String value = System.getenv(name);
            if (value != null && !value.isBlank()) {
                environment.put(name, value);
            }
        }
        environment.put("KUBECONFIG", kubeconfig.toString());
        environment.put("PORTCULLIS_KUBECONFIG", kubeconfig.toString());
        environment.put("PORTCULLIS_HUBBLE_ADDRESS", observer.address());
        environment.put("PORTCULLIS_METRICS_URL", metrics().toString());
        environment.put("PORTCULLIS_STORE", consoleStore.toString());
        // The lab is for practice: ten an hour would end a lesson early.
        environment.putIfAbsent("PORTCULLIS_DRILL_PERHOUR", "240");
        LabObjects.configMap(store, "portcullis", "console-environment", environment);
        for (ObjectNode job : store.list(Kind.JOB)) {
            // Its pod ended with the lab that ran it; starting it again would attack unasked.
            if (!Fields.condition(job, "Complete").equals("True")
                    && !Fields.condition(job, "Failed").equals("True")) {
                store.delete(Kind.JOB, Fields.namespace(job), Fields.name(job));
            }
        }
    }

    private void applyManifests(URI server, Tls tls, String token)
            throws IOException, InterruptedException {
        List<ObjectNode> objects =
                Kustomization.build(settings.manifests()).stream()
                        .filter(object -> !isLeftOut(object))
                        .toList();
        try (ManifestApplier applier = new ManifestApplier(store, server, tls, token)) {
            applier.apply(objects);
        }
    }

    private boolean isLeftOut(JsonNode object) {
        return object.path("spec").has("template")
                && settings.without().contains(Fields.name(object));
    }

    private Map<String, Image> images(Map<String, JarCache> jars) {
        Map<String, Image> images = new HashMap<>();
        jars.forEach(
                (name, jar) -> images.put(name, new JvmImage(jar, name.equals("console") ? 1 : 3)));
        images.put("mysql", new DatabaseImage(this::database, state.resolve("database"), clock));
        return images;
    }

    private DatabaseProgram database() {
        String own = System.getenv("PORTCULLIS_MYSQL");
        return own == null || own.isBlank()
                ? MariaDbArchive.unpack(settings.cache())
                : DatabaseProgram.mysql(Path.of(own));
    }

    private LabEndpoints endpoints(
            LabSecrets secrets, ApiServer api, Path kubeconfig, int consolePort)
            throws InterruptedException {
        URI console = URI.create("http://127.0.0.1:" + consolePort);
        return new LabEndpoints(
                console,
                console.resolve("/sign-in?code=" + secrets.signInCode()),
                secrets.consoleToken(),
                secrets.operatorPassword(),
                api.uri(),
                kubeconfig,
                observer.address(),
                metrics(),
                URI.create("http://127.0.0.1:" + userServicePort()),
                ProcessHandle.current().pid());
    }

    private URI metrics() {
        return URI.create("http://127.0.0.1:%d/metrics".formatted(observer.metricsPort()));
    }

    private int userServicePort() throws InterruptedException {
        long end = System.nanoTime() + NODE_PORT_PATIENCE.toNanos();
        while (System.nanoTime() < end) {
            var port = net.nodePort("users", "user-service");
            if (port.isPresent()) {
                return port.get();
            }
            Thread.sleep(Duration.ofMillis(20));
        }
        throw new IllegalStateException(
                "the manifests have no Service users/user-service of type NodePort");
    }
}
