package dev.portcullis.console.drills.internal;

import dev.portcullis.console.drills.Drill;
import dev.portcullis.console.drills.DrillEvidence;
import dev.portcullis.console.drills.DrillId;
import java.util.List;
import java.util.Optional;

/** Drills kept for those who ask later, from their launch on: so that nothing is forgotten when the console ends. */
interface DrillArchive {
    /** Keeps a drill; one of the same id is replaced. */
    void keep(Drill drill);

    /** Keeps what proves a drill beside its ledger; kept again, it is replaced. */
    void keepEvidence(DrillId id, DrillEvidence evidence);

    Optional<DrillEvidence> evidence(DrillId id);

    Optional<Drill> find(DrillId id);

    /** The newest first. */
    List<Drill> newest(int limit);
}
