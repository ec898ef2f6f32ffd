package dev.portcullis.console.incidents.internal;

import dev.portcullis.console.audit.AuditEvent;
import dev.portcullis.console.audit.AuditLog;
import dev.portcullis.console.audit.Outcome;
import dev.portcullis.console.audit.RecordResult;
import dev.portcullis.console.flows.Flows;
import dev.portcullis.console.incidents.ChangeResult;
import dev.portcullis.console.incidents.Incident;
import dev.portcullis.console.incidents.IncidentChange;
import dev.portcullis.console.incidents.IncidentEvent;
import dev.portcullis.console.incidents.IncidentId;
import dev.portcullis.console.incidents.IncidentQuery;
import dev.portcullis.console.incidents.Incidents;
import dev.portcullis.console.incidents.internal.IncidentBook.Turned;
import dev.portcullis.console.quarantine.Quarantines;
import dev.portcullis.hubble.Flow;
import dev.portcullis.hubble.Verdict;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.dao.DataAccessException;
import org.springframework.transaction.TransactionException;

/**
 * Examines dropped flows on a thread of its own, away from the stream, and writes the book down once a second. What
 * comes faster than it can be examined is counted and said.
 */
final class LiveIncidents implements Incidents, AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(LiveIncidents.class);
    private static final int QUEUED = 65_536;
    private static final int BATCH = 4_096;
    private static final int SAVED_AT_ONCE = 100;
    private static final Duration SAVE_EVERY = Duration.ofSeconds(1);
    private static final Duration TELL_EVERY = Duration.ofMillis(250);

    private final IncidentBook book;
    private final AttemptReader reader;
    private final IncidentArchive archive;
    private final AuditLog audit;
    private final Flows flows;
    private final Clock clock;
    private final AttemptCounts counts;
    private final Quarantines quarantines;
    private final BlockingQueue<Flow> queue = new ArrayBlockingQueue<>(QUEUED);
    private final AtomicLong unexamined = new AtomicLong();
    private final AtomicBoolean changed = new AtomicBoolean();
    private final List<Runnable> listeners = new CopyOnWriteArrayList<>();
    private final List<Consumer<IncidentEvent>> followers = new CopyOnWriteArrayList<>();
    private final Flows.Following following;
    private final Thread examiner;
    private final Thread keeper;
    private volatile String trouble = "";

    LiveIncidents(
            IncidentBook book,
            AttemptReader reader,
            IncidentArchive archive,
            AuditLog audit,
            Flows flows,
            Clock clock,
            AttemptCounts counts,
            Quarantines quarantines) {
        this.book = book;
        this.reader = reader;
        this.archive = archive;
        this.audit = audit;
        this.flows = flows;
        this.clock = clock;
        this.counts = counts;
        this.quarantines = quarantines;
        examiner = Thread.ofPlatform().name("incidents").daemon().start(this::examineUntilClosed);
        keeper = Thread.ofVirtual().name("incidents-keeper").start(this::keepUntilClosed);
        following = flows.listen(this::offer);
    }

    /**
     * On the thread that reads the stream: dropped ones are set aside, at once. What a quarantine
     * denied is the answer to an incident and counted there.
     */
    private void offer(Flow flow) {
        if (flow.verdict() == Verdict.DROPPED && !quarantines.denied(flow) && !queue.offer(flow)) {
            unexamined.incrementAndGet();
        }
    }

    private void examineUntilClosed() {
        var batch = new ArrayList<Flow>(BATCH);
        try {
            while (true) {
                batch.add(queue.take());
                queue.drainTo(batch, BATCH - 1);
                batch.forEach(this::examine);
                batch.clear();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** A flow nobody can make sense of must not end the examination of all others. */
    private void examine(Flow flow) {
        try {
            var now = clock.instant();
            reader.read(flow, now)
                    .ifPresent(
                            attempt -> {
                                counts.add(attempt);
                                book.add(attempt, now).forEach(this::tell);
                                changed.set(true);
                            });
        } catch (RuntimeException e) {
            LOG.warn("A denied flow could not be examined", e);
        }
    }

    private void tell(IncidentEvent event) {
        for (var follower : followers) {
            try {
                follower.accept(event);
            } catch (RuntimeException e) {
                LOG.warn("A follower of the incidents failed and missed one turn", e);
            }
        }
    }

    private void keepUntilClosed() {
        var nextSave = clock.instant();
        try {
            while (true) {
                Thread.sleep(TELL_EVERY);
                if (changed.getAndSet(false)) {
                    listeners.forEach(LiveIncidents::call);
                }
                if (!clock.instant().isBefore(nextSave)) {
                    save();
                    nextSave = clock.instant().plus(SAVE_EVERY);
                }
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private static void call(Runnable listener) {
        try {
            listener.run();
        } catch (RuntimeException e) {
            LOG.warn("A follower of the incidents failed", e);
        }
    }

    /** Writes down what changed. */
    private synchronized boolean save() {
        var unsaved = book.drainUnsaved(SAVED_AT_ONCE, clock.instant());
        var forgotten = book.drainForgotten();
        try {
            archive.keep(unsaved);
            archive.forget(forgotten);
            if (!trouble.isEmpty()) {
                LOG.info("Incidents can be written down again");
                trouble = "";
            }
            return true;
        } catch (DataAccessException | TransactionException e) {
            book.unsaved(unsaved);
            if (trouble.isEmpty()) {
                LOG.warn("Incidents cannot be written down; trying again", e);
            }
            trouble =
                    "Incidents cannot be written down and would end with this process. Check the"
                            + " disk behind PORTCULLIS_STORE.";
            return false;
        }
    }

    @Override
    public List<Incident> list(IncidentQuery query) {
        return book.list(query, clock.instant());
    }

    @Override
    public Optional<Incident> find(IncidentId id) {
        return book.find(id, clock.instant());
    }

    @Override
    public int needingAttention() {
        return book.needingAttention();
    }

    @Override
    public ChangeResult change(IncidentChange change) {
        if (!change.user().mayOperate()) {
            return new ChangeResult.Refused(
                    change.user().name() + " may look, and not change incidents.");
        }
        var refusal = book.refusal(change);
        if (refusal.isPresent()) {
            return result(refusal.get());
        }
        var event =
                new AuditEvent(
                        change.user(),
                        change.kind().action(),
                        "Incident " + change.id(),
                        change.text());
        return switch (audit.record(event)) {
            case RecordResult.Unwritable(var why) -> new ChangeResult.Refused(why);
            case RecordResult.Recorded(var seq) -> recorded(change, seq);
        };
    }

    private ChangeResult recorded(IncidentChange change, long seq) {
        var turned = book.apply(change, clock.instant());
        if (turned instanceof Turned.Done(var _, var event)) {
            // It must outlive the console before anybody is told that it is so.
            var kept = save();
            audit.outcome(
                    seq,
                    kept ? Outcome.DONE : Outcome.FAILED,
                    kept ? "" : "It holds, but could not be written down yet");
            event.ifPresent(this::tell);
            changed.set(true);
        } else {
            audit.outcome(seq, Outcome.REFUSED, "It changed meanwhile");
        }
        return result(turned);
    }

    private static ChangeResult result(Turned turned) {
        return switch (turned) {
            case Turned.Done(var incident, var _) -> new ChangeResult.Changed(incident);
            case Turned.Gone() -> new ChangeResult.NotFound();
            case Turned.Refused(var why) -> new ChangeResult.Refused(why);
        };
    }

    @Override
    public long unexamined() {
        return unexamined.get();
    }

    @Override
    public Optional<String> problem() {
        if (!trouble.isEmpty()) {
            return Optional.of(trouble);
        }
        var status = flows.status();
        return status.connected()
                ? Optional.empty()
                : Optional.of(
                        "The stream of flows is away, so attempts made now are not seen. "
                                + status.message());
    }

    @Override
    public Registration onChange(Runnable listener) {
        listeners.add(listener);
        return () -> listeners.remove(listener);
    }

    @Override
    public Registration onEvent(Consumer<IncidentEvent> listener) {
        followers.add(listener);
        return () -> followers.remove(listener);
    }

    @Override
    public void close() {
        following.close();
        examiner.interrupt();
        keeper.interrupt();
        save();
    }
}
