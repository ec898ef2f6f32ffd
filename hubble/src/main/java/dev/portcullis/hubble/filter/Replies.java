package dev.portcullis.hubble.filter;

import dev.portcullis.hubble.proto.flow.Flow;
import dev.portcullis.hubble.proto.flow.Verdict;
import java.util.List;
import java.util.function.Predicate;

/** By whether it is a reply. Nobody knows on drops, and Hubble lets those pass as "no". */
record Replies(List<Boolean> asked) implements Predicate<Flow> {

    @Override
    public boolean test(Flow flow) {
        if (flow.hasIsReply()) {
            return asked.contains(flow.getIsReply().getValue());
        }
        return flow.getVerdict() == Verdict.DROPPED && asked.contains(false);
    }
}
