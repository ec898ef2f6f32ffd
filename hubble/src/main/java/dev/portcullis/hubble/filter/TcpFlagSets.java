package dev.portcullis.hubble.filter;

import dev.portcullis.hubble.FlowRecords;
import dev.portcullis.hubble.proto.flow.Flow;
import dev.portcullis.hubble.proto.flow.TCPFlags;
import java.util.List;
import java.util.function.Predicate;

/** By TCP flags: all that are asked must be set, others may be too. */
final class TcpFlagSets implements Predicate<Flow> {

    private final int[] asked;

    TcpFlagSets(List<TCPFlags> asked) {
        this.asked = asked.stream().mapToInt(flags -> FlowRecords.tcpFlags(flags).bits()).toArray();
    }

    @Override
    public boolean test(Flow flow) {
        if (!flow.getL4().getTCP().hasFlags()) {
            return false;
        }
        int there = FlowRecords.tcpFlags(flow.getL4().getTCP().getFlags()).bits();
        for (int bits : asked) {
            if ((there & bits) == bits) {
                return true;
            }
        }
        return false;
    }
}
