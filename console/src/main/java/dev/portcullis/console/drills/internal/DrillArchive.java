package dev.portcullis.console.drills.internal;

import dev.portcullis.console.drills.Drill;
import dev.portcullis.console.drills.DrillEvidence;
import dev.portcullis.console.drills.DrillId;
import java.util.List;
import java.util.Optional;

/** Drills kept for those who ask later, from their launch on: so that nothing is forgotten when the console ends. */
interface DrillArchive {
    /** Keeps a drill and what proves it, both or neither; kept again, both are replaced. */
    void keep(Drill drill, DrillEvidence evidence);

    Optional<DrillEvidence> evidence(DrillId id);

    Optional<Drill> find(DrillId id);

    /** The newest first. */
    List<Drill> newest(int limit);
}
