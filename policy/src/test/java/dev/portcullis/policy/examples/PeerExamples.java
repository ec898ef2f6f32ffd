package dev.portcullis.policy.examples;

import static dev.portcullis.policy.examples.Example.supported;
import static dev.portcullis.policy.examples.Example.undecidable;

import dev.portcullis.policy.Cidr;
import dev.portcullis.policy.ClusterFacts;
import dev.portcullis.policy.IpAddress;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Ways of naming the other end. */
final class PeerExamples {

    private PeerExamples() {}

    static List<Example> all() {
        return List.of(
                supported("fromEndpoints", "pods by label, in the policy's own namespace")
                        .mysql(
                                """
                                ingress:
                                - fromEndpoints: [{matchLabels: {app: user-service}}]
                                  toPorts: [{ports: [{port: "3306", protocol: TCP}]}]
                                """)
                        .allows(
                                "users/user-service -> users/mysql:3306",
                                "ingress[0].toPorts[0]",
                                "users/mysql-rules")
                        .denies(
                                "users/user-service -> users/mysql:3307",
                                "port 3306/TCP",
                                "users/mysql-rules")
                        .denies("users/user-service -> users/mysql:3306/UDP", "port 3306/TCP")
                        .denies(
                                "users/intruder -> users/mysql:3306",
                                "app=user-service",
                                "app=intruder")
                        .denies(
                                "shop/user-service -> users/mysql:3306",
                                "namespace users",
                                "namespace shop")
                        .denies("@world -> users/mysql:3306"),
                supported("toEndpoints", "the same on egress; both ends must allow")
                        .under(
                                TestYaml.cnp(
                                                "shop",
                                                "storefront-egress",
                                                "storefront",
                                                """
                                                egress:
                                                - toEndpoints: [{matchLabels: {app: user-service, k8s:io.kubernetes.pod.namespace: users}}]
                                                """)
                                        + TestYaml.cnp(
                                                "users",
                                                "service-ingress",
                                                "user-service",
                                                """
                                                ingress:
                                                - fromEndpoints: [{matchLabels: {app: storefront, io.kubernetes.pod.namespace: shop}}]
                                                """))
                        .allows("shop/storefront -> users/user-service:8080")
                        .denies(
                                "shop/storefront -> users/mysql:3306",
                                "may not leave",
                                "shop/storefront-egress")
                        .denies(
                                "shop/intruder -> users/user-service:8080",
                                "may not enter",
                                "users/service-ingress"),
                supported(
                                "fromEndpoints: [{}] in a CNP",
                                "every pod of the same namespace, and nobody else")
                        .mysql("ingress: [{fromEndpoints: [{}]}]\n")
                        .allows("users/anything -> users/mysql:3306")
                        .denies("shop/anything -> users/mysql:3306", "namespace users")
                        .denies("203.0.113.9 -> users/mysql:3306"),
                supported(
                                "fromEndpoints: [{}] in a CCNP",
                                "every pod with a namespace, not nodes or the world")
                        .under(
                                TestYaml.ccnp(
                                        "mysql",
                                        """
                                        endpointSelector: {matchLabels: {app: mysql}}
                                        ingress: [{fromEndpoints: [{}]}]
                                        """))
                        .allows("shop/anything -> users/mysql:3306")
                        .denies("@remote-node -> users/mysql:3306")
                        .denies("203.0.113.9 -> users/mysql:3306"),
                supported("fromEndpoints: []", "nobody; the direction is isolated all the same")
                        .mysql("ingress: [{fromEndpoints: []}]\n")
                        .denies("users/user-service -> users/mysql:3306", "nobody")
                        .mysql(
                                "ingress: [{fromEndpoints: [], toPorts: [{ports: [{port: \"3306\"}]}]}]\n")
                        .denies("users/user-service -> users/mysql:3306"),
                supported(
                                "an empty list of entities, addresses or nodes",
                                "nobody, with toPorts as well")
                        .mysql(
                                """
                                ingress:
                                - {fromEntities: [], toPorts: [{ports: [{port: "3306"}]}]}
                                - {fromCIDR: [], toPorts: [{ports: [{port: "3306"}]}]}
                                - {fromCIDRSet: [], toPorts: [{ports: [{port: "3306"}]}]}
                                - {fromNodes: [], toPorts: [{ports: [{port: "3306"}]}]}
                                """)
                        .denies("users/user-service -> users/mysql:3306")
                        .denies("203.0.113.9 -> users/mysql:3306")
                        .denies("@remote-node -> users/mysql:3306"),
                supported("ingress: [{}]", "allows nobody and isolates")
                        .mysql("ingress: [{}]\n")
                        .denies("users/user-service -> users/mysql:3306", "users/mysql-rules"),
                supported(
                                "an entry with toPorts and no peers",
                                "any peer on those ports, the world included")
                        .mysql(
                                "ingress: [{toPorts: [{ports: [{port: \"3306\", protocol: TCP}]}]}]\n")
                        .allows("203.0.113.9 -> users/mysql:3306")
                        .allows("shop/storefront -> users/mysql:3306")
                        .denies("shop/storefront -> users/mysql:22"),
                supported(
                                "a namespace named in a selector",
                                "takes the place of the policy's own, with or without k8s:")
                        .mysql(
                                """
                                ingress:
                                - fromEndpoints: [{matchLabels: {app: storefront, io.kubernetes.pod.namespace: shop}}]
                                - fromEndpoints: [{matchLabels: {app: probe, k8s:io.kubernetes.pod.namespace: ops}}]
                                """)
                        .allows("shop/storefront -> users/mysql:3306", "ingress[0]")
                        .allows("ops/probe -> users/mysql:3306", "ingress[1]")
                        .denies("users/storefront -> users/mysql:3306"),
                supported(
                                "namespace labels in a selector",
                                "io.cilium.k8s.namespace.labels.*, also in a CNP (1.20)")
                        .mysql(
                                """
                                ingress:
                                - fromEndpoints: [{matchLabels: {k8s:io.cilium.k8s.namespace.labels.team: shop}}]
                                """)
                        .allows("shop/anything -> users/mysql:3306")
                        .denies("users/anything -> users/mysql:3306", "namespace label team=shop"),
                supported("service accounts in a selector", "io.cilium.k8s.policy.serviceaccount")
                        .mysql(
                                """
                                ingress:
                                - fromEndpoints: [{matchLabels: {io.cilium.k8s.policy.serviceaccount: user-service-account}}]
                                """)
                        .allows("users/user-service -> users/mysql:3306")
                        .denies("users/intruder -> users/mysql:3306"),
                supported(
                                "the cluster of a peer",
                                "only pods of this cluster, unless a selector names another")
                        .mysql(
                                """
                                ingress:
                                - fromEndpoints: [{matchLabels: {app: far, io.cilium.k8s.policy.cluster: other}}]
                                """)
                        .denies(
                                "users/far -> users/mysql:3306",
                                "io.cilium.k8s.policy.cluster=other")
                        .allows("users/far@other -> users/mysql:3306")
                        .denies("users/far@third -> users/mysql:3306")
                        .mysql("ingress: [{fromEndpoints: [{matchLabels: {app: far}}]}]\n")
                        .allows("users/far -> users/mysql:3306")
                        .denies("users/far@other -> users/mysql:3306")
                        .mysql(
                                "ingress: [{fromEndpoints: [{matchExpressions: [{key: io.cilium.k8s.policy.cluster, operator: Exists}]}]}]\n")
                        .allows("users/far -> users/mysql:3306")
                        .allows("users/far@other -> users/mysql:3306"),
                supported(
                                "matchExpressions: In, NotIn, Exists, DoesNotExist",
                                "as in Kubernetes: NotIn holds where the label is absent")
                        .mysql(
                                """
                                ingress:
                                - fromEndpoints:
                                  - matchExpressions:
                                    - {key: app, operator: In, values: [a, b]}
                                    - {key: k8s:tier, operator: NotIn, values: [lab]}
                                    - {key: app, operator: Exists}
                                    - {key: quarantined, operator: DoesNotExist}
                                """)
                        .allows("users/a -> users/mysql:3306")
                        .allows("users/b -> users/mysql:3306")
                        .denies("users/c -> users/mysql:3306", "app in (a, b)"),
                supported(
                                "label sources k8s:, any:, reserved:",
                                "any: and no source match every source")
                        .under(
                                TestYaml.ccnp(
                                        "mysql",
                                        """
                                        endpointSelector: {matchLabels: {any:app: mysql}}
                                        ingress:
                                        - fromEndpoints: [{matchLabels: {reserved:remote-node: ""}}, {matchLabels: {reserved.world: ""}}]
                                        - fromEndpoints: [{matchLabels: {k8s:app: user-service}}]
                                        """))
                        .allows("@remote-node -> users/mysql:3306", "ingress[0]")
                        .allows("203.0.113.9 -> users/mysql:3306", "ingress[0]")
                        .allows("users/user-service -> users/mysql:3306", "ingress[1]")
                        .denies("users/remote-node -> users/mysql:3306"),
                supported("fromEntities: world", "everything outside the cluster")
                        .mysql("ingress: [{fromEntities: [world]}]\n")
                        .allows("203.0.113.9 -> users/mysql:3306")
                        .allows("@world -> users/mysql:3306")
                        .denies("shop/storefront -> users/mysql:3306", "entity world"),
                supported("fromEntities: world-ipv4, world-ipv6", "the outside by address family")
                        .mysql("ingress: [{fromEntities: [world-ipv6]}]\n")
                        .allows("2001:db8::9 -> users/mysql:3306")
                        .denies("203.0.113.9 -> users/mysql:3306")
                        .undecided("@world -> users/mysql:3306", "address is not known")
                        .mysql("ingress: [{fromEntities: [world-ipv4]}]\n")
                        .allows("203.0.113.9 -> users/mysql:3306")
                        .denies("2001:db8::9 -> users/mysql:3306"),
                supported(
                                "fromEntities: cluster",
                                "pods, nodes, health, init, ingress, unmanaged, API server; not the world")
                        .mysql("ingress: [{fromEntities: [cluster]}]\n")
                        .allows("shop/storefront -> users/mysql:3306")
                        .allows("@remote-node -> users/mysql:3306")
                        .allows("@kube-apiserver -> users/mysql:3306")
                        .allows("@health -> users/mysql:3306")
                        .allows("@unmanaged -> users/mysql:3306")
                        .allows("@ingress -> users/mysql:3306")
                        .denies("shop/storefront@other -> users/mysql:3306")
                        .denies("203.0.113.9 -> users/mysql:3306"),
                supported(
                                "fromEntities: cluster-mesh",
                                "pods of every joined cluster, and what cluster means")
                        .mysql("ingress: [{fromEntities: [cluster-mesh]}]\n")
                        .allows("shop/storefront -> users/mysql:3306")
                        .allows("shop/storefront@other -> users/mysql:3306")
                        .allows("@remote-node -> users/mysql:3306")
                        .denies("203.0.113.9 -> users/mysql:3306"),
                supported("fromEntities: all", "everybody")
                        .mysql("ingress: [{fromEntities: [all]}]\n")
                        .allows("203.0.113.9 -> users/mysql:3306")
                        .allows("@remote-node -> users/mysql:3306")
                        .allows("shop/storefront@other -> users/mysql:3306")
                        .allows("shop/storefront -> users/mysql:3306"),
                supported("fromEntities: none", "nobody")
                        .mysql("ingress: [{fromEntities: [none]}]\n")
                        .denies("shop/storefront -> users/mysql:3306"),
                supported(
                                "fromEntities: host, remote-node, kube-apiserver",
                                "nodes by their part; the API server on a node is both")
                        .mysql("ingress: [{fromEntities: [remote-node]}]\n")
                        .allows("@remote-node -> users/mysql:3306")
                        .allows("@kube-apiserver -> users/mysql:3306")
                        .denies("@health -> users/mysql:3306")
                        .mysql("ingress: [{fromEntities: [kube-apiserver]}]\n")
                        .allows("@kube-apiserver -> users/mysql:3306", "ingress[0]")
                        .denies("@remote-node -> users/mysql:3306", "entity kube-apiserver")
                        .storefront("egress: [{toEntities: [host]}]\n")
                        .allows("shop/storefront -> @host:10250", "egress[0]")
                        .denies("shop/storefront -> @remote-node:10250", "entity host"),
                supported(
                                "fromEntities: ingress, health, init, unmanaged",
                                "Cilium's own and unmanaged endpoints")
                        .mysql("ingress: [{fromEntities: [ingress, unmanaged]}]\n")
                        .allows("@ingress -> users/mysql:3306")
                        .allows("@unmanaged -> users/mysql:3306")
                        .denies("@health -> users/mysql:3306")
                        .under(
                                TestYaml.cnp(
                                                "users",
                                                "mysql-rules",
                                                "mysql",
                                                "ingress: [{fromEntities: [health, init]}]\n")
                                        + TestYaml.ccnp(
                                                "init",
                                                "endpointSelector: {matchLabels: {reserved:init: \"\"}}\negress: [{toEntities: [all]}]\n"))
                        .allows("@health -> users/mysql:3306")
                        .allows("@init -> users/mysql:3306", "users/mysql-rules ingress[0]")
                        .denies("@ingress -> users/mysql:3306"),
                supported("toEntities", "the same on egress")
                        .storefront(
                                """
                                egress:
                                - toEntities: [cluster]
                                - toEntities: [world]
                                  toPorts: [{ports: [{port: "443", protocol: TCP}]}]
                                """)
                        .allows("shop/storefront -> users/mysql:3306", "egress[0]")
                        .allows("shop/storefront -> @remote-node:10250", "egress[0]")
                        .allows("shop/storefront -> 203.0.113.9:443", "egress[1]")
                        .denies("shop/storefront -> 203.0.113.9:80", "port 443/TCP"),
                supported(
                                "the host of a pod",
                                "its traffic to its own pods always passes, so that probes work")
                        .mysql("ingress: [{}]\n")
                        .allows("@host -> users/mysql:3306", "own node")
                        .denies("@remote-node -> users/mysql:3306"),
                supported(
                                "allow-localhost: policy",
                                "the pod's own host needs a rule like anybody else")
                        .mysql("ingress: [{}]\n")
                        .knowing(
                                ClusterFacts.NONE.with(
                                        new ClusterFacts.Settings(
                                                ClusterFacts.Enforcement.DEFAULT, false, false)))
                        .denies("@host -> users/mysql:3306", "isolated by users/mysql-rules")
                        .mysql("ingress: [{fromEntities: [host]}]\n")
                        .allows("@host -> users/mysql:3306", "ingress[0]"),
                supported("toCIDR", "addresses outside the cluster; never pods")
                        .storefront("egress: [{toCIDR: [203.0.113.0/24, \"2001:db8::1\"]}]\n")
                        .allows("shop/storefront -> 203.0.113.9:443")
                        .allows("shop/storefront -> 2001:db8::1:443")
                        .denies("shop/storefront -> 198.51.100.1:443", "203.0.113.0/24")
                        .denies("shop/storefront -> users/mysql:3306", "never match pods"),
                supported("fromCIDR, fromCIDRSet", "the same on ingress")
                        .mysql(
                                """
                                ingress:
                                - fromCIDR: [203.0.113.7/32]
                                - fromCIDRSet: [{cidr: 198.51.100.0/24, except: [198.51.100.128/25]}]
                                """)
                        .allows("203.0.113.7 -> users/mysql:3306", "ingress[0]")
                        .allows("198.51.100.9 -> users/mysql:3306", "ingress[1]")
                        .denies("198.51.100.200 -> users/mysql:3306")
                        .denies("users/user-service -> users/mysql:3306", "never match pods"),
                supported("0.0.0.0/0 and ::/0", "the outside by address family, and no pod or node")
                        .storefront("egress: [{toCIDR: [0.0.0.0/0]}]\n")
                        .allows("shop/storefront -> 203.0.113.9:443")
                        .denies("shop/storefront -> 2001:db8::1:443")
                        .denies("shop/storefront -> users/mysql:3306", "never match pods")
                        .denies("shop/storefront -> @remote-node:443"),
                supported("toCIDRSet with except", "a block less its exceptions")
                        .storefront(
                                "egress: [{toCIDRSet: [{cidr: 10.0.0.0/8, except: [10.96.0.0/12]}]}]\n")
                        .allows("shop/storefront -> 10.1.2.3:443")
                        .denies("shop/storefront -> 10.100.2.3:443", "with exceptions")
                        .denies("shop/storefront -> @remote-node:443"),
                supported(
                                "policyCIDRMatchMode: nodes",
                                "address blocks mean nodes as well, where the cluster is set so")
                        .storefront("egress: [{toCIDR: [10.0.0.0/8]}]\n")
                        .knowing(
                                ClusterFacts.NONE.with(
                                        new ClusterFacts.Settings(
                                                ClusterFacts.Enforcement.DEFAULT, true, true)))
                        .undecided("shop/storefront -> @remote-node:443", "address is not known"),
                supported("cidrGroupRef, cidrGroupSelector", "given the CIDR groups of the cluster")
                        .storefront(
                                """
                                egress:
                                - toCIDRSet: [{cidrGroupRef: partners}]
                                - toCIDRSet: [{cidrGroupSelector: {matchLabels: {kind: office}}}]
                                """)
                        .knowing(
                                ClusterFacts.NONE.withCidrGroups(
                                        List.of(
                                                new ClusterFacts.CidrGroup(
                                                        "partners",
                                                        Map.of(),
                                                        List.of(cidr("198.51.100.0/24"))),
                                                new ClusterFacts.CidrGroup(
                                                        "berlin",
                                                        Map.of("kind", "office"),
                                                        List.of(cidr("192.0.2.0/24"))))))
                        .allows("shop/storefront -> 198.51.100.7:443", "egress[0]")
                        .allows("shop/storefront -> 192.0.2.7:443", "egress[1]")
                        .denies("shop/storefront -> 203.0.113.7:443")
                        .storefront(
                                "egress: [{toCIDRSet: [{cidrGroupRef: partners, except: [198.51.100.7/32]}]}]\n")
                        .allows("shop/storefront -> 198.51.100.8:443")
                        .denies("shop/storefront -> 198.51.100.7:443")
                        .storefront("egress: [{toCIDRSet: [{cidrGroupRef: nobody}]}]\n")
                        .denies("shop/storefront -> 198.51.100.8:443"),
                undecidable("cidrGroupRef without the groups", "the addresses are not known")
                        .storefront("egress: [{toCIDRSet: [{cidrGroupRef: partners}]}]\n")
                        .undecided("shop/storefront -> 198.51.100.7:443", "CIDR group partners")
                        .denies("shop/storefront -> users/mysql:3306"),
                supported(
                                "toServices",
                                "given the Services: pods by the Service's selector, else its endpoints' addresses")
                        .storefront(
                                """
                                egress:
                                - toServices: [{k8sService: {serviceName: user-service, namespace: users}}]
                                - toServices: [{k8sServiceSelector: {selector: {matchLabels: {outside: "yes"}}}}]
                                """)
                        .knowing(
                                ClusterFacts.NONE.withServices(
                                        List.of(
                                                new ClusterFacts.Service(
                                                        "users",
                                                        "user-service",
                                                        Map.of(),
                                                        Map.of("app", "user-service"),
                                                        Set.of()),
                                                new ClusterFacts.Service(
                                                        "shop",
                                                        "bank",
                                                        Map.of("outside", "yes"),
                                                        Map.of(),
                                                        Set.of(ip("203.0.113.80"))))))
                        .allows("shop/storefront -> users/user-service:8080", "egress[0]")
                        .allows("shop/storefront -> 203.0.113.80:443", "egress[1]")
                        .denies("shop/storefront -> users/mysql:3306"),
                supported(
                                "toServices with toPorts",
                                "the Service's pods, on the ports of the pods and no others")
                        .storefront(
                                """
                                egress:
                                - toServices: [{k8sService: {serviceName: user-service, namespace: users}}]
                                  toPorts: [{ports: [{port: "8080", protocol: TCP}]}]
                                """)
                        .knowing(
                                ClusterFacts.NONE.withServices(
                                        List.of(
                                                new ClusterFacts.Service(
                                                        "users",
                                                        "user-service",
                                                        Map.of(),
                                                        Map.of("app", "user-service"),
                                                        Set.of()))))
                        .allows("shop/storefront -> users/user-service:8080", "toPorts[0]")
                        .denies("shop/storefront -> users/user-service:9090", "port 8080/TCP")
                        .denies("shop/storefront -> users/mysql:8080"),
                supported(
                                "toServices of a Service that is not there",
                                "nobody; so does an entry that names none")
                        .storefront(
                                "egress: [{toServices: [{k8sService: {serviceName: gone}}, {}]}]\n")
                        .knowing(ClusterFacts.NONE.withServices(List.of()))
                        .denies("shop/storefront -> users/mysql:3306", "no such Service"),
                supported(
                                "toServices by both selector and name",
                                "Cilium looks at the selector only, with a warning")
                        .storefront(
                                """
                                egress:
                                - toServices:
                                  - k8sService: {serviceName: mysql, namespace: users}
                                    k8sServiceSelector: {selector: {matchLabels: {outside: "yes"}}}
                                """)
                        .knowing(
                                ClusterFacts.NONE.withServices(
                                        List.of(
                                                new ClusterFacts.Service(
                                                        "users",
                                                        "mysql",
                                                        Map.of(),
                                                        Map.of("app", "mysql"),
                                                        Set.of()),
                                                new ClusterFacts.Service(
                                                        "shop",
                                                        "bank",
                                                        Map.of("outside", "yes"),
                                                        Map.of(),
                                                        Set.of(ip("203.0.113.80"))))))
                        .allows("shop/storefront -> 203.0.113.80:443", "egress[0]")
                        .denies("shop/storefront -> users/mysql:3306"),
                undecidable(
                                "toServices with toPorts, of a Service that is not there",
                                "Cilium may then mean any peer on those ports")
                        .storefront(
                                """
                                egress:
                                - toServices: [{k8sService: {serviceName: gone}}]
                                  toPorts: [{ports: [{port: "443", protocol: TCP}]}]
                                """)
                        .knowing(ClusterFacts.NONE.withServices(List.of()))
                        .undecided("shop/storefront -> 203.0.113.1:443", "no such Service")
                        .denies("shop/storefront -> 203.0.113.1:80"),
                undecidable(
                                "toServices in a deny list",
                                "Cilium looks Services up for allow lists only")
                        .storefront(
                                """
                                egress: [{toEntities: [all]}]
                                egressDeny: [{toServices: [{k8sService: {serviceName: mysql, namespace: users}}]}]
                                """)
                        .knowing(
                                ClusterFacts.NONE.withServices(
                                        List.of(
                                                new ClusterFacts.Service(
                                                        "users",
                                                        "mysql",
                                                        Map.of(),
                                                        Map.of("app", "mysql"),
                                                        Set.of()))))
                        .undecided("shop/storefront -> users/mysql:3306", "egressDeny[0]"),
                undecidable(
                                "toServices without the Services",
                                "which pods stand behind is not known")
                        .storefront(
                                "egress: [{toServices: [{k8sService: {serviceName: bank, namespace: shop}}]}]\n")
                        .undecided(
                                "shop/storefront -> users/mysql:3306", "Services of the cluster"),
                supported(
                                "toFQDNs",
                                "given the DNS cache: the addresses names were resolved to, never pods")
                        .storefront(
                                """
                                egress:
                                - toFQDNs: [{matchName: api.example.com}, {matchPattern: "*.cdn.example"}, {matchPattern: "**.deep.example"}]
                                """)
                        .knowing(
                                ClusterFacts.NONE.withDns(
                                        Map.of(
                                                "api.example.com", Set.of(ip("203.0.113.1")),
                                                "a.cdn.example", Set.of(ip("203.0.113.2")),
                                                "a.b.cdn.example", Set.of(ip("203.0.113.3")),
                                                "a.b.deep.example", Set.of(ip("203.0.113.4")))))
                        .allows("shop/storefront -> 203.0.113.1:443")
                        .allows("shop/storefront -> 203.0.113.2:443")
                        .allows("shop/storefront -> 203.0.113.4:443")
                        .denies("shop/storefront -> 203.0.113.3:443", "api.example.com resolved to")
                        .denies("shop/storefront -> users/mysql:443"),
                undecidable(
                                "toFQDNs without a DNS cache",
                                "it is not known which addresses the names have")
                        .storefront("egress: [{toFQDNs: [{matchName: api.example.com}]}]\n")
                        .undecided("shop/storefront -> 203.0.113.1:443", "api.example.com")
                        .denies("shop/storefront -> users/mysql:3306"),
                undecidable(
                                "toGroups, fromGroups",
                                "the addresses behind a cloud's security groups are not known")
                        .storefront("egress: [{toGroups: [{aws: {securityGroupsIds: [sg-1]}}]}]\n")
                        .undecided("shop/storefront -> 203.0.113.1:443", "cloud groups")
                        .denies("shop/storefront -> users/mysql:3306")
                        .mysql(
                                "ingress: [{fromGroups: [{aws: {labels: {team: a}, region: eu-central-1}}]}]\n")
                        .undecided("203.0.113.1 -> users/mysql:3306", "cloud groups")
                        .denies("users/user-service -> users/mysql:3306"),
                undecidable(
                                "toNodes, fromNodes",
                                "the labels of nodes are rarely known; what is no node is denied")
                        .mysql("ingress: [{fromNodes: [{matchLabels: {zone: a}}]}]\n")
                        .undecided("@remote-node -> users/mysql:3306", "labels of the node")
                        .denies("shop/storefront -> users/mysql:3306", "a node with zone=a")
                        .storefront("egress: [{toNodes: [{matchLabels: {zone: a}}]}]\n")
                        .undecided("shop/storefront -> @remote-node:10250", "labels of the node")
                        .denies("shop/storefront -> 203.0.113.1:443", "a node with zone=a"),
                undecidable(
                                "an empty toFQDNs, toServices, toGroups or fromGroups",
                                "Cilium's versions differ on whom it means")
                        .storefront("egress: [{toFQDNs: []}]\n")
                        .undecided("shop/storefront -> 203.0.113.1:443", "toFQDNs")
                        .storefront("egress: [{toServices: []}]\n")
                        .undecided("shop/storefront -> users/mysql:3306", "toServices")
                        .storefront("egress: [{toGroups: []}]\n")
                        .undecided("shop/storefront -> users/mysql:3306", "list of groups")
                        .mysql("ingress: [{fromGroups: []}]\n")
                        .undecided("users/user-service -> users/mysql:3306", "list of groups"));
    }

    private static IpAddress ip(String text) {
        return IpAddress.parse(text).orElseThrow();
    }

    private static Cidr cidr(String text) {
        return Cidr.parse(text).orElseThrow();
    }
}
