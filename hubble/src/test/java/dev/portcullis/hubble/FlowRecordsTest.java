package dev.portcullis.hubble;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.protobuf.ByteString;
import com.google.protobuf.InvalidProtocolBufferException;
import com.google.protobuf.Timestamp;
import dev.portcullis.hubble.proto.flow.Flow;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;

class FlowRecordsTest {

    @Test
    void aDroppedSynSaysWhoWhereAndWhy() {
        var flow = FlowRecords.read(TestFlows.DROPPED_SYN);

        assertThat(flow.time()).isEqualTo(TestFlows.NOON);
        assertThat(flow.verdict()).isEqualTo(Verdict.DROPPED);
        assertThat(flow.dropReason()).isEqualTo(DropReason.POLICY_DENIED);
        assertThat(flow.dropReason().words()).isEqualTo("Policy denied");
        assertThat(flow.event().isDrop()).isTrue();
        assertThat(flow.direction()).isEqualTo(Direction.INGRESS);
        assertThat(flow.source().workload()).isEqualTo("drill-1");
        assertThat(flow.source().workloadKind()).isEqualTo("Job");
        assertThat(flow.source().label("app")).contains("intruder");
        assertThat(flow.source().label("k8s:app")).contains("intruder");
        assertThat(flow.source().label("reserved:app")).isEmpty();
        assertThat(flow.destination().pod()).isEqualTo("mysql-0");
        assertThat(flow.destination().ip()).isEqualTo("10.244.0.5");
        assertThat(flow.destination().port()).isEqualTo(3306);
        assertThat(flow.protocol()).isEqualTo(Protocol.TCP);
        assertThat(flow.tcpFlags().isFirstSyn()).isTrue();
        assertThat(flow.deniedBy()).isEmpty();
    }

    @Test
    void whetherADropIsAReplyIsUnknownRatherThanNo() {
        assertThat(FlowRecords.read(TestFlows.DROPPED_SYN).reply()).isEqualTo(Reply.UNKNOWN);
        assertThat(FlowRecords.read(TestFlows.ALLOWED_SYN).reply()).isEqualTo(Reply.NO);
        assertThat(FlowRecords.read(TestFlows.HTTP_RESPONSE).reply()).isEqualTo(Reply.YES);
    }

    @Test
    void anAllowedFlowNamesThePolicyThatAllowedIt() {
        assertThat(FlowRecords.read(TestFlows.ALLOWED_SYN).allowedBy())
                .containsExactly(new PolicyRef("CiliumNetworkPolicy", "users", "mysql-ingress", 7));
    }

    @Test
    void anHttpResponseHasItsStatusAndLatency() {
        assertThat(FlowRecords.read(TestFlows.HTTP_RESPONSE).l7())
                .get()
                .isInstanceOfSatisfying(
                        L7.Http.class,
                        http -> {
                            assertThat(http.part()).isEqualTo(L7.Part.RESPONSE);
                            assertThat(http.code()).isEqualTo(404);
                            assertThat(http.latency()).isEqualTo(Duration.ofNanos(1_500_000));
                        });
    }

    @Test
    void numbersWithoutAWordAreKept() {
        var newer =
                TestFlows.DROPPED_SYN.toBuilder()
                        .setVerdictValue(42)
                        .setDropReasonDescValue(206)
                        .setTraceObservationPointValue(77)
                        .build();

        var flow = FlowRecords.read(newer);

        assertThat(flow.verdict()).isEqualTo(Verdict.UNRECOGNIZED);
        assertThat(flow.verdictNumber()).isEqualTo(42);
        assertThat(flow.dropReason().number()).isEqualTo(206);
        assertThat(flow.dropReason().words()).isEqualTo("No device");
        assertThat(flow.tracePoint()).isEqualTo(77);
        assertThat(FlowMessages.write(flow).getVerdictValue()).isEqualTo(42);
    }

    @Test
    @SuppressWarnings("deprecation") // What old agents send.
    void anOldAgentsDropReasonIsReadToo() {
        var old = TestFlows.DROPPED_SYN.toBuilder().clearDropReasonDesc().setDropReason(181);

        assertThat(FlowRecords.read(old.build()).dropReason()).isEqualTo(DropReason.POLICY_DENY);
    }

    @Test
    void anEmptyFlowIsReadWithoutComplaint() {
        var flow = FlowRecords.read(Flow.getDefaultInstance());

        assertThat(flow.time()).isEqualTo(Instant.EPOCH);
        assertThat(flow.protocol()).isEqualTo(Protocol.UNKNOWN);
        assertThat(flow.source().reserved()).isEmpty();
    }

    @Test
    void aTimeBeyondAllCalendarsDoesNotStopTheStream() {
        var never = Timestamp.newBuilder().setSeconds(Long.MAX_VALUE).setNanos(-5).build();

        assertThat(FlowRecords.instant(never).getEpochSecond())
                .isEqualTo(Instant.MAX.getEpochSecond());
    }

    @Test
    void writingARecordAndReadingItAgainChangesNothing() {
        for (Flow message :
                List.of(TestFlows.DROPPED_SYN, TestFlows.ALLOWED_SYN, TestFlows.HTTP_RESPONSE)) {
            var flow = FlowRecords.read(message);

            assertThat(FlowRecords.read(FlowMessages.write(flow))).isEqualTo(flow);
        }
    }

    @Property(tries = 300)
    void whateverParsesAsAFlowIsReadAndPrinted(@ForAll @Size(max = 60) byte[] noise) {
        Flow.Builder message = TestFlows.HTTP_RESPONSE.toBuilder();
        try {
            message.mergeFrom(ByteString.copyFrom(noise));
        } catch (InvalidProtocolBufferException notAFlow) {
            return;
        }

        var flow = FlowRecords.read(message.build());

        assertThat(FlowMessages.write(flow).getUuid()).isEqualTo(flow.uuid());
    }
}
