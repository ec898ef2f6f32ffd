package dev.portcullis.policy.examples;

import static dev.portcullis.policy.examples.Example.supported;
import static dev.portcullis.policy.examples.Example.undecidable;

import dev.portcullis.policy.ClusterFacts;
import java.util.List;

/** Subjects, isolation and denial. */
final class DenyExamples {

    private DenyExamples() {}

    static List<Example> all() {
        return List.of(
                supported(
                                "endpointSelector",
                                "pods of the policy's namespace by label; others are not touched")
                        .mysql("ingress: [{}]\n")
                        .denies(
                                "shop/storefront -> users/mysql:3306",
                                "isolated by users/mysql-rules")
                        .allows("shop/storefront -> users/user-service:8080", "no policy isolates")
                        .allows("users/user-service -> shop/mysql:3306"),
                supported(
                                "endpointSelector: {}",
                                "every pod of the namespace; in a CCNP every pod of the cluster")
                        .under(
                                TestYaml.cnp(
                                                "users",
                                                "wall",
                                                "endpointSelector: {}\ningress: [{}]\n")
                                        + TestYaml.ccnp(
                                                "no-leaving",
                                                "endpointSelector: {}\negressDeny: [{toCIDR: [192.0.2.0/24]}]\nenableDefaultDeny: {egress: false}\n"))
                        .denies("shop/storefront -> users/user-service:8080", "users/wall")
                        .allows("users/user-service -> shop/storefront:8080")
                        .denies("shop/storefront -> 192.0.2.1:443", "no-leaving egressDeny[0]"),
                supported(
                                "a foreign namespace in an endpointSelector",
                                "Cilium puts the policy's own in its place, with a warning")
                        .under(
                                TestYaml.cnp(
                                        "users",
                                        "elsewhere",
                                        "endpointSelector: {matchLabels: {k8s:io.kubernetes.pod.namespace: shop}}\ningress: [{}]\n"))
                        .denies("shop/storefront -> users/mysql:3306")
                        .allows("users/mysql -> shop/storefront:8080"),
                supported(
                                "nodeSelector in a CCNP",
                                "the nodes themselves, where the host firewall is on")
                        .under(
                                TestYaml.ccnp(
                                        "nodes",
                                        """
                                        nodeSelector: {}
                                        ingress:
                                        - fromEntities: [cluster]
                                        """))
                        .allows("shop/storefront -> @host:6443")
                        .denies("203.0.113.1 -> @host:6443", "entity cluster")
                        .allows("203.0.113.1 -> users/mysql:3306"),
                undecidable(
                                "nodeSelector with labels",
                                "the labels of nodes are rarely known of a peer")
                        .under(
                                TestYaml.ccnp(
                                        "nodes",
                                        "nodeSelector: {matchLabels: {zone: a}}\ningress: [{}]\n"))
                        .undecided("203.0.113.1 -> @host:22", "labels of the node"),
                supported(
                                "default deny per direction",
                                "on for each direction a selecting policy has entries for")
                        .mysql("ingress: [{fromEndpoints: [{matchLabels: {app: user-service}}]}]\n")
                        .denies("users/intruder -> users/mysql:3306")
                        .allows("users/mysql -> 203.0.113.1:443"),
                supported("ingressDeny, egressDeny", "deny beats allow, whichever policy says it")
                        .under(
                                TestYaml.cnp(
                                                "users",
                                                "open",
                                                "mysql",
                                                "ingress: [{fromEntities: [all]}]\n")
                                        + TestYaml.cnp(
                                                "users",
                                                "shut",
                                                "mysql",
                                                "ingressDeny: [{fromEndpoints: [{matchLabels: {app: intruder}}], toPorts: [{ports: [{port: \"3306\", protocol: TCP}]}]}]\n"))
                        .denies(
                                "users/intruder -> users/mysql:3306",
                                "users/shut ingressDeny[0].toPorts[0]",
                                "deny beats allow")
                        .allows("users/intruder -> users/mysql:3307", "users/open")
                        .allows("users/user-service -> users/mysql:3306"),
                supported("a deny list alone", "switches on default deny as well")
                        .mysql("ingressDeny: [{fromEndpoints: [{matchLabels: {app: intruder}}]}]\n")
                        .denies("users/intruder -> users/mysql:3306", "ingressDeny[0]")
                        .denies(
                                "users/user-service -> users/mysql:3306",
                                "isolated by users/mysql-rules"),
                supported(
                                "a deny list with enableDefaultDeny: false",
                                "denies what it lists and nothing else")
                        .mysql(
                                """
                                enableDefaultDeny: {ingress: false}
                                ingressDeny: [{fromEndpoints: [{matchLabels: {app: intruder}}]}]
                                """)
                        .denies("users/intruder -> users/mysql:3306", "ingressDeny[0]")
                        .allows("users/user-service -> users/mysql:3306", "no policy isolates"),
                supported("an empty deny entry", "denies nobody in particular, and isolates")
                        .mysql(
                                "ingressDeny: [{}]\ningress: [{fromEndpoints: [{matchLabels: {app: user-service}}]}]\n")
                        .allows("users/user-service -> users/mysql:3306")
                        .denies("users/intruder -> users/mysql:3306"),
                supported(
                                "enableDefaultDeny: false",
                                "allows without isolating; any policy that isolates wins")
                        .under(
                                TestYaml.cnp(
                                                "users",
                                                "soft",
                                                "mysql",
                                                "enableDefaultDeny: {ingress: false}\ningress: [{fromEndpoints: [{matchLabels: {app: user-service}}]}]\n")
                                        + TestYaml.cnp(
                                                "users",
                                                "soft-only",
                                                "cache",
                                                "enableDefaultDeny: {ingress: false}\ningress: [{fromEndpoints: [{matchLabels: {app: user-service}}]}]\n")
                                        + TestYaml.cnp("users", "hard", "mysql", "ingress: [{}]\n"))
                        .allows("users/user-service -> users/mysql:3306", "users/soft")
                        .denies("users/intruder -> users/mysql:3306", "isolated by users/hard")
                        .allows("users/intruder -> users/cache:6379", "no policy isolates"),
                supported(
                                "enableDefaultDeny: true without entries",
                                "isolates nothing: Cilium looks at entries only")
                        .mysql("enableDefaultDeny: {ingress: true}\negress: [{}]\n")
                        .allows("users/user-service -> users/mysql:3306")
                        .denies("users/mysql -> users/user-service:8080"),
                supported(
                                "a deny rule on the pod's own host",
                                "denies it, although the host may otherwise always enter")
                        .mysql("ingressDeny: [{fromEntities: [host]}]\n")
                        .denies("@host -> users/mysql:3306", "ingressDeny[0]"),
                supported(
                                "pods that are being set up",
                                "reserved:init is isolated before it has labels")
                        .under(TestYaml.cnp("users", "any", "mysql", "ingress: [{}]\n"))
                        .denies("@init -> users/user-service:8080"),
                supported(
                                "reserved:init, reserved.init as subject",
                                "a clusterwide policy may say what pods may do while they are set up")
                        .under(
                                TestYaml.ccnp(
                                        "init",
                                        """
                                        endpointSelector: {matchLabels: {reserved.init: ""}}
                                        ingress: [{fromEntities: [host]}]
                                        egress: [{toEntities: [all], toPorts: [{ports: [{port: "53", protocol: UDP}]}]}]
                                        """))
                        .allows("@init -> kube-system/kube-dns:53/UDP", "init egress[0].toPorts[0]")
                        .denies("@init -> users/mysql:3306", "isolated by init"),
                supported("the outside world as subject", "has no policies of its own")
                        .mysql("ingress: [{fromEntities: [world]}]\n")
                        .allows(
                                "203.0.113.1 -> users/mysql:3306",
                                "no policies are enforced at this end"),
                supported(
                                "policyEnforcementMode: always",
                                "what no rule allows is denied, also without policies")
                        .mysql("ingress: [{fromEndpoints: [{matchLabels: {app: user-service}}]}]\n")
                        .knowing(mode(ClusterFacts.Enforcement.ALWAYS))
                        .denies(
                                "shop/storefront -> shop/other:80",
                                "this cluster denies what no rule allows"),
                supported("policyEnforcementMode: never", "everything passes")
                        .mysql("ingress: [{}]\n")
                        .knowing(mode(ClusterFacts.Enforcement.NEVER))
                        .allows("shop/storefront -> users/mysql:3306", "enforces no policies"));
    }

    private static ClusterFacts mode(ClusterFacts.Enforcement mode) {
        return ClusterFacts.NONE.with(new ClusterFacts.Settings(mode, false, true));
    }
}
