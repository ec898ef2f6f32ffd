package dev.portcullis.hubble.filter;

import dev.portcullis.hubble.proto.flow.Endpoint;
import dev.portcullis.hubble.proto.flow.Flow;
import dev.portcullis.hubble.proto.flow.FlowFilter;
import dev.portcullis.hubble.proto.flow.NetworkInterface;
import dev.portcullis.hubble.proto.flow.Workload;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.function.Function;
import java.util.function.Predicate;

/** One filter of a list: every field that is given must match. An empty filter matches all. */
final class CompiledFilter implements Predicate<Flow> {

    /** Compiles the values of one field; null never, as fields without values are not asked. */
    private interface Part<V> {
        Predicate<Flow> compile(List<V> values) throws InvalidFilterException;
    }

    private final List<Predicate<Flow>> parts = new ArrayList<>();

    private CompiledFilter() {}

    static Predicate<Flow> of(FlowFilter filter) throws InvalidFilterException {
        var compiled = new CompiledFilter();
        compiled.addEvents(filter);
        compiled.addEndpoints(filter);
        compiled.addTransport(filter);
        compiled.addL7(filter);
        compiled.addPlaces(filter);
        if (filter.getExperimental().getCelExpressionCount() > 0) {
            throw new InvalidFilterException(
                    "experimental.cel_expression: CEL expressions are not evaluated here; use the"
                            + " other fields");
        }
        return compiled;
    }

    @Override
    public boolean test(Flow flow) {
        for (Predicate<Flow> part : parts) {
            if (!part.test(flow)) {
                return false;
            }
        }
        return true;
    }

    private void addEvents(FlowFilter filter) throws InvalidFilterException {
        addOneOf(filter.getUuidList(), Flow::getUuid);
        addOneOf(filter.getVerdictValueList(), Flow::getVerdictValue);
        addOneOf(filter.getDropReasonDescValueList(), Flow::getDropReasonDescValue);
        addOneOf(filter.getTrafficDirectionValueList(), Flow::getTrafficDirectionValue);
        add("event_type", filter.getEventTypeList(), EventTypes::new);
        add("reply", filter.getReplyList(), Replies::new);
        addOneOf(filter.getEncryptedList(), flow -> flow.getIP().getEncrypted());
        addOneOf(filter.getTraceIdList(), flow -> flow.getTraceContext().getParent().getTraceId());
        addOneOf(filter.getIpTraceIdList(), flow -> flow.getIpTraceId().getTraceId());
    }

    private void addEndpoints(FlowFilter filter) throws InvalidFilterException {
        add(
                "source_ip",
                filter.getSourceIpList(),
                values -> Addresses.of(values, flow -> flow.getIP().getSource()));
        add(
                "source_ip_xlated",
                filter.getSourceIpXlatedList(),
                values -> Addresses.of(values, flow -> flow.getIP().getSourceXlated()));
        add(
                "destination_ip",
                filter.getDestinationIpList(),
                values -> Addresses.of(values, flow -> flow.getIP().getDestination()));
        add(
                "source_pod",
                filter.getSourcePodList(),
                values -> NamespacedNames.pods(values, Flow::getSource));
        add(
                "destination_pod",
                filter.getDestinationPodList(),
                values -> NamespacedNames.pods(values, Flow::getDestination));
        add(
                "source_service",
                filter.getSourceServiceList(),
                values -> NamespacedNames.services(values, Flow::getSourceService));
        add(
                "destination_service",
                filter.getDestinationServiceList(),
                values -> NamespacedNames.services(values, Flow::getDestinationService));
        add(
                "source_label",
                filter.getSourceLabelList(),
                values -> LabelSelectors.of(values, flow -> flow.getSource().getLabelsList()));
        add(
                "destination_label",
                filter.getDestinationLabelList(),
                values -> LabelSelectors.of(values, flow -> flow.getDestination().getLabelsList()));
        addWorkloads(filter.getSourceWorkloadList(), Flow::getSource);
        addWorkloads(filter.getDestinationWorkloadList(), Flow::getDestination);
        addOneOf(filter.getSourceIdentityList(), flow -> flow.getSource().getIdentity());
        addOneOf(filter.getDestinationIdentityList(), flow -> flow.getDestination().getIdentity());
        addClusters(
                "source_cluster_name",
                filter.getSourceClusterNameList(),
                flow -> flow.getSource().getClusterName());
        addClusters(
                "destination_cluster_name",
                filter.getDestinationClusterNameList(),
                flow -> flow.getDestination().getClusterName());
    }

