package dev.portcullis.policy.examples;

import static dev.portcullis.policy.examples.Example.supported;

import java.util.List;

/** Kubernetes' own NetworkPolicy, as Cilium enforces it. */
final class KubernetesExamples {

    private KubernetesExamples() {}

    static List<Example> all() {
        return List.of(
                supported("NetworkPolicy: podSelector peers", "pods of the same namespace")
                        .under(
                                ingress(
                                        "- from: [{podSelector: {matchLabels: {app: user-service}}}]\n  ports: [{port: 3306}]"))
                        .allows("users/user-service -> users/mysql:3306", "ingress[0].ports[0]")
                        .denies("users/user-service -> users/mysql:3307", "port 3306/TCP")
                        .denies("users/user-service -> users/mysql:3306/UDP")
                        .denies("shop/user-service -> users/mysql:3306", "namespace users"),
                supported(
                                "NetworkPolicy: namespaceSelector peers",
                                "pods of the namespaces with those labels; {} means all")
                        .under(
                                ingress(
                                        "- from: [{namespaceSelector: {matchLabels: {team: shop}}}]"))
                        .allows("shop/anything -> users/mysql:3306")
                        .denies("ops/anything -> users/mysql:3306", "namespace label team=shop"),
                supported("NetworkPolicy: both selectors in one peer", "both must hold")
                        .under(
                                ingress(
                                        "- from: [{namespaceSelector: {}, podSelector: {matchExpressions: [{key: app, operator: In, values: [probe]}]}}]"))
                        .allows("ops/probe -> users/mysql:3306")
                        .denies("ops/other -> users/mysql:3306")
                        .denies("203.0.113.1 -> users/mysql:3306"),
                supported(
                                "NetworkPolicy: ipBlock",
                                "addresses outside the cluster; Cilium never matches pods by it")
                        .under(
                                ingress(
                                        "- from: [{ipBlock: {cidr: 203.0.113.0/24, except: [203.0.113.128/25]}}]"))
                        .allows("203.0.113.1 -> users/mysql:3306")
                        .denies("203.0.113.200 -> users/mysql:3306")
                        .denies("users/user-service -> users/mysql:3306", "never match pods"),
                supported("NetworkPolicy: several peers", "any of them may match")
                        .under(
                                ingress(
                                        "- from: [{ipBlock: {cidr: 203.0.113.0/24}}, {podSelector: {matchLabels: {app: user-service}}}]"))
                        .allows("203.0.113.1 -> users/mysql:3306")
                        .allows("users/user-service -> users/mysql:3306"),
                supported("NetworkPolicy: several policies", "rules add up; nothing denies")
                        .under(
                                ingress(
                                                "- from: [{podSelector: {matchLabels: {app: user-service}}}]")
                                        + TestYaml.kubernetes(
                                                "users",
                                                "more",
                                                "podSelector: {}\ningress: [{from: [{podSelector: {matchLabels: {app: exporter}}}]}]\n")
                                        + TestYaml.kubernetes("users", "wall", "podSelector: {}\n"))
                        .allows("users/user-service -> users/mysql:3306", "users/mysql-in")
                        .allows("users/exporter -> users/mysql:3306", "users/more")
                        .denies("users/intruder -> users/mysql:3306", "users/wall"),
                supported(
                                "NetworkPolicy: podSelector as subject",
                                "pods of its namespace by labels and expressions; {} means all")
                        .under(
                                TestYaml.kubernetes(
                                        "users",
                                        "stores",
                                        "podSelector: {matchExpressions: [{key: app, operator: In, values: [mysql, cache]}]}\n"))
                        .denies("shop/storefront -> users/mysql:3306", "isolated by users/stores")
                        .allows("shop/storefront -> users/user-service:8080", "no policy isolates")
                        .allows("users/user-service -> shop/mysql:3306", "no policy isolates"),
                supported("NetworkPolicy: traffic from the pod's own host", "always passes")
                        .under(TestYaml.kubernetes("users", "wall", "podSelector: {}\n"))
                        .allows("@host -> users/mysql:3306", "own node")
                        .denies("@remote-node -> users/mysql:3306"),
                supported(
                                "NetworkPolicy: ingress: [{}]",
                                "everybody, unlike in a CiliumNetworkPolicy")
                        .under(ingress("- {}"))
                        .allows("203.0.113.1 -> users/mysql:3306")
                        .allows("shop/storefront -> users/mysql:8/ICMP"),
                supported("NetworkPolicy: from left out or empty", "any peer on those ports")
                        .under(ingress("- from: []\n  ports: [{port: 3306}]"))
                        .allows("203.0.113.1 -> users/mysql:3306")
                        .denies("203.0.113.1 -> users/mysql:22"),
                supported(
                                "NetworkPolicy: policyTypes",
                                "isolates those directions, also without entries")
                        .under(
                                TestYaml.kubernetes(
                                        "users",
                                        "wall",
                                        "podSelector: {}\npolicyTypes: [Ingress, Egress]\n"))
                        .denies("shop/storefront -> users/mysql:3306", "users/wall")
                        .denies("users/mysql -> 203.0.113.1:443", "users/wall"),
                supported(
                                "NetworkPolicy: policyTypes left out",
                                "ingress always, egress where there are entries")
                        .under(TestYaml.kubernetes("users", "wall", "podSelector: {}\n"))
                        .denies("shop/storefront -> users/mysql:3306")
                        .allows("users/mysql -> 203.0.113.1:443"),
                supported(
                                "NetworkPolicy: entries that policyTypes does not name",
                                "Cilium enforces them all the same, with a warning")
                        .under(
                                TestYaml.kubernetes(
                                        "users",
                                        "both",
                                        """
                                        podSelector: {matchLabels: {app: mysql}}
                                        policyTypes: [Egress]
                                        ingress: [{from: [{podSelector: {matchLabels: {app: user-service}}}]}]
                                        """))
                        .allows("users/user-service -> users/mysql:3306", "users/both ingress[0]")
                        .denies("users/intruder -> users/mysql:3306", "isolated by users/both")
                        .denies("users/mysql -> 203.0.113.1:443", "users/both"),
                supported("NetworkPolicy: egress, endPort, named ports, protocols", "as on ingress")
                        .under(
                                TestYaml.kubernetes(
                                        "shop",
                                        "out",
                                        """
                                        podSelector: {matchLabels: {app: storefront}}
                                        policyTypes: [Egress]
                                        egress:
                                        - to: [{namespaceSelector: {matchLabels: {team: users}}}]
                                          ports: [{port: http}, {port: 7000, endPort: 7009, protocol: UDP}, {protocol: SCTP}]
                                        """))
                        .allows("shop/storefront -> users/user-service:8080")
                        .allows("shop/storefront -> users/mysql:7009/UDP")
                        .allows("shop/storefront -> users/mysql:1/SCTP")
                        .denies("shop/storefront -> users/mysql:8080"),
                supported(
                                "NetworkPolicy beside Cilium's",
                                "rules add up, and Cilium's denials beat them")
                        .under(
                                ingress("- from: [{podSelector: {}}]")
                                        + TestYaml.cnp(
                                                "users",
                                                "more",
                                                "mysql",
                                                "ingress: [{fromEntities: [world]}]\ningressDeny: [{fromEndpoints: [{matchLabels: {app: intruder}}]}]\n"))
                        .allows("users/user-service -> users/mysql:3306", "users/mysql-in")
                        .allows("203.0.113.1 -> users/mysql:3306", "users/more")
                        .denies("users/intruder -> users/mysql:3306", "users/more ingressDeny[0]"));
    }

    private static String ingress(String entries) {
        return TestYaml.kubernetes(
                "users",
                "mysql-in",
                "podSelector: {matchLabels: {app: mysql}}\ningress:\n" + entries + "\n");
    }
}
