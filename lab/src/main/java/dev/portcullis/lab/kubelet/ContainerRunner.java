package dev.portcullis.lab.kubelet;

import dev.portcullis.lab.objects.Fields;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import tools.jackson.databind.JsonNode;

/** Runs one container of a pod: starts its process, asks its probes, and starts it again as its pod wishes. */
final class ContainerRunner {

    private static final Logger LOG = LoggerFactory.getLogger(ContainerRunner.class);
    private static final Duration FIRST_BACKOFF = Duration.ofSeconds(10);
    private static final Duration LAST_BACKOFF = Duration.ofMinutes(5);
    private static final Duration FORGIVEN_AFTER = Duration.ofMinutes(10);
    private static final Duration CONFIG_RETRY = Duration.ofSeconds(1);

    /** What a container needs of its pod. */
    interface Pod {
        Image.Launch launch(JsonNode container)
                throws IOException, InterruptedException, Environment.Missing;

        Process start(Image.Launch launch) throws IOException;

        Optional<Probe> probe(JsonNode container, String name, Optional<Probe.Question> own);

        LogRing nextLog(String container);

        StartGate.Ticket mayStart(JsonNode container) throws InterruptedException;

        /** The container's state is another one. */
        void changed();

        void tell(boolean warning, String reason, String message);
    }

    private final JsonNode container;
    private final String restartPolicy;
    private final Pod pod;
    private final Clock clock;
    private final Thread thread;
    private volatile ContainerState state = new ContainerState.Waiting("ContainerCreating", "");
    private volatile @Nullable ContainerState last;
    private volatile boolean started;
    private volatile boolean ready;
    private volatile int restarts;
    private volatile boolean ended;
    private volatile boolean stopping;
    private volatile @Nullable Process process;

    ContainerRunner(JsonNode container, String restartPolicy, Pod pod, Clock clock) {
        this.container = container;
        this.restartPolicy = restartPolicy;
        this.pod = pod;
        this.clock = clock;
        this.thread = Thread.ofVirtual().name("container-" + name()).unstarted(this::run);
    }

    void start() {
        thread.start();
    }

    String name() {
        return Fields.text(container.path("name"));
    }

    JsonNode manifest() {
        return container;
    }

    ContainerState state() {
        return state;
    }

    Optional<ContainerState> last() {
        return Optional.ofNullable(last);
    }

    boolean isStarted() {
        return started;
    }

    boolean isReady() {
        return ready;
    }

    int restarts() {
        return restarts;
    }

    /** Whether it has ended for good. */
    boolean hasEnded() {
        return ended;
    }

    /** Ends it: politely, and after the grace period by force. Returns when it has ended. */
    void stop(Duration grace) throws InterruptedException {
        stopping = true;
        ready = false;
        Process running = process;
        if (running != null) {
            running.descendants().forEach(ProcessHandle::destroy);
            running.destroy();
            if (!running.waitFor(grace.toMillis(), TimeUnit.MILLISECONDS)) {
                running.descendants().forEach(ProcessHandle::destroyForcibly);
                running.destroyForcibly().waitFor();
            }
        }
        thread.interrupt();
        thread.join();
    }

    private void run() {
        Duration backoff = Duration.ZERO;
        try {
            while (!stopping) {
                Instant began = clock.instant();
                ContainerState.Terminated end = once();
                if (stopping || !restartsAfter(end)) {
                    state = end;
                    return;
                }
                boolean longAgo =
                        Duration.between(began, end.finished()).compareTo(FORGIVEN_AFTER) > 0;
                last = end;
                if (backoff.isPositive() && !longAgo) {
                    state =
                            new ContainerState.Waiting(
                                    "CrashLoopBackOff",
                                    "back-off %ds restarting failed container=%s"
                                            .formatted(backoff.toSeconds(), name()));
                    pod.tell(true, "BackOff", "Back-off restarting failed container " + name());
                    pod.changed();
                    pause(backoff);
                }
                backoff = longAgo ? Duration.ZERO : next(backoff);
                restarts++;
            }
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
        } catch (RuntimeException e) {
            LOG.warn("The container {} cannot go on", name(), e);
        } finally {
            if (!(state instanceof ContainerState.Terminated)) {
                state =
                        new ContainerState.Terminated(
                                137, "Error", clock.instant(), clock.instant());
            }
            ready = false;
            ended = true;
            pod.changed();
        }
    }

