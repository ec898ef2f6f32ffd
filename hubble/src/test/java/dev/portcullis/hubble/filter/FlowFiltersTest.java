package dev.portcullis.hubble.filter;

import static org.assertj.core.api.Assertions.assertThat;

import dev.portcullis.hubble.FlowRecords;
import dev.portcullis.hubble.TestFlows;
import dev.portcullis.hubble.proto.flow.DNS;
import dev.portcullis.hubble.proto.flow.DropReason;
import dev.portcullis.hubble.proto.flow.EventTypeFilter;
import dev.portcullis.hubble.proto.flow.Flow;
import dev.portcullis.hubble.proto.flow.FlowFilter;
import dev.portcullis.hubble.proto.flow.HTTPHeader;
import dev.portcullis.hubble.proto.flow.ICMPv6;
import dev.portcullis.hubble.proto.flow.IP;
import dev.portcullis.hubble.proto.flow.IPVersion;
import dev.portcullis.hubble.proto.flow.Layer4;
import dev.portcullis.hubble.proto.flow.Layer7;
import dev.portcullis.hubble.proto.flow.NetworkInterface;
import dev.portcullis.hubble.proto.flow.Service;
import dev.portcullis.hubble.proto.flow.TCP;
import dev.portcullis.hubble.proto.flow.TCPFlags;
import dev.portcullis.hubble.proto.flow.TrafficDirection;
import dev.portcullis.hubble.proto.flow.Verdict;
import dev.portcullis.hubble.proto.flow.Workload;
import java.util.List;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class FlowFiltersTest {

    private static final Flow FLOW = TestFlows.DROPPED_SYN;
    private static final Flow HTTP = TestFlows.HTTP_RESPONSE;

    @Test
    void anEmptyFilterMatchesEveryFlow() {
        assertThat(matches(FLOW, _ -> {})).isTrue();
        assertThat(FlowFilters.everything().matches(FLOW)).isTrue();
    }

    @Test
    void valuesOfOneFieldAreAlternatives() {
        assertThat(matches(FLOW, f -> f.addVerdict(Verdict.FORWARDED).addVerdict(Verdict.DROPPED)))
                .isTrue();
    }

    @Test
    void differentFieldsMustAllMatch() {
        assertThat(matches(FLOW, f -> f.addVerdict(Verdict.DROPPED).addDestinationPort("3306")))
                .isTrue();
        assertThat(matches(FLOW, f -> f.addVerdict(Verdict.DROPPED).addDestinationPort("80")))
                .isFalse();
    }

    @Test
    void anyFilterOfTheWhitelistIsEnoughAndAnyOfTheBlacklistToo() {
        var toMysql = FlowFilter.newBuilder().addDestinationPod("users/mysql").build();
        var toWeb = FlowFilter.newBuilder().addDestinationPort("80").build();
        var dropped = FlowFilter.newBuilder().addVerdict(Verdict.DROPPED).build();

        assertThat(ready(List.of(toWeb, toMysql), List.of()).matches(FLOW)).isTrue();
        assertThat(ready(List.of(toMysql), List.of(toWeb)).matches(FLOW)).isTrue();
        assertThat(ready(List.of(toMysql), List.of(toWeb, dropped)).matches(FLOW)).isFalse();
        assertThat(ready(List.of(), List.of(dropped)).matches(FLOW)).isFalse();
        assertThat(ready(List.of(), List.of(FlowFilter.getDefaultInstance())).matches(FLOW))
                .isFalse();
    }

    @Test
    void recordsAreFilteredAsTheirMessagesAre() {
        var filters =
                ready(
                        List.of(FlowFilter.newBuilder().addSourceLabel("app=intruder").build()),
                        List.of());

        assertThat(filters.matches(FlowRecords.read(FLOW))).isTrue();
    }

    @ParameterizedTest
    @CsvSource({
        "users/mysql-0, true",
        "users/my, true",
        "users/, true",
        "/mysql, true",
        "mysql, true",
        "shop/, false",
        "user/, false",
        "users/web, false",
        "ysql, false"
    })
    void podsAreFoundByNamespaceAndTheBeginningOfTheirName(String pattern, boolean found) {
        assertThat(matches(FLOW, f -> f.addDestinationPod(pattern))).isEqualTo(found);
        assertThat(matches(FLOW, f -> f.addSourcePod(pattern))).isFalse();
    }

    @Test
    void aFlowWithoutAPodMatchesNoPodFilter() {
        var outside = FLOW.toBuilder().clearDestination().build();

        assertThat(matches(outside, f -> f.addDestinationPod("m"))).isFalse();
    }

    @Test
    void servicesAreFoundAsPodsAre() {
        var flow =
                FLOW.toBuilder()
                        .setDestinationService(
                                Service.newBuilder().setNamespace("users").setName("mysql"))
                        .build();

        assertThat(matches(flow, f -> f.addDestinationService("users/my"))).isTrue();
        assertThat(matches(FLOW, f -> f.addDestinationService("users/my"))).isFalse();
    }

    @ParameterizedTest
    @CsvSource({
        "10.244.0.5, true",
        "10.244.0.0/24, true",
        "10.244.0.7/24, true",
        "10.244.0.6, false",
        "10.0.0.0/16, false",
        "2001:db8::/32, false",
        "0.0.0.0/0, true"
    })
    void addressesAreFoundAloneOrInBlocks(String block, boolean found) {
        assertThat(matches(FLOW, f -> f.addDestinationIp(block))).isEqualTo(found);
    }

    @Test
    void addressesOfSixAreFoundHoweverTheyAreWritten() {
        var flow =
                FLOW.toBuilder()
                        .setIP(
                                IP.newBuilder()
                                        .setSource("2001:db8::1")
                                        .setSourceXlated("10.0.0.1")
                                        .setIpVersion(IPVersion.IPv6))
                        .build();

        assertThat(matches(flow, f -> f.addSourceIp("2001:db8:0:0::1"))).isTrue();
        assertThat(matches(flow, f -> f.addSourceIp("2001:db8::/64"))).isTrue();
        assertThat(matches(flow, f -> f.addSourceIpXlated("10.0.0.0/8"))).isTrue();
        assertThat(matches(flow, f -> f.addDestinationIp("::/0"))).isFalse();
        assertThat(matches(flow, f -> f.addIpVersion(IPVersion.IPv6))).isTrue();
        assertThat(matches(flow, f -> f.addIpVersion(IPVersion.IPv4))).isFalse();
    }

    @ParameterizedTest
    @CsvSource({"404, true", "4+, true", "40+, true", "400, false", "5+, false", "41+, false"})
    void statusCodesAreFoundWholeOrByTheirBeginning(String code, boolean found) {
        assertThat(matches(HTTP, f -> f.addHttpStatusCode(code))).isEqualTo(found);
    }

    @Test
    void whatAProxyReadIsFoundByMethodPathUrlAndHeader() {
        assertThat(matches(HTTP, f -> f.addHttpMethod("get"))).isTrue();
        assertThat(matches(HTTP, f -> f.addHttpPath("^/api/v1/users$"))).isTrue();
        assertThat(matches(HTTP, f -> f.addHttpPath("limit"))).isFalse();
        assertThat(matches(HTTP, f -> f.addHttpUrl("limit=\\d"))).isTrue();
        assertThat(matches(HTTP, f -> f.addHttpHeader(header("Accept", "")))).isTrue();
        assertThat(matches(HTTP, f -> f.addHttpHeader(header("Accept", "text/html")))).isFalse();
        assertThat(matches(FLOW, f -> f.addHttpMethod("GET"))).isFalse();
    }

    @Test
    void aFilterOnHttpThatExcludesL7RecordsIsRefused() {
        assertThat(
                        problem(
                                f ->
                                        f.addHttpStatusCode("404")
                                                .addEventType(
                                                        EventTypeFilter.newBuilder().setType(1))))
                .startsWith("whitelist[0].http_status_code: needs event_type");
        assertThat(
                        matches(
                                HTTP,
                                f ->
                                        f.addHttpStatusCode("404")
                                                .addEventType(
                                                        EventTypeFilter.newBuilder().setType(129))))
                .isTrue();
    }

    @ParameterizedTest
    @CsvSource({"tcp, true", "TCP, true", "udp, false", "icmp, false", "http, false", "dns, false"})
    void protocolsAreFoundInAnyCase(String protocol, boolean found) {
        assertThat(matches(FLOW, f -> f.addProtocol(protocol))).isEqualTo(found);
    }

    @Test
    void icmpMeansBothVersions() {
        var ping =
                FLOW.toBuilder()
                        .setL4(Layer4.newBuilder().setICMPv6(ICMPv6.getDefaultInstance()))
                        .build();

        assertThat(matches(ping, f -> f.addProtocol("icmp"))).isTrue();
        assertThat(matches(ping, f -> f.addProtocol("icmpv4"))).isFalse();
        assertThat(matches(ping, f -> f.addDestinationPort("0"))).isFalse();
    }

    @Test
    void noReplyIsAlsoAskedOfDropsOfWhichNobodyKnows() {
        assertThat(matches(FLOW, f -> f.addReply(false))).isTrue();
        assertThat(matches(FLOW, f -> f.addReply(true))).isFalse();
        assertThat(matches(HTTP, f -> f.addReply(true))).isTrue();
        assertThat(matches(HTTP, f -> f.addReply(false))).isFalse();
        var unknown = HTTP.toBuilder().clearIsReply().build();
        assertThat(matches(unknown, f -> f.addReply(false))).isFalse();
        assertThat(matches(unknown, f -> f.addReply(true).addReply(false))).isFalse();
    }

    @Test
    void eventTypesAreFoundWithOrWithoutTheirSubType() {
        assertThat(matches(FLOW, f -> f.addEventType(event(1)))).isTrue();
        assertThat(matches(FLOW, f -> f.addEventType(event(5)))).isFalse();
        assertThat(
                        matches(
                                FLOW,
                                f ->
                                        f.addEventType(
                                                event(0).setMatchSubType(true).setSubType(133))))
                .isTrue();
        assertThat(
                        matches(
                                FLOW,
                                f ->
                                        f.addEventType(
                                                event(1).setMatchSubType(true).setSubType(181))))
                .isFalse();
        assertThat(
                        matches(
                                FLOW.toBuilder().clearEventType().build(),
                                f -> f.addEventType(event(0))))
                .isFalse();
    }

    @Test
    void allFlagsThatAreAskedMustBeSet() {
        var synAck =
                FLOW.toBuilder()
                        .setL4(
                                Layer4.newBuilder()
                                        .setTCP(
                                                TCP.newBuilder()
                                                        .setFlags(
                                                                TCPFlags.newBuilder()
                                                                        .setSYN(true)
                                                                        .setACK(true))))
                        .build();

        assertThat(matches(synAck, f -> f.addTcpFlags(TCPFlags.newBuilder().setSYN(true))))
                .isTrue();
        assertThat(
                        matches(
                                FLOW,
                                f ->
                                        f.addTcpFlags(
                                                TCPFlags.newBuilder().setSYN(true).setACK(true))))
                .isFalse();
        assertThat(
                        matches(
                                FLOW,
                                f ->
                                        f.addTcpFlags(TCPFlags.newBuilder().setRST(true))
                                                .addTcpFlags(TCPFlags.newBuilder().setSYN(true))))
                .isTrue();
    }

    @Test
    void workloadsAreFoundByNameOrKind() {
        assertThat(matches(FLOW, f -> f.addSourceWorkload(workload("drill-1", "")))).isTrue();
        assertThat(matches(FLOW, f -> f.addSourceWorkload(workload("", "Job")))).isTrue();
        assertThat(matches(FLOW, f -> f.addSourceWorkload(workload("drill-1", "Pod")))).isFalse();
        assertThat(matches(FLOW, f -> f.addDestinationWorkload(workload("", "StatefulSet"))))
                .isTrue();
    }

    @ParameterizedTest
    @CsvSource({
        "node-1, true",
        "default/node-1, true",
        "node-*, true",
        "default/, true",
        "/node-1, true",
        "other/node-1, false",
        "node, false"
    })
    void nodesAreFoundByNameWithOrWithoutTheirCluster(String pattern, boolean found) {
        assertThat(matches(FLOW, f -> f.addNodeName(pattern))).isEqualTo(found);
    }

    @Test
    void dnsNamesAreFoundByPatternAndQueriesByExpression() {
        var flow =
                FLOW.toBuilder()
                        .addDestinationNames("api.example.com")
                        .setL7(
                                Layer7.newBuilder()
                                        .setDns(DNS.newBuilder().setQuery("mysql.users.svc.")))
                        .build();

        assertThat(matches(flow, f -> f.addDestinationFqdn("*.example.com."))).isTrue();
        assertThat(matches(flow, f -> f.addDestinationFqdn("API.example.com"))).isTrue();
        assertThat(matches(flow, f -> f.addDestinationFqdn("example.com"))).isFalse();
        assertThat(matches(flow, f -> f.addSourceFqdn("*"))).isFalse();
        assertThat(matches(flow, f -> f.addDnsQuery("^mysql\\."))).isTrue();
        assertThat(matches(flow, f -> f.addDnsQuery("^users"))).isFalse();
        assertThat(matches(flow, f -> f.addProtocol("dns"))).isTrue();
    }

    @Test
    void theRestIsFoundByItsValue() {
        assertThat(matches(FLOW, f -> f.addUuid(FLOW.getUuid()))).isTrue();
        assertThat(matches(FLOW, f -> f.addUuid("other"))).isFalse();
        assertThat(matches(FLOW, f -> f.addDropReasonDesc(DropReason.POLICY_DENIED))).isTrue();
        assertThat(matches(FLOW, f -> f.addTrafficDirection(TrafficDirection.EGRESS))).isFalse();
        assertThat(matches(FLOW, f -> f.addSourceIdentity(40_001))).isTrue();
        assertThat(matches(FLOW, f -> f.addDestinationIdentity(2))).isFalse();
        assertThat(matches(FLOW, f -> f.addSourceClusterName("default"))).isTrue();
        assertThat(matches(FLOW, f -> f.addDestinationClusterName("west"))).isFalse();
        assertThat(matches(FLOW, f -> f.addSourcePort("45678"))).isTrue();
        assertThat(matches(FLOW, f -> f.addEncrypted(true))).isFalse();
        assertThat(matches(FLOW, f -> f.addIpTraceId(5))).isFalse();
        assertThat(matches(FLOW, f -> f.addTraceId("a"))).isFalse();
        assertThat(matches(FLOW, f -> f.addNodeLabels("zone=a"))).isFalse();
        var labelled =
                FLOW.toBuilder()
                        .addNodeLabels("zone=a")
                        .setInterface(NetworkInterface.newBuilder().setIndex(3).setName("eth0"))
                        .build();
        assertThat(matches(labelled, f -> f.addNodeLabels("zone in (a, b)"))).isTrue();
        assertThat(matches(labelled, f -> f.addInterface(nic(0, "eth0")))).isTrue();
        assertThat(matches(labelled, f -> f.addInterface(nic(4, "eth0")))).isFalse();
        assertThat(matches(FLOW, f -> f.addInterface(nic(0, "")))).isFalse();
    }

    @ParameterizedTest
    @ValueSource(strings = {"10.0.0", "10.0.0.0/33", "hello", "", "10.0.0.*", "1-2.0.0.1", "12"})
    void whatIsNoAddressIsRefusedWithItsField(String typed) {
        assertThat(problem(f -> f.addSourceIp(typed)))
                .isEqualTo(
                        "whitelist[0].source_ip: \"%s\" is neither an IP address nor a CIDR block",
                        typed);
    }

    @Test
    void everyFieldThatCanBeWrongSaysSo() {
        assertThat(problem(f -> f.addDestinationPort("65536"))).contains("destination_port");
        assertThat(problem(f -> f.addSourcePort("http"))).contains("source_port");
        assertThat(problem(f -> f.addProtocol("smtp"))).contains("protocol: \"smtp\"");
        assertThat(problem(f -> f.addHttpStatusCode("4xx"))).contains("http_status_code");
        assertThat(problem(f -> f.addHttpPath("("))).contains("http_path");
        assertThat(problem(f -> f.addSourcePod("/"))).contains("source_pod");
        assertThat(problem(f -> f.addNodeName("a/b/c"))).contains("node_name");
        assertThat(problem(f -> f.addSourceFqdn("a b"))).contains("source_fqdn");
        assertThat(problem(f -> f.addSourceLabel("app in (a"))).contains("source_label");
        assertThat(problem(f -> f.addSourceClusterName(""))).contains("source_cluster_name");
        assertThat(
                        problem(
                                f ->
                                        f.setExperimental(
                                                FlowFilter.Experimental.newBuilder()
                                                        .addCelExpression("true"))))
                .contains("cel_expression");
    }

    private static boolean matches(Flow flow, Consumer<FlowFilter.Builder> asked) {
        var filter = FlowFilter.newBuilder();
        asked.accept(filter);
        return ready(List.of(filter.build()), List.of()).matches(flow);
    }

    private static FlowFilters ready(List<FlowFilter> whitelist, List<FlowFilter> blacklist) {
        return switch (FlowFilters.compile(whitelist, blacklist)) {
            case FilterResult.Ready ready -> ready.filters();
            case FilterResult.Invalid invalid -> throw new AssertionError(invalid.problem());
        };
    }

    private static String problem(Consumer<FlowFilter.Builder> asked) {
        var filter = FlowFilter.newBuilder();
        asked.accept(filter);
        return switch (FlowFilters.compile(List.of(filter.build()), List.of())) {
            case FilterResult.Ready _ -> throw new AssertionError("It was accepted");
            case FilterResult.Invalid invalid -> invalid.problem();
        };
    }

    private static EventTypeFilter.Builder event(int type) {
        return EventTypeFilter.newBuilder().setType(type);
    }

    private static Workload workload(String name, String kind) {
        return Workload.newBuilder().setName(name).setKind(kind).build();
    }

    private static HTTPHeader header(String key, String value) {
        return HTTPHeader.newBuilder().setKey(key).setValue(value).build();
    }

    private static NetworkInterface nic(int index, String name) {
        return NetworkInterface.newBuilder().setIndex(index).setName(name).build();
    }
}
