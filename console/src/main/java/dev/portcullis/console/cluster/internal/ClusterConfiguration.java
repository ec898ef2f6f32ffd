package dev.portcullis.console.cluster.internal;

import dev.portcullis.console.cluster.ClusterPulse;
import dev.portcullis.console.cluster.ClusterSettings;
import dev.portcullis.console.cluster.ServiceForwards;
import io.fabric8.kubernetes.client.Config;
import io.fabric8.kubernetes.client.ConfigBuilder;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientBuilder;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Connects to the Kubernetes API. Whoever speaks to it takes the one client from here. */
@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties(ClusterSettings.class)
class ClusterConfiguration {
    @Bean(destroyMethod = "close")
    KubernetesClient kubernetesClient(ClusterSettings settings) {
        var config =
                new ConfigBuilder(config(settings))
                        .withConnectionTimeout(2_000)
                        .withRequestTimeout(8_000)
                        // A person waits for the answer; trying again is up to them.
                        .withRequestRetryBackoffLimit(0)
                        .withWatchReconnectInterval(500)
                        .build();
        return new KubernetesClientBuilder().withConfig(config).build();
    }

    @Bean(destroyMethod = "close")
    ClusterPulse clusterPulse(KubernetesClient client, Clock clock) {
        var pulse = new PollingPulse(new VersionProbe(client), clock);
        pulse.start();
        return pulse;
    }

    private static Config config(ClusterSettings settings) {
        var context = settings.contextName().orElse(null);
        return settings.kubeconfigFile()
                .map(file -> Config.fromKubeconfig(context, read(Path.of(file)), file))
                .orElseGet(() -> Config.autoConfigure(context));
    }

    private static String read(Path kubeconfig) {
        try {
            return Files.readString(kubeconfig);
        } catch (IOException e) {
            throw new UncheckedIOException(
                    "The kubeconfig %s cannot be read; check PORTCULLIS_KUBECONFIG"
                            .formatted(kubeconfig),
                    e);
        }
    }

    @Bean
    ServiceForwards serviceForwards(KubernetesClient client) {
        return service -> ApiForward.open(client, service);
    }
}
