package dev.portcullis.console.webhook.internal;

import dev.portcullis.console.access.User;
import dev.portcullis.console.audit.AuditEvent;
import dev.portcullis.console.audit.AuditLog;
import dev.portcullis.console.audit.Outcome;
import dev.portcullis.console.audit.RecordResult;
import dev.portcullis.console.incidents.IncidentEvent;
import dev.portcullis.console.webhook.Delivery;
import dev.portcullis.console.webhook.Webhook;
import dev.portcullis.console.webhook.WebhookSettings;
import dev.portcullis.console.webhook.internal.Sender.Sent;
import io.micrometer.core.instrument.MeterRegistry;
import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.random.RandomGenerator;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.dao.DataAccessException;

/** Queues what incidents tell, and sends it on a thread of its own, one after the other. */
final class QueuedWebhook implements Webhook, AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(QueuedWebhook.class);
    private static final int MOST_ATTEMPTS = 12;
    private static final Duration LONGEST_PAUSE = Duration.ofMinutes(10);
    private static final Duration LOOK_EVERY = Duration.ofSeconds(1);

    private final WebhookSettings settings;
    private final DeliveryQueue queue;
    private final Sender sender;
    private final AuditLog audit;
    private final Clock clock;
    private final RandomGenerator random;
    private final MeterRegistry meters;
    private final Optional<String> problem;
    private final List<Runnable> listeners = new CopyOnWriteArrayList<>();
    private final Semaphore wake = new Semaphore(0);
    private final Thread thread =
            Thread.ofVirtual().name("webhook").unstarted(this::sendUntilClosed);

    QueuedWebhook(
            WebhookSettings settings,
            DeliveryQueue queue,
            Sender sender,
            Optional<String> problem,
            AuditLog audit,
            Clock clock,
            RandomGenerator random,
            MeterRegistry meters) {
        this.settings = settings;
        this.queue = queue;
        this.sender = sender;
        this.problem = problem;
        this.audit = audit;
        this.clock = clock;
        this.random = random;
        this.meters = meters;
        problem.ifPresent(LOG::warn);
    }

    void start() {
        if (isOn()) {
            thread.start();
        }
    }

    private boolean isOn() {
        return settings.target().isPresent() && problem.isEmpty();
    }

    /** Queues a turn of an incident. */
    void tell(IncidentEvent event) {
        if (isOn()) {
            var id = UUID.randomUUID();
            add(
                    id,
                    Payloads.event(event),
                    "Incident " + event.incident().id(),
                    Payloads.body(id, event));
        }
    }

    private void add(UUID id, String event, String about, String body) {
        queue.add(id, clock.instant(), event, about, body);
        wake.release();
        changed();
    }

    private void sendUntilClosed() {
        try {
            while (true) {
                if (!safely()) {
                    var _ = wake.tryAcquire(LOOK_EVERY.toMillis(), TimeUnit.MILLISECONDS);
                    wake.drainPermits();
                }
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private boolean safely() {
        try {
            return sendNext();
        } catch (DataAccessException e) {
            LOG.warn("The queue of the webhook cannot be read; trying again", e);
            return false;
        }
    }

    /** Sends what is due; says whether there was anything. */
    boolean sendNext() {
        var due = queue.due(clock.instant());
        if (due.isEmpty()) {
            return false;
        }
        var delivery = due.get().delivery();
        switch (sender.send(delivery.id(), delivery.event(), due.get().body())) {
            case Sent.Taken(var status) -> {
                queue.attempted(
                        delivery.id(),
                        Delivery.State.DELIVERED,
                        clock.instant(),
                        "The receiver answered %d.".formatted(status));
                count("delivered");
            }
            case Sent.Failed(var why) -> failed(delivery, why);
        }
        changed();
        return true;
    }

    private void failed(Delivery delivery, String why) {
        var last = delivery.attempts() + 1 >= MOST_ATTEMPTS;
        LOG.warn("Telling the webhook of {} failed: {}", delivery.about(), why);
        queue.attempted(
                delivery.id(),
                last ? Delivery.State.GIVEN_UP : Delivery.State.WAITING,
                clock.instant().plus(pause(delivery.attempts())),
                why);
        count(last ? "given-up" : "failed");
    }

    /** Doubles from two seconds, with half of it left to chance, so that receivers are not hit in step. */
    private Duration pause(int attempts) {
        var whole = Math.min(LONGEST_PAUSE.toMillis(), 2_000L << Math.min(attempts, 20));
        return Duration.ofMillis(whole / 2 + random.nextLong(whole / 2 + 1));
    }

    private void count(String outcome) {
        meters.counter("portcullis.webhook.attempts", "outcome", outcome).increment();
    }

    @Override
    public Optional<String> target() {
        return settings.target()
                .map(
                        url -> {
                            try {
                                var uri = URI.create(url);
                                return "%s://%s/…".formatted(uri.getScheme(), uri.getAuthority());
                            } catch (IllegalArgumentException e) {
                                return "an address that cannot be read";
                            }
                        });
    }

    @Override
    public Optional<String> problem() {
        return problem;
    }

    @Override
    public List<Delivery> newest() {
        return queue.newest(DeliveryQueue.KEPT);
    }

    @Override
    public int waiting() {
        return queue.waiting();
    }

    @Override
    public Optional<String> test(User user) {
        if (!user.mayOperate()) {
            return Optional.of(user.name() + " may look, and not send.");
        }
        if (!isOn()) {
            return Optional.of(problem.orElse("No webhook is set; set PORTCULLIS_WEBHOOK_URL."));
        }
        return switch (audit.record(new AuditEvent(user, "webhook.test", "Webhook", ""))) {
            case RecordResult.Unwritable(var why) -> Optional.of(why);
            case RecordResult.Recorded(var seq) -> {
                var id = UUID.randomUUID();
                add(id, "test", "A test", Payloads.test(id, clock.instant(), user.name()));
                audit.outcome(seq, Outcome.DONE, "Queued as " + id);
                yield Optional.empty();
            }
        };
    }

    private void changed() {
        listeners.forEach(Runnable::run);
    }

    @Override
    public Registration onChange(Runnable listener) {
        listeners.add(listener);
        return () -> listeners.remove(listener);
    }

    @Override
    public void close() {
        thread.interrupt();
    }
}
