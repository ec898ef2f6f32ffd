package dev.portcullis.console.history.internal;

import dev.portcullis.console.flows.FlowMinutes;
import dev.portcullis.console.history.History;
import java.time.Clock;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/** Wires the history. */
@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties(HistorySettings.class)
class HistoryConfiguration {
    @Bean
    MinuteStore minuteStore(JdbcClient jdbc, PlatformTransactionManager transactions) {
        return new JdbcMinutes(jdbc, new TransactionTemplate(transactions));
    }

    @Bean
    History history(MinuteStore store, Clock clock) {
        return new StoredHistory(store, clock);
    }

    @Bean(initMethod = "start", destroyMethod = "close")
    HistoryRecorder historyRecorder(
            FlowMinutes source, MinuteStore store, HistorySettings settings, Clock clock) {
        return new HistoryRecorder(source, store, settings.size().toBytes(), clock);
    }
}
