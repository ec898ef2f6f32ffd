package dev.portcullis.hubble.filter;

import dev.portcullis.hubble.EventType;
import dev.portcullis.hubble.proto.flow.EventTypeFilter;
import dev.portcullis.hubble.proto.flow.Flow;
import java.util.List;
import java.util.function.Predicate;

/** By the kind of event; a type of 0 means any, and the sub-type counts only where it is asked. */
record EventTypes(List<EventTypeFilter> asked) implements Predicate<Flow> {

    /** Whether L7 records can pass, without which HTTP filters would never match. */
    static boolean mayBeL7(List<EventTypeFilter> asked) {
        return asked.isEmpty() || asked.stream().anyMatch(type -> type.getType() == EventType.L7);
    }

    @Override
    public boolean test(Flow flow) {
        if (!flow.hasEventType()) {
            return false;
        }
        var event = flow.getEventType();
        for (EventTypeFilter type : asked) {
            if ((type.getType() == 0 || type.getType() == event.getType())
                    && (!type.getMatchSubType() || type.getSubType() == event.getSubType())) {
                return true;
            }
        }
        return false;
    }
}
