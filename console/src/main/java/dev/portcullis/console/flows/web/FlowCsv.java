package dev.portcullis.console.flows.web;

import dev.portcullis.hubble.Flow;
import dev.portcullis.hubble.FlowPeer;
import dev.portcullis.hubble.L7;
import dev.portcullis.hubble.filter.FlowField;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Flows as CSV (RFC 4180). A text that a spreadsheet would take for a formula gets an apostrophe before it, as OWASP
 * advises: names come from the cluster, and anybody there can choose them.
 */
final class FlowCsv {
    static final String HEAD =
            "time,verdict,drop_reason,direction,event_type,reply,source_namespace,source_workload,"
                    + "source_pod,source_ip,source_port,source_identity,source_labels,destination_namespace,"
                    + "destination_workload,destination_pod,destination_ip,destination_port,"
                    + "destination_identity,destination_labels,protocol,tcp_flags,l7,allowed_by,denied_by,"
                    + "node,uuid\r\n";
    private static final String FORMULA = "=+-@\t\r\n|%";

    private FlowCsv() {}

    static String line(Flow flow) {
        return Stream.of(
                                Stream.of(
                                        flow.time().toString(),
                                        flow.verdict().name(),
                                        flow.dropReason().number() == 0
                                                ? ""
                                                : flow.dropReason().name(),
                                        flow.direction().name(),
                                        String.join(" ", FlowField.TYPE.valuesOf(flow)),
                                        flow.reply().name()),
                                end(flow.source()),
                                end(flow.destination()),
                                Stream.of(
                                        flow.protocol().name(),
                                        flow.tcpFlags().toString(),
                                        flow.l7().map(FlowCsv::words).orElse(""),
                                        policies(flow.allowedBy()),
                                        policies(flow.deniedBy()),
                                        flow.nodeName(),
                                        flow.uuid()))
                        .flatMap(cells -> cells)
                        .map(FlowCsv::cell)
                        .collect(Collectors.joining(","))
                + "\r\n";
    }

    private static Stream<String> end(FlowPeer end) {
        return Stream.of(
                end.namespace(),
                end.workload(),
                end.pod(),
                end.ip(),
                end.port() == 0 ? "" : Integer.toString(end.port()),
                Integer.toUnsignedString(end.identity()),
                String.join(" ", end.labels()));
    }

    private static String words(L7 record) {
        return switch (record) {
            case L7.Http http ->
                    http.code() == 0
                            ? "HTTP %s %s".formatted(http.method(), http.url())
                            : "HTTP %d %s %s".formatted(http.code(), http.method(), http.url());
            case L7.Dns dns -> "DNS " + dns.query();
            case L7.Other other -> other.protocol();
        };
    }

    private static String policies(List<dev.portcullis.hubble.PolicyRef> policies) {
        return policies.stream()
                .map(
                        policy ->
                                policy.namespace().isEmpty()
                                        ? policy.name()
                                        : policy.namespace() + "/" + policy.name())
                .collect(Collectors.joining(" "));
    }

    /** A cell as a file has it. */
    static String cell(String text) {
        var plain = startsLikeAFormula(text) ? "'" + text : text;
        return plain.chars().anyMatch(c -> c == ',' || c == '"' || c == '\n' || c == '\r')
                ? '"' + plain.replace("\"", "\"\"") + '"'
                : plain;
    }

    // Spreadsheets pass over white space before a formula, and some take it for the beginning of
    // one.
    private static boolean startsLikeAFormula(String text) {
        var rest = text.stripLeading();
        return !text.isEmpty() && FORMULA.indexOf(text.charAt(0)) >= 0
                || !rest.isEmpty() && FORMULA.indexOf(rest.charAt(0)) >= 0;
    }
}
