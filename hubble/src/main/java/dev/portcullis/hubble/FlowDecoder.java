package dev.portcullis.hubble;

import static com.google.protobuf.WireFormat.WIRETYPE_LENGTH_DELIMITED;
import static com.google.protobuf.WireFormat.WIRETYPE_VARINT;
import static com.google.protobuf.WireFormat.getTagFieldNumber;
import static com.google.protobuf.WireFormat.getTagWireType;

import com.google.protobuf.BoolValue;
import com.google.protobuf.CodedInputStream;
import com.google.protobuf.InvalidProtocolBufferException;
import com.google.protobuf.Timestamp;
import dev.portcullis.hubble.proto.flow.CiliumEventType;
import dev.portcullis.hubble.proto.flow.Endpoint;
import dev.portcullis.hubble.proto.flow.Flow;
import dev.portcullis.hubble.proto.flow.IP;
import dev.portcullis.hubble.proto.flow.Layer4;
import dev.portcullis.hubble.proto.flow.Layer7;
import dev.portcullis.hubble.proto.flow.Policy;
import dev.portcullis.hubble.proto.flow.TCP;
import dev.portcullis.hubble.proto.flow.TCPFlags;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Reads flows off the wire, straight into records (docs/adr/0008). The parts that repeat from flow to
 * flow (endpoints, addresses, names) are read once and then known by their bytes; the rare ones are
 * read by the generated classes, whose field numbers are used throughout.
 *
 * <p>Unknown fields are skipped, as are known ones of another wire type. A part that comes twice
 * replaces the first rather than being merged with it, which no encoder makes use of. Not for several
 * threads at once.
 */
final class FlowDecoder {
    /** As many endpoints, and as many names, as are worth keeping for a stream of one cluster. */
    static final int MANY = 1 << 13;

    private static final int LONGEST_NAME = 256;
    private static final int LONGEST_PART = 2_048;

    private record Addresses(String source, String destination) {}

    private final Interned<String> names;
    private final Interned<FlowPeer> endpoints;
    private final Interned<Addresses> addresses;
    private final Interned<EventType> eventTypes;
    private final Interned<PolicyRef> policies;

    private byte[] bytes = new byte[0];
    private CodedInputStream in = CodedInputStream.newInstance(bytes);
    private int origin;

    // Where the part last passed lies
    private int start;
    private int length;

    /**
     * @param kept how many of each kind of part are remembered; a power of two, at least 2
     */
    FlowDecoder(int kept) {
        names = new Interned<>(kept, LONGEST_NAME, FlowDecoder::text);
        endpoints =
                new Interned<>(
                        kept,
                        LONGEST_PART,
                        (from, at, size) ->
                                FlowRecords.peer(
                                        Endpoint.parseFrom(ByteBuffer.wrap(from, at, size))));
        addresses = new Interned<>(kept, LONGEST_NAME, FlowDecoder::addresses);
        eventTypes =
                new Interned<>(
                        kept,
                        LONGEST_NAME,
                        (from, at, size) ->
                                FlowRecords.eventType(
                                        CiliumEventType.parseFrom(
                                                ByteBuffer.wrap(from, at, size))));
        policies =
                new Interned<>(
                        kept,
                        LONGEST_PART,
                        (from, at, size) ->
                                FlowRecords.policy(
                                        Policy.parseFrom(ByteBuffer.wrap(from, at, size))));
    }

    /**
     * Reads a {@code flow.Flow}.
     *
     * @throws IOException if these bytes are none
     */
    dev.portcullis.hubble.Flow read(byte[] message, int from, int size) throws IOException {
        bytes = message;
        origin = from;
        in = CodedInputStream.newInstance(message, from, size);
        var draft = new FlowDraft();
        for (int tag = in.readTag(); tag != 0; tag = in.readTag()) {
            int field = getTagFieldNumber(tag);
            boolean known =
                    switch (getTagWireType(tag)) {
                        case WIRETYPE_VARINT -> number(field, draft);
                        case WIRETYPE_LENGTH_DELIMITED -> part(field, draft);
                        default -> false;
                    };
            if (!known) {
                skip(tag);
            }
        }
        return draft.flow();
    }

