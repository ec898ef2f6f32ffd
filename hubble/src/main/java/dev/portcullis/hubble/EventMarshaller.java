package dev.portcullis.hubble;

import static com.google.protobuf.WireFormat.WIRETYPE_LENGTH_DELIMITED;

import com.google.protobuf.CodedInputStream;
import com.google.protobuf.InvalidProtocolBufferException;
import dev.portcullis.hubble.proto.flow.LostEvent;
import dev.portcullis.hubble.proto.observer.GetFlowsResponse;
import dev.portcullis.hubble.proto.relay.NodeStatusEvent;
import io.grpc.KnownLength;
import io.grpc.MethodDescriptor;
import io.grpc.Status;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.time.Instant;
import java.util.Optional;

/**
 * Reads the answers of {@code GetFlows}: what each says, or nothing where it says nothing known. One
 * stream has one, for it keeps what it read lately.
 */
final class EventMarshaller
        implements MethodDescriptor.Marshaller<Optional<StreamEvent.FromServer>> {
    /** A longer message gets an array of its own, so that one of these does not stay. */
    private static final int LONGEST_KEPT = 1 << 16;

    private final FlowDecoder flows = new FlowDecoder(FlowDecoder.MANY);
    private byte[] buffer = new byte[4_096];

    @Override
    public Optional<StreamEvent.FromServer> parse(InputStream stream) {
        try {
            if (!(stream instanceof KnownLength)) {
                byte[] message = stream.readAllBytes();
                return read(message, message.length);
            }
            int size = stream.available();
            byte[] message = roomFor(size);
            return read(message, stream.readNBytes(message, 0, size));
        } catch (IOException malformed) {
            throw Status.INTERNAL.withCause(malformed).asRuntimeException();
        }
    }

    @Override
    public InputStream stream(Optional<StreamEvent.FromServer> event) {
        throw new UnsupportedOperationException("A client sends no answers");
    }

    private byte[] roomFor(int size) {
        if (size > LONGEST_KEPT) {
            return new byte[size];
        }
        if (size > buffer.length) {
            buffer = new byte[LONGEST_KEPT];
        }
        return buffer;
    }

    private Optional<StreamEvent.FromServer> read(byte[] message, int size) throws IOException {
        var in = CodedInputStream.newInstance(message, 0, size);
        int kind = 0;
        int start = 0;
        int length = 0;
        String node = "";
        for (int tag = in.readTag(); tag != 0; tag = in.readTag()) {
            switch (tag) {
                case GetFlowsResponse.FLOW_FIELD_NUMBER << 3 | WIRETYPE_LENGTH_DELIMITED,
                        GetFlowsResponse.NODE_STATUS_FIELD_NUMBER << 3 | WIRETYPE_LENGTH_DELIMITED,
                        GetFlowsResponse.LOST_EVENTS_FIELD_NUMBER << 3
                                | WIRETYPE_LENGTH_DELIMITED -> {
                    kind = tag >>> 3;
                    length = in.readRawVarint32();
                    start = in.getTotalBytesRead();
                    in.skipRawBytes(length);
                }
                case GetFlowsResponse.NODE_NAME_FIELD_NUMBER << 3 | WIRETYPE_LENGTH_DELIMITED -> {
                    if (kind == GetFlowsResponse.FLOW_FIELD_NUMBER) {
                        in.skipField(tag); // A flow says so itself.
                    } else {
                        node = in.readStringRequireUtf8();
                    }
                }
                default -> {
                    if (!in.skipField(tag)) {
                        throw new InvalidProtocolBufferException("A group ends that never began");
                    }
                }
            }
        }
        return switch (kind) {
            case GetFlowsResponse.FLOW_FIELD_NUMBER ->
                    Optional.of(new StreamEvent.FlowSeen(flows.read(message, start, length)));
            case GetFlowsResponse.NODE_STATUS_FIELD_NUMBER ->
                    Optional.of(
                            nodes(
                                    NodeStatusEvent.parseFrom(
                                            ByteBuffer.wrap(message, start, length))));
            case GetFlowsResponse.LOST_EVENTS_FIELD_NUMBER ->
                    Optional.of(
                            lost(
                                    LostEvent.parseFrom(ByteBuffer.wrap(message, start, length)),
                                    node));
            default -> Optional.empty();
        };
    }

    private static StreamEvent.NodesChanged nodes(NodeStatusEvent event) {
        return new StreamEvent.NodesChanged(
                NodeState.of(event.getStateChangeValue()),
                event.getNodeNamesList(),
                event.getMessage());
    }

    private static StreamEvent.EventsLost lost(LostEvent lost, String node) {
        return new StreamEvent.EventsLost(
                LossPlace.of(lost.getSourceValue()),
                lost.getNumEventsLost(),
                node,
                lost.hasFirst()
                        ? Optional.of(FlowRecords.instant(lost.getFirst()))
                        : Optional.<Instant>empty(),
                lost.hasLast()
                        ? Optional.of(FlowRecords.instant(lost.getLast()))
                        : Optional.<Instant>empty());
    }
}
