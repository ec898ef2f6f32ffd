package dev.portcullis.console.timeline;

import dev.portcullis.console.incidents.IncidentId;
import java.io.IOException;
import java.io.OutputStream;
import java.time.Instant;
import java.util.Optional;

/** Packs what is known of a span of time, or of an incident, so that somebody else can check it. */
public interface EvidenceExport {
    /** What a pack is about. */
    record Span(Instant from, Instant to, Optional<IncidentId> incident) {}

    /** The span of an incident: from a minute before its first attempt to a minute after its last; empty if it is gone. */
    Optional<Span> of(IncidentId incident);

    /** Writes the pack and closes the stream. */
    void write(Span span, OutputStream out) throws IOException;
}
