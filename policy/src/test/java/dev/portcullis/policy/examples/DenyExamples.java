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
                supported(
                                "a denial across kinds of policies",
                                "a clusterwide one beats what CiliumNetworkPolicies and NetworkPolicies allow")
                        .under(
                                TestYaml.ccnp(
                                                "no-intruders",
                                                """
                                                endpointSelector: {}
                                                enableDefaultDeny: {ingress: false}
                                                ingressDeny: [{fromEndpoints: [{matchLabels: {app: intruder}}]}]
                                                """)
                                        + TestYaml.cnp(
                                                "users",
                                                "open",
                                                "mysql",
                                                "ingress: [{fromEndpoints: [{}]}]\n")
                                        + TestYaml.kubernetes(
                                                "users",
                                                "open-too",
                                                "podSelector: {}\ningress: [{}]\n"))
                        .denies("users/intruder -> users/mysql:3306", "no-intruders ingressDeny[0]")
                        .denies("shop/intruder -> users/cache:6379", "no-intruders")
                        .allows("users/user-service -> users/mysql:3306", "users/open")
                        .denies("users/intruder -> shop/storefront:8080", "no-intruders")
                        .allows("203.0.113.1 -> users/cache:6379", "users/open-too"),
                supported("toPorts in a deny list", "without peers it denies everybody those ports")
                        .mysql(
                                """
                                enableDefaultDeny: {ingress: false}
                                ingressDeny:
                                - toPorts: [{ports: [{port: "33060", protocol: TCP}, {port: mysql, protocol: TCP}]}]
                                - fromEntities: [world]
                                  toPorts: [{ports: [{port: "8000", endPort: 8999}]}]
                                """)
                        .denies("users/user-service -> users/mysql:33060", "ingressDeny[0]")
                        .denies("users/user-service -> users/mysql:3306", "ingressDeny[0]")
                        .denies("203.0.113.1 -> users/mysql:8500/UDP", "ingressDeny[1].toPorts[0]")
                        .allows("users/user-service -> users/mysql:8500"),
                supported("icmps in a deny list", "denies those types and no others")
                        .mysql(
                                """
                                enableDefaultDeny: {ingress: false}
                                ingressDeny: [{fromEndpoints: [{}], icmps: [{fields: [{type: EchoRequest}]}]}]
                                """)
                        .denies(
                                "users/user-service -> users/mysql:8/ICMP",
                                "ingressDeny[0].icmps[0]")
                        .allows("users/user-service -> users/mysql:3/ICMP")
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
                supported(
                                "reserved:health, reserved:ingress as subject",
                                "Cilium's own endpoints, named or by endpointSelector: {}, in clusterwide policies only")
                        .under(
                                TestYaml.ccnp(
                                                "health",
                                                """
                                                endpointSelector: {matchLabels: {"reserved:health": ""}}
                                                ingress: [{fromEntities: [remote-node]}]
                                                """)
                                        + TestYaml.cnp(
                                                "users",
                                                "of-users",
                                                "endpointSelector: {}\ningress: [{}]\n"))
                        .allows("@remote-node -> @health:4240", "health ingress[0]")
                        .denies("shop/storefront -> @health:4240", "isolated by health")
                        .allows("shop/storefront -> @ingress:80", "no policy isolates")
                        .under(TestYaml.ccnp("wall", "endpointSelector: {}\ningress: [{}]\n"))
                        .denies("shop/storefront -> @ingress:80", "isolated by wall")
                        .denies("@remote-node -> @health:4240", "isolated by wall")
                        .allows("shop/storefront -> @remote-node:22"),
                supported("the outside world as subject", "has no policies of its own")
                        .mysql("ingress: [{fromEntities: [world]}]\n")
                        .allows(
                                "203.0.113.1 -> users/mysql:3306",
                                "no policies are enforced at this end"),
                supported(
                                "replies",
                                "need no rule of their own: only the way the connection is opened is asked about")
                        .under(
                                TestYaml.cnp(
                                                "shop",
                                                "out",
                                                "storefront",
                                                "egress: [{toEndpoints: [{matchLabels: {app: user-service, io.kubernetes.pod.namespace: users}}]}]\ningress: [{}]\n")
                                        + TestYaml.cnp(
                                                "users",
                                                "in",
                                                "user-service",
                                                "ingress: [{fromEndpoints: [{matchLabels: {app: storefront, io.kubernetes.pod.namespace: shop}}]}]\negress: [{}]\n"))
                        .allows("shop/storefront -> users/user-service:8080")
                        .denies("users/user-service -> shop/storefront:40000", "may not leave"),
                supported(
                                "established connections",
                                "asked about again under changed policies: a new denial or a rule taken away cuts them")
                        .mysql("ingress: [{fromEndpoints: [{matchLabels: {app: user-service}}]}]\n")
                        .allows("users/user-service -> users/mysql:3306", "ingress[0]")
                        .mysql(
                                """
                                ingress: [{fromEndpoints: [{matchLabels: {app: user-service}}]}]
                                ingressDeny: [{fromEndpoints: [{matchLabels: {app: user-service}}]}]
                                """)
                        .denies("users/user-service -> users/mysql:3306", "ingressDeny[0]")
                        .mysql("ingress: [{}]\n")
                        .denies(
                                "users/user-service -> users/mysql:3306",
                                "isolated by users/mysql-rules"),
                supported("policyEnforcementMode: default", "only where a policy isolates")
                        .mysql("ingress: [{}]\n")
                        .knowing(mode(ClusterFacts.Enforcement.DEFAULT))
                        .denies("shop/storefront -> users/mysql:3306")
                        .allows("shop/storefront -> users/user-service:8080", "no policy isolates"),
                supported(
                                "policyEnforcementMode: always",
                                "what no rule allows is denied, also without policies")
                        .mysql("ingress: [{fromEndpoints: [{matchLabels: {app: user-service}}]}]\n")
                        .knowing(mode(ClusterFacts.Enforcement.ALWAYS))
                        .denies(
                                "shop/storefront -> shop/other:80",
                                "this cluster denies what no rule allows")
                        .under(
                                TestYaml.ccnp(
                                        "all",
                                        "endpointSelector: {}\negress: [{toEntities: [all]}]\ningress: [{fromEntities: [all]}]\n"))
                        .allows("shop/storefront -> shop/other:80", "all ingress[0]"),
                supported("policyEnforcementMode: never", "everything passes")
                        .mysql("ingress: [{}]\n")
                        .knowing(mode(ClusterFacts.Enforcement.NEVER))
                        .allows("shop/storefront -> users/mysql:3306", "enforces no policies")
                        .mysql("ingressDeny: [{fromEntities: [all]}]\n")
                        .allows("shop/storefront -> users/mysql:3306", "enforces no policies"),
                supported("description, labels, log", "read, kept, and without a say in verdicts")
                        .mysql(
                                """
                                description: only the user service
                                labels: [{key: team, value: users, source: k8s}]
                                log: {value: mysql}
                                ingress: [{fromEndpoints: [{matchLabels: {app: user-service}}]}]
                                """)
                        .allows("users/user-service -> users/mysql:3306", "ingress[0]")
                        .denies("users/intruder -> users/mysql:3306"));
    }

    private static ClusterFacts mode(ClusterFacts.Enforcement mode) {
        return ClusterFacts.NONE.with(new ClusterFacts.Settings(mode, false, true));
    }
}