    private void addTransport(FlowFilter filter) throws InvalidFilterException {
        add("protocol", filter.getProtocolList(), Protocols::of);
        add("source_port", filter.getSourcePortList(), Ports::ofSource);
        add("destination_port", filter.getDestinationPortList(), Ports::ofDestination);
        add("tcp_flags", filter.getTcpFlagsList(), TcpFlagSets::new);
        addOneOf(filter.getIpVersionValueList(), flow -> flow.getIP().getIpVersionValue());
    }

    private void addL7(FlowFilter filter) throws InvalidFilterException {
        add(
                "source_fqdn",
                filter.getSourceFqdnList(),
                values -> NamePatterns.fqdn(values, Flow::getSourceNamesList));
        add(
                "destination_fqdn",
                filter.getDestinationFqdnList(),
                values -> NamePatterns.fqdn(values, Flow::getDestinationNamesList));
        add("dns_query", filter.getDnsQueryList(), DnsQueries::of);
        addHttp("http_status_code", filter, filter.getHttpStatusCodeList(), HttpParts::statusCodes);
        addHttp("http_method", filter, filter.getHttpMethodList(), HttpParts::methods);
        addHttp("http_path", filter, filter.getHttpPathList(), HttpParts::paths);
        addHttp("http_url", filter, filter.getHttpUrlList(), HttpParts::urls);
        addHttp("http_header", filter, filter.getHttpHeaderList(), HttpParts::headers);
    }

    private void addPlaces(FlowFilter filter) throws InvalidFilterException {
        add("node_name", filter.getNodeNameList(), NamePatterns::nodes);
        add(
                "node_labels",
                filter.getNodeLabelsList(),
                values -> LabelSelectors.of(values, Flow::getNodeLabelsList));
        List<NetworkInterface> interfaces = filter.getInterfaceList();
        if (!interfaces.isEmpty()) {
            parts.add(
                    flow ->
                            flow.hasInterface()
                                    && interfaces.stream()
                                            .anyMatch(asked -> same(asked, flow.getInterface())));
        }
    }

    private <V> void add(String field, List<V> values, Part<V> part) throws InvalidFilterException {
        if (values.isEmpty()) {
            return;
        }
        try {
            parts.add(part.compile(values));
        } catch (InvalidFilterException invalid) {
            throw new InvalidFilterException(field + ": " + invalid.problem());
        }
    }

    private <V> void addHttp(String field, FlowFilter filter, List<V> values, Part<V> part)
            throws InvalidFilterException {
        if (!values.isEmpty() && !EventTypes.mayBeL7(filter.getEventTypeList())) {
            throw new InvalidFilterException(
                    field + ": needs event_type to include L7 records (129), or to be left out");
        }
        add(field, values, part);
    }

    private <V> void addOneOf(Collection<V> values, Function<Flow, V> value) {
        if (!values.isEmpty()) {
            Set<V> allowed = Set.copyOf(values);
            parts.add(flow -> allowed.contains(value.apply(flow)));
        }
    }

    private void addClusters(String field, List<String> names, Function<Flow, String> name)
            throws InvalidFilterException {
        if (names.contains("")) {
            throw new InvalidFilterException(field + ": a cluster's name is empty");
        }
        addOneOf(names, name);
    }

    private void addWorkloads(List<Workload> asked, Function<Flow, Endpoint> endpoint) {
        if (!asked.isEmpty()) {
            parts.add(
                    flow ->
                            endpoint.apply(flow).getWorkloadsList().stream()
                                    .anyMatch(
                                            there ->
                                                    asked.stream()
                                                            .anyMatch(ask -> same(ask, there))));
        }
    }

    private static boolean same(Workload asked, Workload there) {
        return (asked.getName().isEmpty() || asked.getName().equals(there.getName()))
                && (asked.getKind().isEmpty() || asked.getKind().equals(there.getKind()));
    }

    private static boolean same(NetworkInterface asked, NetworkInterface there) {
        return (asked.getIndex() == 0 || asked.getIndex() == there.getIndex())
                && (asked.getName().isEmpty() || asked.getName().equals(there.getName()));
    }
}
