package dev.portcullis.console.flows.internal;

import dev.portcullis.console.cluster.ClusterPulse;
import dev.portcullis.console.cluster.ServiceForward;
import dev.portcullis.console.cluster.ServiceForwards;
import dev.portcullis.console.flows.Denials;
import dev.portcullis.console.flows.EdgeDetails;
import dev.portcullis.console.flows.EnforcedPolicies;
import dev.portcullis.console.flows.NodeNames;
import dev.portcullis.console.flows.Recordings;
import dev.portcullis.console.flows.Workloads;
import io.fabric8.kubernetes.client.KubernetesClient;
import java.time.Clock;
import java.util.Optional;
import java.util.random.RandomGenerator;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.web.socket.config.annotation.EnableWebSocket;
import org.springframework.web.socket.config.annotation.WebSocketConfigurer;
import org.springframework.web.socket.server.support.HttpSessionHandshakeInterceptor;
import tools.jackson.databind.json.JsonMapper;

/** Wires the one store of flows, its sources and its readers. */
@Configuration(proxyBeanMethods = false)
@EnableWebSocket
@EnableConfigurationProperties(FlowSettings.class)
class FlowsConfiguration {
    @Bean(destroyMethod = "close")
    @ConditionalOnMissingBean
    Workloads workloads(KubernetesClient client, ClusterPulse pulse) {
        return new KubernetesWorkloads(client, pulse);
    }

    @Bean(destroyMethod = "close")
    @ConditionalOnMissingBean
    EnforcedPolicies enforcedPolicies(KubernetesClient client, ClusterPulse pulse) {
        return new KubernetesPolicies(client, pulse);
    }

    @Bean
    FlowStore flowStore(
            FlowSettings settings, Workloads workloads, EnforcedPolicies policies, Clock clock) {
        return new FlowStore(settings, workloads, policies, clock, RandomGenerator.getDefault());
    }

    @Bean
    NodeNames nodeNames(Workloads workloads) {
        var naming = new Naming(workloads);
        return end -> naming.of(end).id();
    }

    @Bean
    Denials denials() {
        return () -> {
            var counting = new Counting();
            return (flow, now) -> counting.of(flow, false, now.toEpochMilli()) == Count.DROPPED;
        };
    }

    @Bean
    Recordings recordings() {
        return new InMemoryRecordings();
    }

    @Bean
    EdgeDetails edgeDetails(FlowStore store, FlowSettings settings) {
        return new StoredEdgeDetails(store, settings.name());
    }

    @Bean(initMethod = "start", destroyMethod = "close")
    MapAudience mapAudience(FlowStore store, JsonMapper json) {
        return new MapAudience(store, new MapMessages(json));
    }

    @Bean(destroyMethod = "close")
    @ConditionalOnProperty("portcullis.hubble.service")
    ServiceForward relayForward(ServiceForwards forwards, FlowSettings settings) {
        return forwards.open(settings.forwarded().orElseThrow());
    }

    @Bean(initMethod = "start", destroyMethod = "close")
    RelayReader relayReader(
            FlowSettings settings,
            FlowStore store,
            @Qualifier("relayForward") ObjectProvider<ServiceForward> forward) {
        var way = Optional.ofNullable(forward.getIfAvailable());
        var address = way.map(ServiceForward::address).orElse(settings.address());
        return new RelayReader(
                settings.client(address),
                settings.history(),
                store,
                () -> way.flatMap(ServiceForward::obstacle));
    }

    @Bean
    MapSocket mapSocket(MapAudience audience) {
        return new MapSocket(audience);
    }

    /** Only pages of the console's own origin may connect, which is Spring's rule when none is named. */
    @Bean
    WebSocketConfigurer mapSocketAt(MapSocket socket) {
        var session = new HttpSessionHandshakeInterceptor();
        session.setCreateSession(false);
        session.setCopyAllAttributes(false);
        return registry -> registry.addHandler(socket, MapSocket.PATH).addInterceptors(session);
    }
}
