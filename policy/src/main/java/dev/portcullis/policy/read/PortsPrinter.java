package dev.portcullis.policy.read;

import dev.portcullis.policy.HttpRule;
import dev.portcullis.policy.PortRule;
import dev.portcullis.policy.PortRule.PortMatch;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Writes entries of {@code toPorts}. */
final class PortsPrinter {

    private PortsPrinter() {}

    static Map<String, Object> tree(PortRule rule) {
        Map<String, Object> tree = new LinkedHashMap<>();
        if (!rule.ports().isEmpty()) {
            tree.put("ports", rule.ports().stream().map(PortsPrinter::port).toList());
        }
        PortRule.Proxying proxying = rule.proxying();
        proxying.terminatingTls().ifPresent(tls -> tree.put("terminatingTLS", tls));
        proxying.originatingTls().ifPresent(tls -> tree.put("originatingTLS", tls));
        if (!proxying.serverNames().isEmpty()) {
            tree.put("serverNames", proxying.serverNames());
        }
        proxying.listener().ifPresent(listener -> tree.put("listener", listener));
        rule.inside()
                .ifPresent(
                        inside ->
                                tree.put(
                                        "rules",
                                        switch (inside) {
                                            case PortRule.L7Rules.Http http ->
                                                    Map.of(
                                                            "http",
                                                            http.rules().stream()
                                                                    .map(PortsPrinter::http)
                                                                    .toList());
                                            case PortRule.L7Rules.Dns dns ->
                                                    Map.of("dns", PeersPrinter.names(dns.names()));
                                        }));
        return tree;
    }

    private static Map<String, Object> port(PortMatch port) {
        Map<String, Object> tree = new LinkedHashMap<>();
        switch (port) {
            case PortMatch.Named named -> tree.put("port", named.name());
            case PortMatch.Numbers numbers -> {
                tree.put("port", String.valueOf(numbers.first()));
                if (numbers.last() != numbers.first()) {
                    tree.put("endPort", numbers.last());
                }
            }
        }
        port.protocol().ifPresent(protocol -> tree.put("protocol", protocol.name()));
        return tree;
    }

    private static Map<String, Object> http(HttpRule rule) {
        Map<String, Object> tree = new LinkedHashMap<>();
        rule.method().ifPresent(method -> tree.put("method", method));
        rule.path().ifPresent(path -> tree.put("path", path));
        rule.host().ifPresent(host -> tree.put("host", host));
        if (!rule.headers().isEmpty()) {
            tree.put("headers", List.copyOf(rule.headers()));
        }
        if (!rule.headerMatches().isEmpty()) {
            tree.put(
                    "headerMatches",
                    rule.headerMatches().stream().map(PortsPrinter::header).toList());
        }
        return tree;
    }

    private static Map<String, Object> header(HttpRule.HeaderMatch match) {
        Map<String, Object> tree = new LinkedHashMap<>();
        tree.put("name", match.name());
        match.value().ifPresent(value -> tree.put("value", value));
        match.secret().ifPresent(secret -> tree.put("secret", secret));
        match.mismatch().ifPresent(mismatch -> tree.put("mismatch", mismatch.name()));
        return tree;
    }
}
