package dev.portcullis.lab.observer;

import com.google.protobuf.Timestamp;
import dev.portcullis.hubble.filter.FilterResult;
import dev.portcullis.hubble.filter.FlowFilters;
import dev.portcullis.hubble.proto.flow.Flow;
import dev.portcullis.hubble.proto.observer.GetFlowsRequest;
import dev.portcullis.hubble.proto.observer.GetFlowsResponse;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** A request for flows, understood: where in the ring it starts, what it lets pass, when it ends. */
final class FlowRequest {

    /** What came of reading a request. */
    sealed interface Result {
        record Accepted(FlowRequest request) implements Result {}

        record Refused(String why) implements Result {}
    }

    /** How many events are looked at under the ring's lock at once. */
    private static final int STRIDE = 256;

    private final GetFlowsRequest request;
    private final FlowFilters filters;
    private final Optional<FieldSelection> fields;
    private final @Nullable Timestamp since;
    private final @Nullable Timestamp until;

    private FlowRequest(
            GetFlowsRequest request, FlowFilters filters, Optional<FieldSelection> fields) {
        this.request = request;
        this.filters = filters;
        this.fields = fields;
        this.since = request.hasSince() ? request.getSince() : null;
        this.until = request.hasUntil() ? request.getUntil() : null;
    }

    static Result of(GetFlowsRequest request) {
        if (request.getFirst() && request.getFollow()) {
            return new Result.Refused("first cannot be specified with follow");
        }
        Optional<FieldSelection> fields = Optional.empty();
        if (request.hasFieldMask() && request.getFieldMask().getPathsCount() > 0) {
            List<String> paths = request.getFieldMask().getPathsList();
            Optional<String> unknown = FieldSelection.unknownPath(paths);
            if (unknown.isPresent()) {
                return new Result.Refused(
                        "field_mask: a flow has no field \"%s\"".formatted(unknown.get()));
            }
            fields = Optional.of(FieldSelection.of(paths));
        }
        FilterResult filters =
                FlowFilters.compile(request.getWhitelistList(), request.getBlacklistList());
        return switch (filters) {
            case FilterResult.Invalid(String problem) -> new Result.Refused(problem);
            case FilterResult.Ready(FlowFilters ready) ->
                    new Result.Accepted(new FlowRequest(request, ready, fields));
        };
    }

    boolean follows() {
        return request.getFollow();
    }

    /** How many flows are to be sent at most; {@code number} is no limit to a follower. */
    long limit() {
        return !follows() && request.getNumber() > 0 ? request.getNumber() : Long.MAX_VALUE;
    }

    /** The number in the ring of the first event to look at. */
    long start(FlowRing ring) {
        if (request.getFirst() && since == null) {
            return ring.oldest();
        }
        if (follows() && request.getNumber() == 0 && since == null) {
            return ring.head();
        }
        long oldest = ring.oldest();
        long matching = 0;
        for (long end = ring.head(); end > oldest; end -= STRIDE) {
            long from = Math.max(oldest, end - STRIDE);
            FlowRing.Batch batch = ring.read(from, (int) (end - from));
            for (int i = batch.events().size() - 1; i >= 0; i--) {
                GetFlowsResponse event = batch.events().get(i);
                long number = from + batch.missed() + i;
                if (!event.hasFlow()) {
                    continue;
                }
                if (since != null) {
                    if (compare(event.getFlow().getTime(), since) < 0) {
                        return number + 1;
                    }
                } else if (filters.matches(event.getFlow()) && ++matching == request.getNumber()) {
                    return number;
                }
            }
        }
        return oldest;
    }

    /** Whether the flow is too new, and all after it will be. */
    boolean isOver(Flow flow) {
        return until != null && compare(flow.getTime(), until) > 0;
    }

    boolean passes(Flow flow) {
        return (since == null || compare(flow.getTime(), since) >= 0) && filters.matches(flow);
    }

    /** The event with no more of its flow than was asked for. */
    GetFlowsResponse select(GetFlowsResponse event) {
        return fields.isEmpty()
                ? event
                : event.toBuilder().setFlow(fields.get().apply(event.getFlow())).build();
    }

    private static int compare(Timestamp one, Timestamp other) {
        int seconds = Long.compare(one.getSeconds(), other.getSeconds());
        return seconds != 0 ? seconds : Integer.compare(one.getNanos(), other.getNanos());
    }
}