    @SuppressWarnings("deprecation") // Old agents set only the drop reason's number.
    private boolean number(int field, FlowDraft draft) throws IOException {
        switch (field) {
            case Flow.VERDICT_FIELD_NUMBER -> draft.verdict = in.readEnum();
            case Flow.DROP_REASON_FIELD_NUMBER -> draft.dropNumber = in.readUInt32();
            case Flow.DROP_REASON_DESC_FIELD_NUMBER -> draft.dropNamed = in.readEnum();
            case Flow.TYPE_FIELD_NUMBER -> draft.type = in.readEnum();
            case Flow.TRAFFIC_DIRECTION_FIELD_NUMBER -> draft.direction = in.readEnum();
            case Flow.POLICY_MATCH_TYPE_FIELD_NUMBER -> draft.policyMatch = in.readUInt32();
            case Flow.TRACE_OBSERVATION_POINT_FIELD_NUMBER -> draft.tracePoint = in.readEnum();
            case Flow.TRACE_REASON_FIELD_NUMBER -> draft.traceReason = in.readEnum();
            case Flow.PROXY_PORT_FIELD_NUMBER -> draft.proxyPort = in.readUInt32();
            default -> {
                return false;
            }
        }
        return true;
    }

    @SuppressWarnings("deprecation") // There is no other summary.
    private boolean part(int field, FlowDraft draft) throws IOException {
        switch (field) {
            case Flow.TIME_FIELD_NUMBER -> draft.time = time();
            // The only names that never repeat: not worth a place among the others
            case Flow.UUID_FIELD_NUMBER -> draft.uuid = in.readStringRequireUtf8();
            case Flow.NODE_NAME_FIELD_NUMBER -> draft.nodeName = next(names);
            case Flow.EVENT_TYPE_FIELD_NUMBER -> draft.event = next(eventTypes);
            case Flow.IS_REPLY_FIELD_NUMBER -> draft.reply = reply();
            case Flow.SOURCE_FIELD_NUMBER -> draft.source = next(endpoints);
            case Flow.DESTINATION_FIELD_NUMBER -> draft.destination = next(endpoints);
            case Flow.SOURCE_NAMES_FIELD_NUMBER ->
                    draft.sourceNames = with(draft.sourceNames, next(names));
            case Flow.DESTINATION_NAMES_FIELD_NUMBER ->
                    draft.destinationNames = with(draft.destinationNames, next(names));
            case Flow.IP_FIELD_NUMBER -> {
                Addresses both = next(addresses);
                draft.sourceIp = both.source();
                draft.destinationIp = both.destination();
            }
            case Flow.L4_FIELD_NUMBER -> transport(draft);
            case Flow.L7_FIELD_NUMBER -> {
                pass();
                draft.l7 = Optional.of(FlowRecords.l7(Layer7.parseFrom(passed())));
            }
            case Flow.EGRESS_ALLOWED_BY_FIELD_NUMBER ->
                    draft.egressAllowedBy = with(draft.egressAllowedBy, next(policies));
            case Flow.INGRESS_ALLOWED_BY_FIELD_NUMBER ->
                    draft.ingressAllowedBy = with(draft.ingressAllowedBy, next(policies));
            case Flow.EGRESS_DENIED_BY_FIELD_NUMBER ->
                    draft.egressDeniedBy = with(draft.egressDeniedBy, next(policies));
            case Flow.INGRESS_DENIED_BY_FIELD_NUMBER ->
                    draft.ingressDeniedBy = with(draft.ingressDeniedBy, next(policies));
            case Flow.SUMMARY_FIELD_NUMBER -> draft.summary = next(names);
            default -> {
                return false;
            }
        }
        return true;
    }

    // Nearly all lists are empty, and the empty ones are one.
    private static <T> List<T> with(List<T> before, T one) {
        List<T> list = before.isEmpty() ? new ArrayList<>(2) : before;
        list.add(one);
        return list;
    }

    private Instant time() throws IOException {
        int outer = in.pushLimit(in.readRawVarint32());
        long seconds = 0;
        int nanos = 0;
        for (int tag = in.readTag(); tag != 0; tag = in.readTag()) {
            switch (tag) {
                case Timestamp.SECONDS_FIELD_NUMBER << 3 | WIRETYPE_VARINT ->
                        seconds = in.readInt64();
                case Timestamp.NANOS_FIELD_NUMBER << 3 | WIRETYPE_VARINT -> nanos = in.readInt32();
                default -> skip(tag);
            }
        }
        in.popLimit(outer);
        return FlowRecords.instant(seconds, nanos);
    }

    private Reply reply() throws IOException {
        int outer = in.pushLimit(in.readRawVarint32());
        boolean is = false;
        for (int tag = in.readTag(); tag != 0; tag = in.readTag()) {
            if (tag == (BoolValue.VALUE_FIELD_NUMBER << 3 | WIRETYPE_VARINT)) {
                is = in.readBool();
            } else {
                skip(tag);
            }
        }
        in.popLimit(outer);
        return is ? Reply.YES : Reply.NO;
    }

