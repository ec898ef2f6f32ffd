package dev.portcullis.policy.examples;

import static dev.portcullis.policy.examples.Example.supported;
import static dev.portcullis.policy.examples.Example.undecidable;

import java.util.List;

/** Ports, protocols, ICMP types and what a proxy does on the way. */
final class PortExamples {

    private PortExamples() {}

    static List<Example> all() {
        return List.of(
                supported(
                                "toPorts by number and protocol",
                                "TCP, UDP, SCTP; without a protocol, or ANY, all three")
                        .mysql(
                                """
                                ingress:
                                - toPorts:
                                  - ports: [{port: "3306", protocol: TCP}, {port: "53"}, {port: "99", protocol: ANY}, {port: "7", protocol: SCTP}]
                                """)
                        .allows("shop/storefront -> users/mysql:3306/TCP")
                        .denies("shop/storefront -> users/mysql:3306/UDP")
                        .allows("shop/storefront -> users/mysql:53/UDP")
                        .allows("shop/storefront -> users/mysql:53/SCTP")
                        .allows("shop/storefront -> users/mysql:99/TCP")
                        .allows("shop/storefront -> users/mysql:7/SCTP")
                        .denies("shop/storefront -> users/mysql:7/TCP")
                        .denies("shop/storefront -> users/mysql:8/ICMP"),
                supported("a port with a leading zero", "octal, as Cilium reads it, with a warning")
                        .mysql(
                                "ingress: [{toPorts: [{ports: [{port: \"0120\", protocol: TCP}]}]}]\n")
                        .allows("shop/storefront -> users/mysql:80")
                        .denies("shop/storefront -> users/mysql:120"),
                supported("endPort", "a range of ports")
                        .mysql(
                                "ingress: [{toPorts: [{ports: [{port: \"8000\", endPort: 8999, protocol: TCP}]}]}]\n")
                        .allows("shop/storefront -> users/mysql:8000")
                        .allows("shop/storefront -> users/mysql:8999")
                        .denies("shop/storefront -> users/mysql:9000", "port 8000-8999/TCP"),
                supported("port \"0\"", "every port of the protocol")
                        .mysql("ingress: [{toPorts: [{ports: [{port: \"0\", protocol: UDP}]}]}]\n")
                        .allows("shop/storefront -> users/mysql:53/UDP")
                        .denies("shop/storefront -> users/mysql:53/TCP", "any port/UDP"),
                supported(
                                "named ports",
                                "given the container ports of the pod that receives the connection")
                        .mysql("ingress: [{toPorts: [{ports: [{port: mysql, protocol: TCP}]}]}]\n")
                        .allows("shop/storefront -> users/mysql:3306")
                        .denies("shop/storefront -> users/mysql:8080", "port mysql/TCP"),
                supported("named ports on egress", "the name is looked up at the server's end")
                        .storefront(
                                "egress: [{toPorts: [{ports: [{port: http, protocol: TCP}]}]}]\n")
                        .allows("shop/storefront -> users/user-service:8080")
                        .denies("shop/storefront -> users/mysql:8080")
                        .denies("shop/storefront -> 203.0.113.1:8080"),
                supported(
                                "several entries of toPorts",
                                "any of them may match; the reason says which")
                        .mysql(
                                """
                                ingress:
                                - fromEndpoints: [{matchLabels: {app: exporter}}]
                                  toPorts:
                                  - ports: [{port: "3306", protocol: TCP}]
                                  - ports: [{port: "9104", protocol: TCP}]
                                """)
                        .allows("users/exporter -> users/mysql:9104", "ingress[0].toPorts[1]"),
                supported("specs", "several rules in one policy; paths say which")
                        .under(
                                """
                                apiVersion: cilium.io/v2
                                kind: CiliumNetworkPolicy
                                metadata: {name: both, namespace: users}
                                specs:
                                - endpointSelector: {matchLabels: {app: user-service}}
                                  ingress: [{}]
                                - endpointSelector: {matchLabels: {app: mysql}}
                                  ingress: [{fromEndpoints: [{}]}]
                                """)
                        .allows("users/user-service -> users/mysql:3306", "specs[1].ingress[0]")
                        .denies("shop/storefront -> users/user-service:8080", "users/both"),
                supported("icmps", "by number or name, IPv4 unless said otherwise")
                        .mysql(
                                """
                                ingress:
                                - icmps: [{fields: [{type: 8}, {family: IPv6, type: EchoRequest}]}]
                                """)
                        .allows("shop/storefront -> users/mysql:8/ICMP", "ingress[0].icmps[0]")
                        .allows("shop/storefront -> users/mysql:128/ICMPV6")
                        .denies("shop/storefront -> users/mysql:0/ICMP", "ICMP type 8")
                        .denies("shop/storefront -> users/mysql:8/ICMPV6")
                        .denies("shop/storefront -> users/mysql:3306"),
                supported(
                                "an entry with peers and no toPorts",
                                "every port and protocol, ICMP included")
                        .mysql("ingress: [{fromEndpoints: [{matchLabels: {app: user-service}}]}]\n")
                        .allows("users/user-service -> users/mysql:8/ICMP")
                        .allows("users/user-service -> users/mysql:65535/SCTP"),
                supported(
                                "protocols without ports",
                                "VRRP, IGMP, GRE …, where Cilium is set to take them")
                        .mysql("ingress: [{toPorts: [{ports: [{protocol: GRE}]}]}]\n")
                        .allows("shop/storefront -> users/mysql:0/GRE")
                        .denies("shop/storefront -> users/mysql:0/ESP"),
                undecidable("toPorts without ports", "Cilium's documentation and its code differ")
                        .mysql("ingress: [{fromEndpoints: [{}], toPorts: [{}]}]\n")
                        .undecided("users/user-service -> users/mysql:3306", "names no ports"),
                undecidable("serverNames", "the TLS server name is not known before the handshake")
                        .storefront(
                                """
                                egress:
                                - toPorts: [{ports: [{port: "443", protocol: TCP}], serverNames: [api.example.com]}]
                                """)
                        .undecided("shop/storefront -> 203.0.113.1:443", "server name")
                        .denies("shop/storefront -> 203.0.113.1:80")
                        .storefront(
                                """
                                egress:
                                - toPorts: [{ports: [{port: "443", protocol: TCP}], serverNames: ["**.example.com", "*.example.org"]}]
                                """)
                        .undecided("shop/storefront -> 203.0.113.1:443", "server name"),
                undecidable("listener", "an Envoy listener of its own decides")
                        .storefront(
                                """
                                egress:
                                - toPorts:
                                  - ports: [{port: "443", protocol: TCP}]
                                    listener: {envoyConfig: {kind: CiliumEnvoyConfig, name: gate}, name: out, priority: 7}
                                """)
                        .undecided("shop/storefront -> 203.0.113.1:443", "Envoy listener")
                        .denies("shop/storefront -> 203.0.113.1:80"),
                undecidable(
                                "a demand for authentication beside a plain rule",
                                "it holds for the connection as a whole")
                        .mysql(
                                """
                                ingress:
                                - fromEndpoints: [{matchLabels: {app: user-service}}]
                                  authentication: {mode: required}
                                - fromEndpoints: [{}]
                                """)
                        .undecided("users/user-service -> users/mysql:3306", "ingress[0]")
                        .allows("users/exporter -> users/mysql:3306", "ingress[1]"),
                undecidable(
                                "authentication",
                                "whether both ends have proven themselves is not known")
                        .mysql(
                                """
                                ingress:
                                - fromEndpoints: [{matchLabels: {app: user-service}}]
                                  authentication: {mode: required}
                                """)
                        .undecided(
                                "users/user-service -> users/mysql:3306", "mutual authentication")
                        .denies("users/intruder -> users/mysql:3306"),
                supported("authentication: {mode: disabled}", "asks for nothing")
                        .mysql(
                                """
                                ingress:
                                - fromEndpoints: [{matchLabels: {app: user-service}}]
                                  authentication: {mode: disabled}
                                """)
                        .allows("users/user-service -> users/mysql:3306", "ingress[0]"));
    }
}
