package dev.portcullis.policy.examples;

import static dev.portcullis.policy.examples.Example.refused;

import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** What is not accepted, and where the problem is shown. */
final class RefusedExamples {

    private RefusedExamples() {}

    static List<Example> all() {
        return List.of(
                refused("fromRequires", "removed in Cilium 1.19")
                        .mysql(
                                "ingress: [{fromRequires: [{matchLabels: {a: b}}], fromEndpoints: [{}]}]\n")
                        .refusing("spec.ingress[0].fromRequires", "removed fromRequires"),
                refused("toRequires", "removed in Cilium 1.19")
                        .storefront("egress: [{toRequires: [{matchLabels: {a: b}}]}]\n")
                        .refusing("spec.egress[0].toRequires", "removed toRequires"),
                refused("rules.kafka", "removed in Cilium 1.20")
                        .mysql(
                                ports(
                                        "ports: [{port: \"9092\", protocol: TCP}], rules: {kafka: [{topic: t}]}"))
                        .refusing("spec.ingress[0].toPorts[0].rules.kafka", "1.20 removed"),
                refused("rules.l7proto, rules.l7", "removed in Cilium 1.20")
                        .mysql(
                                ports(
                                        "ports: [{port: \"9042\", protocol: TCP}], rules: {l7proto: cassandra, l7: [{query_action: select}]}"))
                        .refusing("spec.ingress[0].toPorts[0].rules.l7proto", "1.20 removed")
                        .refusing("spec.ingress[0].toPorts[0].rules.l7", "1.20 removed"),
                refused("unknown fields", "a typing error must not open or close a gate")
                        .mysql("ingres: [{}]\n")
                        .refusing("spec.ingres", "no field of this name"),
                refused("fields in another case", "the API server does not know them")
                        .mysql(
                                ports(
                                        "ports: [{port: \"80\", protocol: TCP}], rules: {HTTP: [{method: GET}]}"))
                        .refusing(
                                "spec.ingress[0].toPorts[0].rules.HTTP",
                                "Remove it, or use one of: dns, http."),
                refused("a description beside spec", "it belongs into the rule")
                        .under(
                                "apiVersion: cilium.io/v2\nkind: CiliumNetworkPolicy\nmetadata: {name: a}\ndescription: b\nspec: {endpointSelector: {}, ingress: [{}]}\n")
                        .refusing("description", "no field of this name"),
                refused("a label beside matchLabels", "the selector would mean everybody")
                        .mysql(
                                "ingress: [{fromEndpoints: [{matchLabels: null, app: user-service}]}]\n")
                        .refusing("spec.ingress[0].fromEndpoints[0].app", "no field of this name"),
                refused("a policy without spec and specs", "it has no rules")
                        .under(
                                "apiVersion: cilium.io/v2\nkind: CiliumNetworkPolicy\nmetadata: {name: a}\n")
                        .refusing("", "Write spec or specs"),
                refused("a rule without entries", "it would isolate nothing: write ingress: [{}]")
                        .mysql("ingress: []\n")
                        .refusing("spec", "at least one entry"),
                refused(
                                "a rule without a selector, or with two",
                                "exactly one of endpointSelector and nodeSelector")
                        .under(TestYaml.cnp("users", "nobody", "ingress: [{}]\n"))
                        .refusing("spec", "Exactly one of endpointSelector"),
                refused("nodeSelector in a namespaced policy", "nodes have no namespace")
                        .under(TestYaml.cnp("users", "nodes", "nodeSelector: {}\ningress: [{}]\n"))
                        .refusing("spec.nodeSelector", "no namespace"),
                refused("several ways of naming peers in one entry", "Cilium does not combine them")
                        .mysql("ingress: [{fromEndpoints: [{}], fromEntities: [world]}]\n")
                        .refusing(
                                "spec.ingress[0]",
                                "does not combine fromEndpoints and fromEntities"),
                refused("toCIDR and toCIDRSet in one entry", "Cilium does not combine them")
                        .storefront(
                                "egress: [{toCIDR: [192.0.2.1/32], toCIDRSet: [{cidr: 198.51.100.0/24}]}]\n")
                        .refusing("spec.egress[0]", "does not combine toCIDR and toCIDRSet"),
                refused("icmps with toPorts", "Cilium does not combine them")
                        .mysql(
                                "ingress: [{icmps: [{fields: [{type: 8}]}], toPorts: [{ports: [{port: \"1\"}]}]}]\n")
                        .refusing("spec.ingress[0]", "icmps does not go with toPorts"),
                refused("a port written as a number", "Cilium's schema wants a text")
                        .mysql(ports("ports: [{port: 3306, protocol: TCP}]"))
                        .refusing(
                                "spec.ingress[0].toPorts[0].ports[0].port",
                                "Put it in quotes: \"3306\""),
                refused("a port out of range or misnamed", "up to 65535, or an IANA service name")
                        .mysql(ports("ports: [{port: \"65536\"}, {port: way-too-long-for-a-name}]"))
                        .refusing("spec.ingress[0].toPorts[0].ports[0].port", "neither")
                        .refusing("spec.ingress[0].toPorts[0].ports[1].port", "neither"),
                refused("a port for a protocol without ports", "Cilium takes 0 or none")
                        .mysql(ports("ports: [{port: \"112\", protocol: VRRP}]"))
                        .refusing("spec.ingress[0].toPorts[0].ports[0].port", "VRRP has no ports"),
                refused("a port left out", "needed for TCP, UDP and SCTP")
                        .mysql(ports("ports: [{protocol: TCP}]"))
                        .refusing("spec.ingress[0].toPorts[0].ports[0].port", "missing"),
                refused("an unknown protocol, and ICMP as one", "for ICMP there is icmps")
                        .mysql(ports("ports: [{port: \"1\", protocol: ICMP}]"))
                        .refusing(
                                "spec.ingress[0].toPorts[0].ports[0].protocol",
                                "for ICMP use icmps"),
                refused("more than 40 ports in one entry", "Cilium's limit")
                        .mysql(
                                ports(
                                        "ports: ["
                                                + IntStream.range(1, 42)
                                                        .mapToObj("{port: \"%d\"}"::formatted)
                                                        .collect(Collectors.joining(", "))
                                                + "]"))
                        .refusing("spec.ingress[0].toPorts[0].ports", "more than 40"),
                refused("HTTP rules on anything but TCP", "also not on ANY")
                        .mysql(ports("ports: [{port: \"80\"}], rules: {http: [{}]}"))
                        .refusing("spec.ingress[0].toPorts[0].ports[0]", "TCP"),
                refused("rules about requests on port 0", "the port must be named")
                        .mysql(ports("ports: [{port: \"0\", protocol: TCP}], rules: {http: [{}]}"))
                        .refusing("spec.ingress[0].toPorts[0].ports[0]", "other than 0"),
                refused("DNS rules on ingress", "they are for egress only")
                        .mysql(
                                ports(
                                        "ports: [{port: \"53\", protocol: UDP}], rules: {dns: [{matchPattern: \"*\"}]}"))
                        .refusing("spec.ingress[0].toPorts[0].rules", "egress only"),
                refused("DNS rules without a port, or on a range", "they need their port")
                        .storefront(
                                "egress: [{toPorts: [{rules: {dns: [{matchPattern: \"*\"}]}}, {ports: [{port: \"53\", endPort: 60, protocol: UDP}], rules: {dns: [{matchName: a}]}}]}]\n")
                        .refusing("spec.egress[0].toPorts[0].ports", "need their port")
                        .refusing("spec.egress[0].toPorts[1].ports[0]", "ranges"),
                refused("HTTP and DNS rules together", "one kind per entry")
                        .storefront(
                                "egress: [{toPorts: [{ports: [{port: \"53\", protocol: TCP}], rules: {http: [{}], dns: [{matchName: a}]}}]}]\n")
                        .refusing("spec.egress[0].toPorts[0].rules", "do not go together"),
                refused("a broken regular expression", "RE2's syntax, checked before it is used")
                        .mysql(
                                ports(
                                        "ports: [{port: \"80\", protocol: TCP}], rules: {http: [{path: \"/(\"}]}"))
                        .refusing(
                                "spec.ingress[0].toPorts[0].rules.http[0].path",
                                "not a regular expression"),
                refused(
                                "a regular expression that becomes too large",
                                "repeats inside repeats multiply")
                        .mysql(
                                ports(
                                        "ports: [{port: \"80\", protocol: TCP}], rules: {http: [{path: \"((a{100}){100}){100}\"}]}"))
                        .refusing("spec.ingress[0].toPorts[0].rules.http[0].path", "too large"),
                refused("a listener on ingress, or beside rules", "egress only, and without rules")
                        .mysql(
                                ports(
                                        "ports: [{port: \"80\", protocol: TCP}], listener: {name: a, envoyConfig: {name: b}}, rules: {http: [{}]}"))
                        .refusing("spec.ingress[0].toPorts[0].listener", "egress only")
                        .refusing("spec.ingress[0].toPorts[0].listener", "rules about requests"),
                refused(
                                "serverNames beside HTTP rules without TLS termination",
                                "nothing could be read")
                        .mysql(
                                ports(
                                        "ports: [{port: \"443\", protocol: TCP}], serverNames: [a.example], rules: {http: [{}]}"))
                        .refusing("spec.ingress[0].toPorts[0].serverNames", "terminatingTLS"),
                refused("HTTP rules about nodes", "Cilium does not look into the requests of nodes")
                        .under(
                                TestYaml.ccnp(
                                        "nodes",
                                        "nodeSelector: {}\n"
                                                + ports(
                                                        "ports: [{port: \"80\", protocol: TCP}], rules: {http: [{}]}")))
                        .refusing("spec.ingress[0].toPorts", "requests of nodes"),
                refused(
                                "L7, FQDN and authentication in deny lists",
                                "deny lists know peers and ports only")
                        .storefront(
                                "egressDeny: [{toFQDNs: [{matchName: a}]}, {toPorts: [{ports: [{port: \"1\"}], rules: {}}]}, {authentication: {mode: required}}]\n")
                        .refusing("spec.egressDeny[0].toFQDNs", "no field of this name")
                        .refusing("spec.egressDeny[1].toPorts[0].rules", "no field of this name")
                        .refusing("spec.egressDeny[2].authentication", "no field of this name"),
                refused("an unknown entity", "the names are listed in the mend")
                        .mysql("ingress: [{fromEntities: [internet]}]\n")
                        .refusing("spec.ingress[0].fromEntities[0]", "world"),
                refused("a broken address block", "and an exception outside its block")
                        .storefront(
                                "egress: [{toCIDR: [10.0.0.0/33]}, {toCIDRSet: [{cidr: 10.0.0.1}, {cidr: 10.0.0.0/8, except: [192.0.2.0/24, 10.0.0.0/4]}, {except: []}]}]\n")
                        .refusing("spec.egress[0].toCIDR[0]", "10.0.0.0/8")
                        .refusing("spec.egress[1].toCIDRSet[0].cidr", "prefix length")
                        .refusing("spec.egress[1].toCIDRSet[1].except[0]", "does not lie in")
                        .refusing("spec.egress[1].toCIDRSet[1].except[1]", "does not lie in")
                        .refusing("spec.egress[1].toCIDRSet[2]", "Exactly one"),
                refused("a broken label selector", "keys, values, operators and their values")
                        .mysql(
                                """
                                ingress:
                                - fromEndpoints:
                                  - matchLabels: {"<img src=x>": a, app: "<b>"}
                                  - matchExpressions: [{key: a, operator: In}, {key: a, operator: Exists, values: [b]}, {key: a, operator: Like}, {key: a, operator: in, values: [b]}]
                                """)
                        .refusing(
                                "spec.ingress[0].fromEndpoints[0].matchLabels", "not a label's key")
                        .refusing(
                                "spec.ingress[0].fromEndpoints[0].matchLabels",
                                "not a label's value")
                        .refusing(
                                "spec.ingress[0].fromEndpoints[1].matchExpressions[0].values",
                                "at least one")
                        .refusing(
                                "spec.ingress[0].fromEndpoints[1].matchExpressions[1].values",
                                "takes no values")
                        .refusing(
                                "spec.ingress[0].fromEndpoints[1].matchExpressions[2].operator",
                                "NotIn")
                        .refusing(
                                "spec.ingress[0].fromEndpoints[1].matchExpressions[3].operator",
                                "Write In"),
                refused(
                                "a broken DNS name or pattern",
                                "exactly one of matchName and matchPattern, of DNS characters")
                        .storefront(
                                "egress: [{toFQDNs: [{matchName: \"a*\"}, {matchPattern: \"[a]\"}, {}]}]\n")
                        .refusing("spec.egress[0].toFQDNs[0]", "characters")
                        .refusing("spec.egress[0].toFQDNs[1]", "characters")
                        .refusing("spec.egress[0].toFQDNs[2]", "Exactly one"),
                refused("a broken ICMP type", "0 to 255, or a name Cilium knows")
                        .mysql(
                                "ingress: [{icmps: [{fields: [{type: 256}, {type: Ping}, {family: IPv5, type: 1}, {}]}]}]\n")
                        .refusing("spec.ingress[0].icmps[0].fields[0].type", "0 to 255")
                        .refusing("spec.ingress[0].icmps[0].fields[1].type", "0 to 255")
                        .refusing("spec.ingress[0].icmps[0].fields[2].family", "IPv4 or IPv6")
                        .refusing("spec.ingress[0].icmps[0].fields[3]", "missing"),
                refused("more than 40 ICMP types in one entry", "Cilium's limit")
                        .mysql(
                                "ingress: [{icmps: [{fields: ["
                                        + IntStream.range(0, 41)
                                                .mapToObj("{type: %d}"::formatted)
                                                .collect(Collectors.joining(", "))
                                        + "]}]}]\n")
                        .refusing("spec.ingress[0].icmps[0].fields", "more than 40"),
                refused("wrong types", "said with what was expected and what was found")
                        .mysql(
                                "ingress: {fromEndpoints: x}\nenableDefaultDeny: {ingress: \"no\"}\n")
                        .refusing("spec.ingress", "A list is expected, not a map")
                        .refusing("spec.enableDefaultDeny.ingress", "true or false"),
                refused("a log value that is too long", "32 printable characters")
                        .mysql(
                                "log: {value: \"123456789012345678901234567890123\"}\ningress: [{}]\n")
                        .refusing("spec.log.value", "32"),
                refused("another kind or version", "three kinds are read")
                        .under(
                                "apiVersion: v1\nkind: ConfigMap\nmetadata: {name: a}\n---\napiVersion: cilium.io/v1\nkind: CiliumNetworkPolicy\nmetadata: {name: a}\nspec: {endpointSelector: {}, ingress: [{}]}\n")
                        .refusing("items[0].kind", "not a kind of policy")
                        .refusing("items[1].apiVersion", "cilium.io/v2"),
                refused(
                                "ClusterNetworkPolicy",
                                "Cilium 1.20 has it, but its tiers are not modelled")
                        .under(
                                "apiVersion: policy.networking.k8s.io/v1alpha2\nkind: ClusterNetworkPolicy\nmetadata: {name: a}\nspec: {tier: Admin, priority: 1}\n")
                        .refusing("kind", "not a kind of policy"),
                refused("a namespace on a clusterwide policy", "it has none")
                        .under(
                                "apiVersion: cilium.io/v2\nkind: CiliumClusterwideNetworkPolicy\nmetadata: {name: a, namespace: b}\nspec: {endpointSelector: {}, ingress: [{}]}\n")
                        .refusing("metadata.namespace", "no namespace"),
                refused(
                                "NetworkPolicy: an ipBlock beside selectors",
                                "as the API server refuses it")
                        .under(
                                TestYaml.kubernetes(
                                        "users",
                                        "a",
                                        "podSelector: {}\ningress: [{from: [{ipBlock: {cidr: 10.0.0.0/8}, podSelector: {}}, {}]}]\n"))
                        .refusing("spec.ingress[0].from[0]", "does not go with selectors")
                        .refusing("spec.ingress[0].from[1]", "needs a podSelector"),
                refused(
                                "NetworkPolicy: an exception that is no part of its block",
                                "or is the whole of it, as the API server refuses it")
                        .under(
                                TestYaml.kubernetes(
                                        "users",
                                        "a",
                                        "podSelector: {}\ningress: [{from: [{ipBlock: {cidr: 10.0.0.0/8, except: [192.0.2.0/24]}}, {ipBlock: {cidr: 10.0.0.0/8, except: [10.0.0.0/8]}}]}]\n"))
                        .refusing("spec.ingress[0].from[0].ipBlock.except[0]", "does not lie in")
                        .refusing("spec.ingress[0].from[1].ipBlock.except", "whole block"),
                refused("NetworkPolicy: broken ports", "range, name and endPort")
                        .under(
                                TestYaml.kubernetes(
                                        "users",
                                        "a",
                                        "podSelector: {}\npolicyTypes: [Inward]\ningress: [{ports: [{port: 0}, {port: UPPER}, {port: http, endPort: 9}, {endPort: 9}, {port: 9, endPort: 8}]}]\n"))
                        .refusing("spec.policyTypes", "Ingress, Egress")
                        .refusing("spec.ingress[0].ports[0].port", "1 to 65535")
                        .refusing("spec.ingress[0].ports[1].port", "not a port's name")
                        .refusing("spec.ingress[0].ports[2].endPort", "no range")
                        .refusing("spec.ingress[0].ports[3].endPort", "first port")
                        .refusing("spec.ingress[0].ports[4].endPort", "9 to 65535"));
    }

    private static String ports(String entry) {
        return "ingress: [{toPorts: [{" + entry + "}]}]\n";
    }
}
