package dev.portcullis.console.flows.internal;

import dev.portcullis.hubble.Direction;
import dev.portcullis.hubble.Flow;
import dev.portcullis.hubble.L7;
import dev.portcullis.hubble.Protocol;
import dev.portcullis.hubble.Reply;

/**
 * Decides what one flow adds to its edge, so that nothing is counted twice (docs/adr/0005). An event of the sender's
 * side towards another endpoint proves nothing yet: the receiver's side may still deny it.
 */
final class Counting {
    /** Trace points by Hubble's numbers. */
    private static final int TO_HOST = 2;

    private static final int TO_STACK = 3;
    private static final int TO_OVERLAY = 4;
    private static final int REASON_NEW = 1;

    private final PairLedger ledger = new PairLedger();

    /**
     * @param toEndpoint whether the destination is a pod, which reports its own side
     * @param now in milliseconds
     */
    Count of(Flow flow, boolean toEndpoint, long now) {
        if (flow.l7().isPresent()) {
            return ofRequest(flow, flow.l7().get());
        }
        if (flow.reply() == Reply.YES) {
            return Count.NOTHING;
        }
        return switch (flow.verdict()) {
            // Denied is a policy's word: what the network lost for another reason is not a denial
            case DROPPED ->
                    flow.dropReason().isPolicy()
                            ? once(flow, Count.DROPPED, false, now)
                            : Count.OTHER;
            case REDIRECTED -> flow.event().isPolicyVerdict() ? Count.REDIRECTED : Count.NOTHING;
            case FORWARDED -> ofForwarded(flow, toEndpoint, now);
            case AUDIT, ERROR -> Count.OTHER;
            case TRACED, TRANSLATED, UNKNOWN, UNRECOGNIZED -> Count.NOTHING;
        };
    }

    private static Count ofRequest(Flow flow, L7 record) {
        if (record.part() != L7.Part.REQUEST) {
            return Count.NOTHING;
        }
        return switch (flow.verdict()) {
            case DROPPED -> Count.DROPPED;
            case FORWARDED, REDIRECTED -> Count.REQUEST;
            case AUDIT, ERROR -> Count.OTHER;
            case TRACED, TRANSLATED, UNKNOWN, UNRECOGNIZED -> Count.NOTHING;
        };
    }

    private Count ofForwarded(Flow flow, boolean toEndpoint, long now) {
        if (flow.event().isPolicyVerdict()) {
            return toEndpoint && flow.direction() == Direction.EGRESS
                    ? Count.UNDECIDED
                    : once(flow, Count.FORWARDED, false, now);
        }
        if (!flow.event().isTrace()) {
            return Count.NOTHING;
        }
        boolean arrived = flow.isAtEndpoint();
        boolean left =
                flow.tracePoint() == TO_STACK
                        || flow.tracePoint() == TO_OVERLAY
                        || flow.tracePoint() == TO_HOST;
        if (arrived || left && !toEndpoint) {
            return once(flow, Count.FORWARDED, !isNew(flow), now);
        }
        return left ? Count.UNDECIDED : Count.NOTHING;
    }

    private static boolean isNew(Flow flow) {
        return flow.traceReason() == REASON_NEW
                || flow.protocol() == Protocol.TCP && flow.tcpFlags().isFirstSyn();
    }

    private Count once(Flow flow, Count count, boolean hasNoPartner, long now) {
        return hasNoPartner || ledger.isFirst(key(flow, count), flow.event().isPolicyVerdict(), now)
                ? count
                : Count.NOTHING;
    }

    private static long key(Flow flow, Count count) {
        long key = mix(0x9E3779B97F4A7C15L, flow.source().ip().hashCode());
        key = mix(key, flow.destination().ip().hashCode());
        key = mix(key, (long) flow.source().port() << 16 | flow.destination().port());
        key = mix(key, flow.source().pod().hashCode());
        key = mix(key, flow.destination().pod().hashCode());
        return mix(key, (long) flow.protocol().ordinal() << 8 | count.ordinal());
    }

    private static long mix(long hash, long value) {
        long mixed = (hash ^ value) * 0xBF58476D1CE4E5B9L;
        return mixed ^ mixed >>> 29;
    }
}
