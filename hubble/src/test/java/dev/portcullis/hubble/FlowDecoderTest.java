package dev.portcullis.hubble;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.google.protobuf.ByteString;
import com.google.protobuf.Descriptors.FieldDescriptor;
import com.google.protobuf.InvalidProtocolBufferException;
import com.google.protobuf.Message;
import com.google.protobuf.UnknownFieldSet;
import dev.portcullis.hubble.proto.flow.Flow;
import dev.portcullis.hubble.proto.flow.LostEvent;
import dev.portcullis.hubble.proto.observer.GetFlowsResponse;
import dev.portcullis.hubble.proto.relay.NodeStatusEvent;
import io.grpc.StatusRuntimeException;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;

class FlowDecoderTest {
    private static final List<String> STRINGS =
            List.of("", "a", "k8s:app=mysql", "10.0.0.7", "größer als 東京 🚪", "x".repeat(3_000));

    @Property(tries = 500)
    void whatIsReadIsWhatTheGeneratedClassesRead(@ForAll long seed) throws IOException {
        var random = new Random(seed);
        var decoder = new FlowDecoder(64);
        for (int i = 0; i < 8; i++) {
            Flow message = anyFlow(random);

            assertThat(read(decoder, message.toByteArray())).isEqualTo(GeneratedView.read(message));
        }
    }

    @Property(tries = 500)
    void nothingIsReadOffTheWireThatIsNotThere(
            @ForAll long seed, @ForAll @IntRange(max = 400) int at, @ForAll byte put) {
        byte[] bytes = anyFlow(new Random(seed)).toByteArray();
        if (bytes.length == 0) {
            return;
        }
        bytes[at % bytes.length] = put;
        byte[] cut = Arrays.copyOf(bytes, at % (bytes.length + 1));

        readsOrRefuses(bytes);
        readsOrRefuses(cut);
    }

    @Test
    void fieldsOfNewerVersionsAreSkippedWhateverTheirKind() throws IOException {
        var newer =
                UnknownFieldSet.newBuilder()
                        .addField(90, UnknownFieldSet.Field.newBuilder().addVarint(7).build())
                        .addField(91, UnknownFieldSet.Field.newBuilder().addFixed32(7).build())
                        .addField(92, UnknownFieldSet.Field.newBuilder().addFixed64(7).build())
                        .addField(
                                93,
                                UnknownFieldSet.Field.newBuilder()
                                        .addLengthDelimited(ByteString.copyFromUtf8("new"))
                                        .build())
                        .addField(
                                94,
                                UnknownFieldSet.Field.newBuilder()
                                        .addGroup(UnknownFieldSet.getDefaultInstance())
                                        .build())
                        .build();
        Flow.Builder message = TestFlows.HTTP_RESPONSE.toBuilder().setUnknownFields(newer);
        message.getTimeBuilder().setUnknownFields(newer);
        message.getL4Builder().setUnknownFields(newer).getTCPBuilder().setUnknownFields(newer);
        message.getSourceBuilder().setUnknownFields(newer);

        assertThat(read(new FlowDecoder(64), message.build().toByteArray()))
                .isEqualTo(GeneratedView.read(TestFlows.HTTP_RESPONSE));
    }

    @Test
    void whatRepeatsIsTheSameObject() throws IOException {
        var decoder = new FlowDecoder(64);

        var one = read(decoder, TestFlows.numbered(1).toByteArray());
        var other = read(decoder, TestFlows.numbered(2).toByteArray());

        assertThat(other.source().labels()).isSameAs(one.source().labels());
        assertThat(other.source().ip()).isSameAs(one.source().ip());
        assertThat(other.nodeName()).isSameAs(one.nodeName());
        assertThat(other.uuid()).isNotEqualTo(one.uuid());
    }

    @Test
    void aFloodOfNamesLeavesEveryFlowRight() throws IOException {
        var decoder = new FlowDecoder(64);
        for (int i = 0; i < 50_000; i++) {
            Flow.Builder message = TestFlows.numbered(i).toBuilder();
            message.getSourceBuilder().setPodName("made-up-" + i);
            message.getIPBuilder().setSource("198.51.%d.%d".formatted(i >> 8 & 255, i & 255));

            var flow = read(decoder, message.build().toByteArray());

            assertThat(flow.source().pod()).isEqualTo("made-up-" + i);
            assertThat(flow.source().ip()).isEqualTo(message.getIP().getSource());
        }
    }

