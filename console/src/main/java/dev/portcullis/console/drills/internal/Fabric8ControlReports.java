package dev.portcullis.console.drills.internal;

import dev.portcullis.console.drills.Control;
import dev.portcullis.console.drills.Drills;
import dev.portcullis.console.flows.DrillLabel;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientException;
import io.fabric8.kubernetes.client.dsl.LogWatch;
import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;

/** Reads the reports from the log of the legitimate client's pod. */
final class Fabric8ControlReports implements ControlReports {
    private static final Duration PAUSE = Duration.ofSeconds(1);

    private final KubernetesClient client;
    private final DrillSettings settings;
    private final Clock clock;

    Fabric8ControlReports(KubernetesClient client, DrillSettings settings, Clock clock) {
        this.client = client;
        this.settings = settings;
        this.clock = clock;
    }

    @Override
    public String source() {
        return settings.controlNamespace() + "/" + settings.controlApp();
    }

    @Override
    public Drills.Following follow(Consumer<Control.Sample> report, Consumer<String> problem) {
        var current = new AtomicReference<Optional<LogWatch>>(Optional.empty());
        var since = clock.instant();
        var reader = Thread.startVirtualThread(() -> read(since, report, problem, current));
        return () -> {
            reader.interrupt();
            current.get().ifPresent(LogWatch::close);
        };
    }

    /** Reads until interrupted. A pod that was replaced is followed by its successor. */
    private void read(
            Instant since,
            Consumer<Control.Sample> report,
            Consumer<String> problem,
            AtomicReference<Optional<LogWatch>> current) {
        var newest = new AtomicReference<>(since);
        try {
            while (!Thread.currentThread().isInterrupted()) {
                problem.accept(
                        readOnce(newest, report, problem, current)
                                .orElse("The log of " + source() + " ended"));
                Thread.sleep(PAUSE);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private Optional<String> readOnce(
            AtomicReference<Instant> newest,
            Consumer<Control.Sample> report,
            Consumer<String> problem,
            AtomicReference<Optional<LogWatch>> current) {
        try {
            var pod = pod();
            if (pod.isEmpty()) {
                return Optional.of("No pod of " + source() + " runs");
            }
            try (var log =
                    client.pods()
                            .inNamespace(settings.controlNamespace())
                            .withName(pod.get().getMetadata().getName())
                            .tailingLines(5)
                            .watchLog()) {
                current.set(Optional.of(log));
                Lines.read(
                        log.getOutput(),
                        line ->
                                ClientLines.report(line)
                                        .ifPresent(
                                                sample -> {
                                                    if (sample.at().isAfter(newest.get())) {
                                                        newest.set(sample.at());
                                                        problem.accept("");
                                                        report.accept(sample);
                                                    }
                                                }));
            } finally {
                current.set(Optional.empty());
            }
            return Optional.empty();
        } catch (KubernetesClientException e) {
            return Optional.of(
                    e.getCode() == 403
                            ? "No permission to read the log of " + source()
                            : "The log of " + source() + " cannot be read");
        } catch (IOException e) {
            return Optional.empty();
        }
    }

    private Optional<Pod> pod() {
        return client
                .pods()
                .inNamespace(settings.controlNamespace())
                .withLabel("app", settings.controlApp())
                // A drill may wear the same label.
                .withoutLabel(DrillLabel.KEY)
                .list()
                .getItems()
                .stream()
                .filter(pod -> pod.getStatus() != null)
                .filter(pod -> "Running".equals(pod.getStatus().getPhase()))
                .findFirst();
    }
}
