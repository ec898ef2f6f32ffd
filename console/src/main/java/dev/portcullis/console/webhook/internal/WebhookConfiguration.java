package dev.portcullis.console.webhook.internal;

import dev.portcullis.console.audit.AuditLog;
import dev.portcullis.console.incidents.Incidents;
import dev.portcullis.console.webhook.WebhookSettings;
import dev.portcullis.console.webhook.internal.TargetGuard.Target;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import java.net.InetAddress;
import java.security.SecureRandom;
import java.time.Clock;
import java.util.Optional;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Puts the webhook together. */
@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties(WebhookSettings.class)
class WebhookConfiguration {
    @Bean(initMethod = "start", destroyMethod = "close")
    QueuedWebhook webhook(
            WebhookSettings settings,
            JdbcClient jdbc,
            AuditLog audit,
            Clock clock,
            MeterRegistry meters) {
        var guard = new TargetGuard(settings.allow(), InetAddress::getAllByName);
        var secret = settings.signingSecret();
        var queue = new DeliveryQueue(jdbc);
        Gauge.builder("portcullis.webhook.waiting", queue, DeliveryQueue::waiting)
                .description("Deliveries that wait to be sent")
                .register(meters);
        return new QueuedWebhook(
                settings,
                queue,
                new Sender(settings, guard, new Signature(secret.orElse("none")), clock),
                problem(settings, guard),
                audit,
                clock,
                new SecureRandom(),
                meters);
    }

    @Bean(destroyMethod = "close")
    Incidents.Registration webhookFollowing(Incidents incidents, QueuedWebhook webhook) {
        return incidents.onEvent(webhook::tell);
    }

    /** What only a new deployment can mend. A name that is not known now may be known later. */
    private static Optional<String> problem(WebhookSettings settings, TargetGuard guard) {
        if (settings.target().isEmpty()) {
            return Optional.empty();
        }
        if (settings.signingSecret().isEmpty()) {
            return Optional.of(
                    "The webhook is off: PORTCULLIS_WEBHOOK_SECRET has fewer than 20 characters.");
        }
        return guard.look(settings.target().get()) instanceof Target.Refused(var why, var forNow)
                        && !forNow
                ? Optional.of(why)
                : Optional.empty();
    }
}
