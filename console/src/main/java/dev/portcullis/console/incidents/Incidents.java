package dev.portcullis.console.incidents;

import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * The incidents. Bounded whatever is sent: at most 500 that are not closed and 1,000 in all; what is too much is folded
 * into incidents of its own that say so.
 */
public interface Incidents {
    /** Those the query matches, the newest attempt first. */
    List<Incident> list(IncidentQuery query);

    Optional<Incident> find(IncidentId id);

    /** How many need somebody's attention. */
    int needingAttention();

    /** Takes, discusses, closes or reopens one. It is in the audit log before it is done. */
    ChangeResult change(IncidentChange change);

    /** Denials that came faster than they could be examined since the console started: they are in no incident. */
    long unexamined();

    /** Why there may be attempts that nobody told the console of; empty if it sees the stream and can write. */
    Optional<String> problem();

    /** Calls back at most four times a second when anything changed, on a thread that must not be held up. */
    Registration onChange(Runnable listener);

    /** Hands over every turn in an incident's life, in order, on a thread that must not be held up. */
    Registration onEvent(Consumer<IncidentEvent> listener);

    /** Ends the calls. */
    interface Registration extends AutoCloseable {
        @Override
        void close();
    }
}