    private static Duration next(Duration backoff) {
        if (backoff.isZero()) {
            return FIRST_BACKOFF;
        }
        Duration twice = backoff.multipliedBy(2);
        return twice.compareTo(LAST_BACKOFF) > 0 ? LAST_BACKOFF : twice;
    }

    private boolean restartsAfter(ContainerState.Terminated end) {
        return switch (restartPolicy) {
            case "Never" -> false;
            case "OnFailure" -> end.exitCode() != 0;
            default -> true;
        };
    }

    /** Starts the process and returns when it has ended. */
    private ContainerState.Terminated once() throws InterruptedException {
        try (StartGate.Ticket ticket = pod.mayStart(container)) {
            Image.Launch launch = launch();
            Instant began = clock.instant();
            Process running;
            try {
                running = pod.start(launch);
            } catch (IOException e) {
                pod.tell(true, "Failed", "Error: " + e.getMessage());
                return new ContainerState.Terminated(128, "StartError", began, clock.instant());
            }
            process = running;
            LogRing log = pod.nextLog(name());
            Thread reader =
                    Thread.ofVirtual().name("log-" + name()).start(() -> read(running, log));
            state = new ContainerState.Running(began);
            pod.tell(false, "Started", "Started container " + name());
            pod.changed();
            Prober prober = new Prober(launch, running, ticket);
            Thread probing = Thread.ofVirtual().name("probe-" + name()).start(prober);
            int code;
            try {
                code = running.waitFor();
            } finally {
                probing.interrupt();
            }
            reader.join();
            process = null;
            ready = false;
            started = false;
            return new ContainerState.Terminated(
                    code, code == 0 ? "Completed" : "Error", began, clock.instant());
        }
    }

    private Image.Launch launch() throws InterruptedException {
        while (true) {
            String reason;
            String message;
            try {
                return pod.launch(container);
            } catch (Environment.Missing missing) {
                reason = "CreateContainerConfigError";
                message = String.valueOf(missing.getMessage());
            } catch (IOException e) {
                reason = "ErrImagePull";
                message = String.valueOf(e.getMessage());
            }
            ContainerState.Waiting waiting = new ContainerState.Waiting(reason, message);
            if (!waiting.equals(state)) {
                state = waiting;
                pod.tell(true, "Failed", "Error: " + message);
                pod.changed();
            }
            pause(CONFIG_RETRY);
        }
    }

