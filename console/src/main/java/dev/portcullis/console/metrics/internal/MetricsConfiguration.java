package dev.portcullis.console.metrics.internal;

import dev.portcullis.console.flows.Flows;
import dev.portcullis.console.metrics.AttemptSource;
import dev.portcullis.console.metrics.GrafanaGate;
import dev.portcullis.console.metrics.MarkSource;
import dev.portcullis.console.metrics.Measurements;
import dev.portcullis.console.metrics.MetricsDoctor;
import dev.portcullis.console.metrics.Question;
import dev.portcullis.console.metrics.TrafficCharts;
import java.time.Clock;
import java.util.Map;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.jdbc.core.simple.JdbcClient;
import tools.jackson.databind.json.JsonMapper;

/** Wires the charts and what they are drawn from. */
@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties({MetricsSettings.class, GrafanaSettings.class})
class MetricsConfiguration {
    @Bean
    Surroundings surroundings(Flows flows, ObjectProvider<MarkSource> marks) {
        return new Surroundings(flows, marks);
    }

    @Bean
    TrafficCharts trafficCharts(Flows flows, Clock clock, Surroundings surroundings) {
        return new LiveTrafficCharts(flows, clock, surroundings);
    }

    @Bean
    SlotBook slotBook() {
        return new SlotBook();
    }

    @Bean
    TextFetcher textFetcher() {
        return new TextFetcher();
    }

    @Bean(initMethod = "start", destroyMethod = "close")
    Recorder metricsRecorder(
            Flows flows,
            Clock clock,
            SlotBook book,
            JdbcClient jdbc,
            JsonMapper json,
            MetricsSettings settings,
            TextFetcher fetcher) {
        return new Recorder(flows, clock, book, new JdbcSlots(jdbc, json), settings, fetcher);
    }

    @Bean
    Measurements measurements(
            SlotBook book,
            Flows flows,
            Clock clock,
            Surroundings surroundings,
            ObjectProvider<AttemptSource> attempts) {
        return new RecordedMeasurements(
                book,
                flows,
                clock,
                surroundings,
                Map.of(
                        Question.TRAFFIC, new TrafficAnswer(),
                        Question.DROPS, new DropsAnswer(),
                        Question.LATENCY, new LatencyAnswer(),
                        Question.ERRORS, new ErrorsAnswer(attempts)));
    }

    @Bean
    MetricsDoctor metricsDoctor(
            MetricsSettings settings,
            TextFetcher fetcher,
            Flows flows,
            Clock clock,
            JsonMapper json) {
        return new FiguresDoctor(settings, fetcher, flows, clock, json, ShippedPanels.read(json));
    }

    @Bean
    GrafanaKeys grafanaKeys(JdbcClient jdbc, Clock clock) {
        return new GrafanaKeys(jdbc, clock);
    }

    @Bean
    GrafanaTokens grafanaTokens(GrafanaKeys keys, GrafanaSettings settings, Clock clock) {
        return new GrafanaTokens(keys, settings, clock);
    }

    @Bean
    GrafanaGate grafanaGate(GrafanaSettings settings, GrafanaTokens tokens, GrafanaKeys keys) {
        return new GrafanaProxy(settings, tokens, keys);
    }

    @Bean(initMethod = "start", destroyMethod = "close")
    WatchedGrafana grafana(GrafanaSettings settings, GrafanaTokens tokens, JsonMapper json) {
        return new WatchedGrafana(settings, tokens, json, ShippedPanels.read(json));
    }
}
