package dev.portcullis.policy.examples;

import static dev.portcullis.policy.examples.Example.supported;
import static dev.portcullis.policy.examples.Example.undecidable;

import java.util.List;

/** Rules about what is asked for inside a connection. */
final class RequestExamples {

    private RequestExamples() {}

    static List<Example> all() {
        return List.of(
                supported(
                                "rules.http: method and path",
                                "regular expressions that must match as a whole (RE2)")
                        .mysql(
                                """
                                ingress:
                                - fromEndpoints: [{matchLabels: {app: storefront, io.kubernetes.pod.namespace: shop}}]
                                  toPorts:
                                  - ports: [{port: "8080", protocol: TCP}]
                                    rules:
                                      http:
                                      - {method: GET, path: /api/v1/users(/.*)?}
                                      - {method: "POST|PATCH", path: /api/v1/users}
                                """)
                        .redirects(
                                "shop/storefront -> users/mysql:8080",
                                "HTTP proxy",
                                "ingress[0].toPorts[0]")
                        .allows(
                                "shop/storefront -> users/mysql:8080 GET /api/v1/users/7",
                                "rules.http[0]")
                        .allows(
                                "shop/storefront -> users/mysql:8080 POST /api/v1/users",
                                "rules.http[1]")
                        .denies(
                                "shop/storefront -> users/mysql:8080 GET /api/v1/usersX",
                                "GET /api/v1/usersX")
                        .denies("shop/storefront -> users/mysql:8080 DELETE /api/v1/users/7")
                        .denies("shop/storefront -> users/mysql:8080 XGET /api/v1/users"),
                supported("rules.http: host", "the Host header or authority, as a whole")
                        .mysql(http("- {host: users\\.example}"))
                        .allows("users/a -> users/mysql:8080 GET /")
                        .denies("users/a -> users/mysql:8081 GET /"),
                supported("rules.http: headers", "must be there, with that value if one is written")
                        .mysql(http("- {headers: [\"X-Token abc\"]}\n- {headers: [X-Trace]}"))
                        .allows("users/a -> users/mysql:8080 GET / X-Token: abc")
                        .allows("users/a -> users/mysql:8080 GET / x-trace: 1")
                        .denies("users/a -> users/mysql:8080 GET / X-Token: abcd"),
                supported(
                                "rules.http: headerMatches",
                                "by value; with a mismatch action the request passes all the same")
                        .mysql(
                                http(
                                        "- {path: /a, headerMatches: [{name: X-Role, value: admin}]}\n"
                                                + "- {path: /b, headerMatches: [{name: X-Role, value: admin, mismatch: REPLACE}]}"))
                        .allows("users/a -> users/mysql:8080 GET /a X-Role: admin")
                        .denies("users/a -> users/mysql:8080 GET /a X-Role: guest")
                        .allows("users/a -> users/mysql:8080 GET /b X-Role: guest"),
                undecidable(
                                "rules.http: headerMatches with a Secret",
                                "the value wanted is not known")
                        .mysql(
                                http(
                                        "- {headerMatches: [{name: X-Key, secret: {name: key, namespace: users}}]}"))
                        .undecided("users/a -> users/mysql:8080 GET / X-Key: guess", "Secret")
                        .denies("users/a -> users/mysql:8080 GET /"),
                supported("rules.http: [{}]", "every request, but each is seen by the proxy")
                        .mysql(http("- {}"))
                        .redirects("users/a -> users/mysql:8080")
                        .allows("users/a -> users/mysql:8080 DELETE /x"),
                supported(
                                "a plain rule beside an HTTP rule",
                                "on the same peer and port it lets every request pass")
                        .mysql(
                                http("- {method: GET}")
                                        + "- fromEndpoints: [{matchLabels: {app: a}}]\n"
                                        + "  toPorts: [{ports: [{port: \"8080\", protocol: TCP}]}]\n")
                        .redirects("users/a -> users/mysql:8080")
                        .allows("users/a -> users/mysql:8080 DELETE /x", "ingress[1].toPorts[0]")
                        .denies("users/b -> users/mysql:8080 DELETE /x"),
                supported("HTTP rules of several policies", "any of them may let the request pass")
                        .under(
                                TestYaml.cnp("users", "one", "mysql", http("- {method: GET}"))
                                        + TestYaml.cnp(
                                                "users", "two", "mysql", http("- {method: PUT}")))
                        .allows("users/a -> users/mysql:8080 PUT /x", "users/two")
                        .denies("users/a -> users/mysql:8080 POST /x"),
                supported(
                                "HTTP rules on a range, and on a named port",
                                "where the port is meant, the request is asked about")
                        .mysql(
                                """
                                ingress:
                                - fromEndpoints: [{}]
                                  toPorts:
                                  - ports: [{port: "8000", endPort: 8099, protocol: TCP}, {port: mysql, protocol: TCP}]
                                    rules: {http: [{method: GET}]}
                                """)
                        .allows("users/a -> users/mysql:8050 GET /")
                        .denies("users/a -> users/mysql:8050 PUT /")
                        .allows("users/a -> users/mysql:3306 GET /")
                        .denies("users/a -> users/mysql:3306 PUT /")
                        .denies("users/a -> users/mysql:8100"),
                supported("a request from the pod's own host", "passes, so that HTTP probes work")
                        .mysql(http("- {method: GET, path: /only}"))
                        .allows("@host -> users/mysql:8080 GET /actuator/health"),
                supported(
                                "rules.dns: matchName, matchPattern",
                                "* within a label, a leading **. over several")
                        .storefront(
                                """
                                egress:
                                - toEndpoints: [{matchLabels: {app: kube-dns, io.kubernetes.pod.namespace: kube-system}}]
                                  toPorts:
                                  - ports: [{port: "53", protocol: ANY}]
                                    rules:
                                      dns:
                                      - {matchName: api.example.com}
                                      - {matchPattern: "*.users.svc.cluster.local"}
                                      - {matchPattern: "**.deep.example"}
                                """)
                        .redirects("shop/storefront -> kube-system/kube-dns:53/UDP", "DNS proxy")
                        .allows(
                                "shop/storefront -> kube-system/kube-dns:53/UDP DNS API.example.com.")
                        .allows(
                                "shop/storefront -> kube-system/kube-dns:53/UDP DNS mysql.users.svc.cluster.local")
                        .denies(
                                "shop/storefront -> kube-system/kube-dns:53/UDP DNS a.b.users.svc.cluster.local")
                        .allows(
                                "shop/storefront -> kube-system/kube-dns:53/UDP DNS a.b.deep.example")
                        .denies(
                                "shop/storefront -> kube-system/kube-dns:53/UDP DNS deep.example",
                                "DNS deep.example"),
                supported(
                                "a plain rule beside a DNS rule",
                                "on the same peer and port it lets every question pass")
                        .storefront(
                                """
                                egress:
                                - toPorts: [{ports: [{port: "53", protocol: UDP}], rules: {dns: [{matchName: api.example.com}]}}]
                                - toEndpoints: [{matchLabels: {app: kube-dns, io.kubernetes.pod.namespace: kube-system}}]
                                  toPorts: [{ports: [{port: "53", protocol: UDP}]}]
                                """)
                        .allows(
                                "shop/storefront -> kube-system/kube-dns:53/UDP DNS any.example",
                                "egress[1]")
                        .denies("shop/storefront -> 203.0.113.1:53/UDP DNS any.example"),
                supported("DNS rules about nodes", "on egress, unlike HTTP rules")
                        .under(
                                TestYaml.ccnp(
                                        "nodes",
                                        """
                                        nodeSelector: {}
                                        egress:
                                        - toEntities: [all]
                                          toPorts: [{ports: [{port: "53", protocol: UDP}], rules: {dns: [{matchPattern: "*.example"}]}}]
                                        """))
                        .allows("@host -> kube-system/kube-dns:53/UDP DNS a.example")
                        .denies("@host -> kube-system/kube-dns:53/UDP DNS a.test"),
                supported("rules.dns: matchPattern \"*\"", "every name")
                        .storefront(
                                """
                                egress:
                                - toPorts: [{ports: [{port: "53", protocol: UDP}], rules: {dns: [{matchPattern: "*"}]}}]
                                """)
                        .allows(
                                "shop/storefront -> kube-system/kube-dns:53/UDP DNS anything.at.all.example."),
                supported(
                                "enableDefaultDeny: false beside HTTP rules",
                                "does not soften them: what they do not list is refused")
                        .mysql("enableDefaultDeny: {ingress: false}\n" + http("- {method: GET}"))
                        .allows("users/a -> users/mysql:3306")
                        .allows("users/a -> users/mysql:8080 GET /")
                        .denies("users/a -> users/mysql:8080 DELETE /"),
                supported(
                                "terminatingTLS, originatingTLS",
                                "HTTP rules are decided as if the request could be read")
                        .storefront(
                                """
                                egress:
                                - toPorts:
                                  - ports: [{port: "443", protocol: TCP}]
                                    terminatingTLS: {secret: {name: inner, namespace: shop}}
                                    originatingTLS: {secret: {name: outer, namespace: shop}}
                                    rules: {http: [{method: GET}]}
                                """)
                        .allows("shop/storefront -> 203.0.113.1:443 GET /")
                        .denies("shop/storefront -> 203.0.113.1:443 PUT /"));
    }

    private static String http(String rules) {
        return """
                ingress:
                - fromEndpoints: [{}]
                  toPorts:
                  - ports: [{port: "8080", protocol: TCP}]
                    rules:
                      http:
                %s"""
                .formatted(rules.indent(6));
    }
}
