package dev.portcullis.console.incidents;

import java.time.Instant;

/** A turn in the life of an incident. */
public sealed interface IncidentEvent {
    /** As it was right after. */
    Incident incident();

    /** When, by the console's clock. */
    Instant at();

    /** The first attempt was denied. */
    record Opened(Incident incident, Instant at) implements IncidentEvent {}

    /** It was closed, and there was a further attempt, or somebody wished it. */
    record Reopened(Incident incident, Instant at) implements IncidentEvent {}

    /** Attempts took a shape they did not have. */
    record Shaped(Incident incident, Shape shape, Instant at) implements IncidentEvent {}

    /** Somebody took it. */
    record Acknowledged(Incident incident, Instant at) implements IncidentEvent {}

    /** It is over. */
    record Closed(Incident incident, Instant at) implements IncidentEvent {}
}
