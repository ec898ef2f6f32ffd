package dev.portcullis.hubble;

import com.google.protobuf.FieldMask;
import dev.portcullis.hubble.proto.flow.FlowFilter;
import java.util.List;

/**
 * Which flows to follow.
 *
 * @param history how many of the flows there already are to begin with, per node
 * @param whitelist a flow passes if any of these matches it; all pass if it is empty
 * @param blacklist a flow that any of these matches does not pass
 * @param fields the paths within a flow that are wanted, in proto names; all if it is empty
 */
public record FlowQuery(
        long history, List<FlowFilter> whitelist, List<FlowFilter> blacklist, List<String> fields) {

    /** What {@link Flow} holds; the rest need not travel. */
    public static final List<String> RECORD_FIELDS =
            List.of(
                    "time",
                    "uuid",
                    "verdict",
                    "drop_reason",
                    "drop_reason_desc",
                    "IP",
                    "l4",
                    "source",
                    "destination",
                    "Type",
                    "node_name",
                    "source_names",
                    "destination_names",
                    "l7",
                    "event_type",
                    "traffic_direction",
                    "policy_match_type",
                    "trace_observation_point",
                    "trace_reason",
                    "is_reply",
                    "proxy_port",
                    "Summary",
                    "egress_allowed_by",
                    "ingress_allowed_by",
                    "egress_denied_by",
                    "ingress_denied_by");

    public FlowQuery {
        whitelist = List.copyOf(whitelist);
        blacklist = List.copyOf(blacklist);
        fields = List.copyOf(fields);
        if (history < 0) {
            throw new IllegalArgumentException("A history of %d flows".formatted(history));
        }
    }

    /** Every flow, beginning with this many of those there already are. */
    public static FlowQuery everything(long history) {
        return new FlowQuery(history, List.of(), List.of(), RECORD_FIELDS);
    }

    boolean isFiltered() {
        return !whitelist.isEmpty() || !blacklist.isEmpty();
    }

    FieldMask mask() {
        return FieldMask.newBuilder().addAllPaths(fields).build();
    }
}
