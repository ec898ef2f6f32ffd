package dev.portcullis.console.quarantine.internal;

import dev.portcullis.console.audit.AuditLog;
import dev.portcullis.console.cluster.ClusterSettings;
import dev.portcullis.console.flows.Flows;
import dev.portcullis.console.flows.Workloads;
import dev.portcullis.console.quarantine.Quarantines;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Clock;
import java.util.Set;
import java.util.concurrent.atomic.AtomicReference;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Puts the parts of quarantine together. */
@Configuration(proxyBeanMethods = false)
class QuarantineConfiguration {
    /** Whoever listens for changes in the cluster comes later than the cluster: until then nobody is told. */
    private final AtomicReference<Runnable> changed = new AtomicReference<>(() -> {});

    @Bean(destroyMethod = "close")
    Fabric8QuarantineCluster quarantineCluster(KubernetesClient client) {
        return new Fabric8QuarantineCluster(client, () -> changed.get().run());
    }

    @Bean
    LiveQuarantines quarantines(
            QuarantineCluster cluster,
            Flows flows,
            Workloads workloads,
            AuditLog audit,
            ClusterSettings settings,
            Clock clock) {
        var planner =
                new QuarantinePlanner(
                        flows, workloads, Set.of("kube-system", settings.namespace()));
        var quarantines = new LiveQuarantines(planner, cluster, audit, clock);
        changed.set(quarantines::changed);
        return quarantines;
    }

    @Bean(destroyMethod = "close")
    Flows.Following quarantineProofs(Flows flows, LiveQuarantines quarantines) {
        return flows.listen(quarantines::count);
    }

    @Bean(initMethod = "start", destroyMethod = "close")
    ReleaseTimer releaseTimer(LiveQuarantines quarantines) {
        return new ReleaseTimer(quarantines);
    }

    @Bean
    Gauge quarantineGauge(MeterRegistry meters, Quarantines quarantines) {
        return Gauge.builder("portcullis.quarantines", quarantines, all -> all.active().size())
                .description("Quarantines that hold now")
                .register(meters);
    }
}
