package dev.portcullis.console.drills.internal;

import dev.portcullis.console.drills.Drill;
import dev.portcullis.console.drills.DrillEvidence;
import dev.portcullis.console.drills.DrillId;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/** An archive whose door a test can hold shut for one console, while another goes on using the same records. */
final class GuardedArchive implements DrillArchive {
    private final DrillArchive records;
    private volatile Consumer<Drill> door = _ -> {};

    GuardedArchive(DrillArchive records) {
        this.records = records;
    }

    /** From now on {@code door} is asked before each drill is kept; it may wait, or throw. */
    void ask(Consumer<Drill> newDoor) {
        door = newDoor;
    }

    /** The same records, through no door. */
    DrillArchive records() {
        return records;
    }

    @Override
    public void keep(Drill drill, DrillEvidence evidence) {
        door.accept(drill);
        records.keep(drill, evidence);
    }

    @Override
    public Optional<DrillEvidence> evidence(DrillId id) {
        return records.evidence(id);
    }

    @Override
    public Optional<Drill> find(DrillId id) {
        return records.find(id);
    }

    @Override
    public List<Drill> newest(int limit) {
        return records.newest(limit);
    }
}
