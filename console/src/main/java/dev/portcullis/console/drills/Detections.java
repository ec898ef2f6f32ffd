package dev.portcullis.console.drills;

import java.time.Instant;
import java.util.Optional;

/** Whether a drill was noticed: the defenders' side of it. */
public interface Detections {
    /** Nobody watches. */
    Detections NONE = _ -> Optional.empty();

    /** The first incident opened because of the drill; empty as long as there is none. Never waits. */
    Optional<Detection> first(DrillId drill);

    /**
     * It was noticed.
     *
     * @param incident the incident's id, as its page has it
     * @param at when the incident was opened
     */
    record Detection(String incident, Instant at) {}
}
