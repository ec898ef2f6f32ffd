package dev.portcullis.hubble;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.protobuf.Descriptors.Descriptor;
import com.google.protobuf.Descriptors.EnumDescriptor;
import com.google.protobuf.Descriptors.FieldDescriptor;
import com.google.protobuf.Descriptors.FileDescriptor;
import com.google.protobuf.Descriptors.MethodDescriptor;
import dev.portcullis.hubble.proto.flow.FlowProto;
import dev.portcullis.hubble.proto.observer.ObserverProto;
import dev.portcullis.hubble.proto.peer.PeerProto;
import dev.portcullis.hubble.proto.relay.RelayProto;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

/** A wrong number reads someone else's field without any error, so every one of them is pinned. */
class WireNumbersTest {

    private static final List<FileDescriptor> FILES =
            List.of(
                    FlowProto.getDescriptor(),
                    RelayProto.getDescriptor(),
                    ObserverProto.getDescriptor(),
                    PeerProto.getDescriptor());

    /** The debug capture points and debug events pass through as numbers; nobody reads them. */
    private static final Set<String> OUTSIDE_THE_TABLE =
            Set.of(
                    "flow.DebugCapturePoint",
                    "flow.DebugEvent",
                    "flow.DebugEventType",
                    "flow.AgentEventUnknown",
                    "flow.TimeNotification",
                    "flow.EndpointRegenNotification",
                    "flow.EndpointUpdateNotification",
                    "flow.IPCacheNotification",
                    "flow.ServiceUpsertNotificationAddr",
                    "flow.ServiceUpsertNotification",
                    "flow.ServiceDeleteNotification");

    @Test
    void everyNumberNameAndTypeIsTheProtocols() throws IOException {
        Map<String, Set<String>> ours = new TreeMap<>();
        for (FileDescriptor file : FILES) {
            file.getEnumTypes().forEach(type -> put(ours, type));
            file.getMessageTypes().forEach(type -> put(ours, type));
        }
        OUTSIDE_THE_TABLE.forEach(ours::remove);

        assertThat(ours).containsExactlyInAnyOrderEntriesOf(table());
    }

    @Test
    void theServicesHaveTheProtocolsMethods() {
        assertThat(methods(ObserverProto.getDescriptor()))
                .containsExactlyInAnyOrder(
                        "observer.Observer.GetFlows stream",
                        "observer.Observer.GetAgentEvents stream",
                        "observer.Observer.GetDebugEvents stream",
                        "observer.Observer.GetNodes",
                        "observer.Observer.GetNamespaces",
                        "observer.Observer.ServerStatus");
        assertThat(methods(PeerProto.getDescriptor())).containsExactly("peer.Peer.Notify stream");
    }

    @Test
    void theNumbersEveryoneGetsWrongAreRight() {
        Descriptor flow = FlowProto.getDescriptor().findMessageTypeByName("Flow");
        Descriptor answer = ObserverProto.getDescriptor().findMessageTypeByName("GetFlowsResponse");

        assertThat(flow.findFieldByName("Summary").getNumber()).isEqualTo(100_000);
        assertThat(flow.findFieldByName("egress_allowed_by").getNumber()).isEqualTo(21_001);
        assertThat(flow.findFieldByName("ingress_allowed_by").getNumber()).isEqualTo(21_002);
        assertThat(flow.findFieldByName("egress_denied_by").getNumber()).isEqualTo(21_004);
        assertThat(flow.findFieldByName("ingress_denied_by").getNumber()).isEqualTo(21_005);
        assertThat(answer.findFieldByName("node_name").getNumber()).isEqualTo(1_000);
        assertThat(answer.findFieldByName("time").getNumber()).isEqualTo(1_001);
    }

    @Test
    void ourWordsAreInTheOrderOfTheProtocolsNumbers() {
        for (var theirs : dev.portcullis.hubble.proto.flow.Verdict.values()) {
            if (theirs != dev.portcullis.hubble.proto.flow.Verdict.UNRECOGNIZED) {
                String name = theirs.name().replace("VERDICT_", "");
                assertThat(Verdict.of(theirs.getNumber()).name()).isEqualTo(name);
            }
        }
        for (var theirs : dev.portcullis.hubble.proto.relay.NodeState.values()) {
            if (theirs != dev.portcullis.hubble.proto.relay.NodeState.UNRECOGNIZED) {
                String name = theirs.name().replace("NODE_", "").replace("_STATE", "");
                assertThat(NodeState.of(theirs.getNumber()).name())
                        .isEqualTo(name.replace("_NODE", ""));
            }
        }
        for (var part : L7.Part.values()) {
            assertThat(dev.portcullis.hubble.proto.flow.L7FlowType.forNumber(part.ordinal()).name())
                    .startsWith(part.name());
        }
    }

    private static void put(Map<String, Set<String>> into, Descriptor message) {
        if (!message.getFields().isEmpty()) {
            var lines = new TreeSet<String>();
            for (FieldDescriptor field : message.getFields()) {
                lines.add(
                        "%d %s %s%s"
                                .formatted(
                                        field.getNumber(),
                                        field.getName(),
                                        field.isRepeated() ? "[]" : "",
                                        typeName(field)));
            }
            into.put(message.getFullName(), lines);
        }
        message.getNestedTypes().forEach(nested -> put(into, nested));
        message.getEnumTypes().forEach(nested -> put(into, nested));
    }

    private static void put(Map<String, Set<String>> into, EnumDescriptor type) {
        var lines = new TreeSet<String>();
        type.getValues()
                .forEach(value -> lines.add(value.getNumber() + " " + value.getName() + " enum"));
        into.put(type.getFullName(), lines);
    }

    private static String typeName(FieldDescriptor field) {
        return switch (field.getJavaType()) {
            case MESSAGE -> field.getMessageType().getName();
            case ENUM -> field.getEnumType().getName();
            default -> field.getType().name().toLowerCase(Locale.ROOT);
        };
    }

    private static List<String> methods(FileDescriptor file) {
        return file.getServices().stream()
                .flatMap(service -> service.getMethods().stream())
                .map(WireNumbersTest::signature)
                .toList();
    }

    private static String signature(MethodDescriptor method) {
        return method.getFullName() + (method.isServerStreaming() ? " stream" : "");
    }

    private static Map<String, Set<String>> table() throws IOException {
        Map<String, Set<String>> table = new TreeMap<>();
        try (var in = WireNumbersTest.class.getResourceAsStream("wire-numbers.txt")) {
            assertThat(in).isNotNull();
            String name = "";
            for (String line :
                    new String(in.readAllBytes(), StandardCharsets.UTF_8).lines().toList()) {
                if (line.startsWith("  ")) {
                    table.computeIfAbsent(name, _ -> new TreeSet<>()).add(line.strip());
                } else if (!line.isBlank() && !line.startsWith("#")) {
                    name = line;
                }
            }
        }
        return table;
    }
}