    @Test
    void aNameThatIsNoUtf8IsRefused() {
        byte[] bytes = TestFlows.DROPPED_SYN.toByteArray();
        int at = new String(bytes, java.nio.charset.StandardCharsets.ISO_8859_1).indexOf("node-1");
        bytes[at] = (byte) 0xFF;

        assertThatThrownBy(() -> read(new FlowDecoder(64), bytes))
                .isInstanceOf(InvalidProtocolBufferException.class);
    }

    @Test
    void lossAndNodesAreReadAsWell() {
        var lost =
                GetFlowsResponse.newBuilder()
                        .setLostEvents(
                                LostEvent.newBuilder()
                                        .setSourceValue(3)
                                        .setNumEventsLost(9)
                                        .setFirst(TestFlows.time(TestFlows.NOON)))
                        .setNodeName("node-2")
                        .build();
        var nodes =
                GetFlowsResponse.newBuilder()
                        .setNodeStatus(
                                NodeStatusEvent.newBuilder()
                                        .setStateChangeValue(2)
                                        .addNodeNames("node-3")
                                        .setMessage("no route"))
                        .build();

        assertThat(parse(lost.toByteArray()))
                .contains(
                        new StreamEvent.EventsLost(
                                LossPlace.RING,
                                9,
                                "node-2",
                                Optional.of(TestFlows.NOON),
                                Optional.empty()));
        assertThat(parse(nodes.toByteArray()))
                .contains(
                        new StreamEvent.NodesChanged(
                                NodeState.UNAVAILABLE, List.of("node-3"), "no route"));
        assertThat(parse(new byte[0])).isEmpty();
    }

    @Test
    void noMessageAtAllIsAnErrorOfTheServer() {
        assertThatThrownBy(() -> parse(new byte[] {0x0A, 0x7F, 1, 2}))
                .isInstanceOf(StatusRuntimeException.class)
                .hasRootCauseInstanceOf(InvalidProtocolBufferException.class);
    }

    private static Optional<StreamEvent.FromServer> parse(byte[] message) {
        return new EventMarshaller().parse(new ByteArrayInputStream(message));
    }

    private static dev.portcullis.hubble.Flow read(FlowDecoder decoder, byte[] bytes)
            throws IOException {
        // Not at the start of its array, as in a message
        byte[] message = new byte[bytes.length + 5];
        System.arraycopy(bytes, 0, message, 3, bytes.length);
        return decoder.read(message, 3, bytes.length);
    }

    private static void readsOrRefuses(byte[] bytes) {
        try {
            assertThat(read(new FlowDecoder(64), bytes).time()).isNotNull();
        } catch (IOException refused) {
            assertThat(refused).isInstanceOf(InvalidProtocolBufferException.class);
        }
    }

    private static Flow anyFlow(Random random) {
        var message = Flow.newBuilder();
        fill(message, random, 0);
        return message.build();
    }

    private static void fill(Message.Builder message, Random random, int depth) {
        for (FieldDescriptor field : message.getDescriptorForType().getFields()) {
            if (random.nextInt(3) == 0 || field.getFullName().endsWith(".extensions")) {
                continue;
            }
            int values = field.isRepeated() ? random.nextInt(4) : 1;
            for (int i = 0; i < values; i++) {
                Object value = any(message, field, random, depth);
                if (field.isRepeated()) {
                    message.addRepeatedField(field, value);
                } else {
                    message.setField(field, value);
                }
            }
        }
    }

    private static Object any(
            Message.Builder message, FieldDescriptor field, Random random, int depth) {
        return switch (field.getJavaType()) {
            case INT -> random.nextBoolean() ? random.nextInt(400) : random.nextInt();
            case LONG -> random.nextBoolean() ? random.nextLong(400) : random.nextLong();
            case BOOLEAN -> random.nextBoolean();
            case STRING -> STRINGS.get(random.nextInt(STRINGS.size()));
            case ENUM ->
                    field.getEnumType().findValueByNumberCreatingIfUnknown(random.nextInt(220));
            case MESSAGE -> {
                Message.Builder inner = message.newBuilderForField(field);
                if (depth < 4) {
                    fill(inner, random, depth + 1);
                }
                yield inner.build();
            }
            case FLOAT, DOUBLE, BYTE_STRING ->
                    throw new IllegalStateException("A flow has no " + field.getFullName());
        };
    }
}
