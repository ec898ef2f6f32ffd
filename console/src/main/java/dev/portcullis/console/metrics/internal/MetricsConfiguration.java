package dev.portcullis.console.metrics.internal;

import dev.portcullis.console.flows.Flows;
import dev.portcullis.console.metrics.MarkSource;
import dev.portcullis.console.metrics.TrafficCharts;
import java.time.Clock;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Wires the charts. */
@Configuration(proxyBeanMethods = false)
class MetricsConfiguration {
    @Bean
    TrafficCharts trafficCharts(Flows flows, Clock clock, ObjectProvider<MarkSource> marks) {
        return new ChartJsTrafficCharts(flows, clock, marks);
    }
}