    private void transport(FlowDraft draft) throws IOException {
        int outer = in.pushLimit(in.readRawVarint32());
        for (int tag = in.readTag(); tag != 0; tag = in.readTag()) {
            Protocol protocol =
                    getTagWireType(tag) == WIRETYPE_LENGTH_DELIMITED
                            ? protocol(getTagFieldNumber(tag))
                            : Protocol.UNKNOWN;
            if (protocol == Protocol.UNKNOWN) {
                skip(tag);
                continue;
            }
            draft.protocol = protocol;
            draft.sourcePort = 0;
            draft.destinationPort = 0;
            draft.flags = TcpFlags.NONE;
            switch (protocol) {
                case TCP, UDP, SCTP -> ports(draft);
                default -> pass();
            }
        }
        in.popLimit(outer);
    }

    private static Protocol protocol(int field) {
        return switch (field) {
            case Layer4.TCP_FIELD_NUMBER -> Protocol.TCP;
            case Layer4.UDP_FIELD_NUMBER -> Protocol.UDP;
            case Layer4.ICMPV4_FIELD_NUMBER -> Protocol.ICMPV4;
            case Layer4.ICMPV6_FIELD_NUMBER -> Protocol.ICMPV6;
            case Layer4.SCTP_FIELD_NUMBER -> Protocol.SCTP;
            case Layer4.VRRP_FIELD_NUMBER -> Protocol.VRRP;
            case Layer4.IGMP_FIELD_NUMBER -> Protocol.IGMP;
            default -> Protocol.UNKNOWN;
        };
    }

    // UDP and SCTP number their ports as TCP does (WireNumbersTest).
    private void ports(FlowDraft draft) throws IOException {
        int outer = in.pushLimit(in.readRawVarint32());
        for (int tag = in.readTag(); tag != 0; tag = in.readTag()) {
            switch (tag) {
                case TCP.SOURCE_PORT_FIELD_NUMBER << 3 | WIRETYPE_VARINT ->
                        draft.sourcePort = in.readUInt32();
                case TCP.DESTINATION_PORT_FIELD_NUMBER << 3 | WIRETYPE_VARINT ->
                        draft.destinationPort = in.readUInt32();
                case TCP.FLAGS_FIELD_NUMBER << 3 | WIRETYPE_LENGTH_DELIMITED ->
                        draft.flags = flags();
                default -> skip(tag);
            }
        }
        in.popLimit(outer);
    }

    private TcpFlags flags() throws IOException {
        int outer = in.pushLimit(in.readRawVarint32());
        int bits = 0;
        for (int tag = in.readTag(); tag != 0; tag = in.readTag()) {
            int field = getTagFieldNumber(tag);
            if (getTagWireType(tag) == WIRETYPE_VARINT && field <= TCPFlags.NS_FIELD_NUMBER) {
                // The fields are numbered in the order of the header's bits.
                int bit = 1 << field - 1;
                bits = in.readBool() ? bits | bit : bits & ~bit;
            } else {
                skip(tag);
            }
        }
        in.popLimit(outer);
        return TcpFlags.of(bits);
    }

    private <T> T next(Interned<T> values) throws IOException {
        pass();
        return values.of(bytes, start, length);
    }

    /** Passes over a part and remembers where it lies. */
    private void pass() throws IOException {
        length = in.readRawVarint32();
        start = origin + in.getTotalBytesRead();
        in.skipRawBytes(length);
    }

    private ByteBuffer passed() {
        return ByteBuffer.wrap(bytes, start, length);
    }

    private void skip(int tag) throws IOException {
        if (!in.skipField(tag)) {
            throw new InvalidProtocolBufferException("A group ends that never began");
        }
    }

    private static Addresses addresses(byte[] from, int start, int length)
            throws InvalidProtocolBufferException {
        IP ip = IP.parseFrom(ByteBuffer.wrap(from, start, length));
        return new Addresses(ip.getSource(), ip.getDestination());
    }

    private static String text(byte[] from, int start, int length)
            throws InvalidProtocolBufferException {
        String text = new String(from, start, length, StandardCharsets.UTF_8);
        // What could not be decoded became this, as did this itself.
        if (text.indexOf('\uFFFD') >= 0
                && !ByteBuffer.wrap(text.getBytes(StandardCharsets.UTF_8))
                        .equals(ByteBuffer.wrap(from, start, length))) {
            throw new InvalidProtocolBufferException("A name is no UTF-8");
        }
        return text;
    }
}
