package dev.portcullis.console.incidents.internal;

import dev.portcullis.console.incidents.Incident;
import dev.portcullis.console.incidents.IncidentId;
import java.util.Collection;
import java.util.List;

/** Where incidents outlive the console. */
interface IncidentArchive {
    /** All that are kept. */
    List<Incident> all();

    /** The highest number ever given; 0 before the first. */
    long lastNumber();

    /** Writes them down, new or changed. */
    void keep(Collection<Incident> incidents);

    void forget(Collection<IncidentId> ids);
}