    private void read(Process running, LogRing log) {
        try (BufferedReader lines =
                new BufferedReader(
                        new InputStreamReader(running.getInputStream(), StandardCharsets.UTF_8))) {
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                log.add(clock.instant(), line);
            }
        } catch (IOException closed) {
            LOG.debug("The log of {} ended: {}", name(), closed.toString());
        } finally {
            log.end();
        }
    }

    private static void pause(Duration time) throws InterruptedException {
        TimeUnit.NANOSECONDS.sleep(time.toNanos());
    }

    /** Asks one instance of the container how it is. */
    private final class Prober implements Runnable {

        /** Until a container is ready for the first time it is asked more often than the manifest says. */
        private static final Duration EAGER = Duration.ofMillis(150);

        private static final Duration EAGER_FOR = Duration.ofSeconds(60);

        private final Image.Launch launch;
        private final Process running;
        private final StartGate.Ticket ticket;
        private final long begun = System.nanoTime();
        private int readinessFailures;
        private int readinessSuccesses;
        private int livenessFailures;

        Prober(Image.Launch launch, Process running, StartGate.Ticket ticket) {
            this.launch = launch;
            this.running = running;
            this.ticket = ticket;
        }

        @Override
        public void run() {
            try {
                if (!startUp()) {
                    return;
                }
                started = true;
                ticket.close();
                Optional<Probe> readiness =
                        pod.probe(container, "readinessProbe", launch.question());
                Optional<Probe> liveness = pod.probe(container, "livenessProbe", launch.question());
                if (readiness.isEmpty()) {
                    ready(true);
                } else {
                    pod.changed();
                    pause(readiness.get().delay());
                }
                watch(readiness, liveness);
            } catch (InterruptedException ended) {
                Thread.currentThread().interrupt();
            }
        }

        private boolean startUp() throws InterruptedException {
            Optional<Probe> startup = pod.probe(container, "startupProbe", launch.question());
            if (startup.isEmpty()) {
                return true;
            }
            Probe probe = startup.get();
            pause(probe.delay());
            long end = System.nanoTime() + probe.period().multipliedBy(probe.failures()).toNanos();
            while (true) {
                Optional<String> problem = probe.ask();
                if (problem.isEmpty()) {
                    return true;
                }
                if (System.nanoTime() > end) {
                    kill("Startup", problem.get());
                    return false;
                }
                pause(EAGER);
            }
        }

        private void watch(Optional<Probe> readiness, Optional<Probe> liveness)
                throws InterruptedException {
            long nextLiveness =
                    System.nanoTime() + liveness.map(Probe::delay).orElse(Duration.ZERO).toNanos();
            long nextReadiness = System.nanoTime();
            while (readiness.isPresent() || liveness.isPresent()) {
                long now = System.nanoTime();
                if (readiness.isPresent() && now >= nextReadiness) {
                    askReadiness(readiness.get());
                    nextReadiness =
                            now + (isEager(now) ? EAGER : readiness.get().period()).toNanos();
                }
                if (liveness.isPresent() && now >= nextLiveness) {
                    if (!isAlive(liveness.get())) {
                        return;
                    }
                    nextLiveness = now + liveness.get().period().toNanos();
                }
                long next =
                        Math.min(
                                readiness.isPresent() ? nextReadiness : Long.MAX_VALUE,
                                liveness.isPresent() ? nextLiveness : Long.MAX_VALUE);
                pause(Duration.ofNanos(Math.max(10_000_000, next - System.nanoTime())));
            }
        }

        private boolean isEager(long now) {
            return !ready && now - begun < EAGER_FOR.toNanos();
        }

        private void askReadiness(Probe probe) {
            Optional<String> problem = probe.ask();
            if (problem.isEmpty()) {
                readinessFailures = 0;
                if (++readinessSuccesses >= probe.successes()) {
                    ready(true);
                }
            } else {
                readinessSuccesses = 0;
                if (++readinessFailures >= probe.failures() && ready) {
                    pod.tell(true, "Unhealthy", "Readiness probe failed: " + problem.get());
                    ready(false);
                }
            }
        }

        private boolean isAlive(Probe probe) {
            Optional<String> problem = probe.ask();
            livenessFailures = problem.isEmpty() ? 0 : livenessFailures + 1;
            if (problem.isPresent() && livenessFailures >= probe.failures()) {
                kill("Liveness", problem.get());
                return false;
            }
            return true;
        }

        private void ready(boolean is) {
            if (is != ready) {
                ready = is && !stopping;
                pod.changed();
            }
        }

        private void kill(String probe, String problem) {
            pod.tell(true, "Unhealthy", probe + " probe failed: " + problem);
            pod.tell(
                    false,
                    "Killing",
                    "Container %s failed %s probe, will be restarted"
                            .formatted(name(), probe.toLowerCase(java.util.Locale.ROOT)));
            running.destroy();
        }
    }
}
