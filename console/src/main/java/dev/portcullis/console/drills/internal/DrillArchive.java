package dev.portcullis.console.drills.internal;

import dev.portcullis.console.drills.Drill;
import dev.portcullis.console.drills.DrillId;
import java.util.List;
import java.util.Optional;

/** Drills kept for those who ask later, from their launch on: so that nothing is forgotten when the console ends. */
interface DrillArchive {
    /** Keeps a drill; one of the same id is replaced. */
    void keep(Drill drill);

    Optional<Drill> find(DrillId id);

    /** The newest first. */
    List<Drill> newest(int limit);
}
