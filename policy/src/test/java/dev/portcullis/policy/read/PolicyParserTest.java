package dev.portcullis.policy.read;

import static org.assertj.core.api.Assertions.assertThat;

import dev.portcullis.policy.examples.TestYaml;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** What reading says beside yes and no. */
class PolicyParserTest {

    @Test
    void fieldsThatCiliumRemovedAreNotProposed() {
        Map<String, Set<String>> fields =
                PolicyParser.knownFields(
                        Map.of(
                                "kind",
                                "CiliumNetworkPolicy",
                                "metadata",
                                Map.of("name", "a"),
                                "spec",
                                Map.of(
                                        "egress",
                                        List.of(
                                                Map.of(
                                                        "toPorts",
                                                        List.of(Map.of("rules", Map.of())))))));

        assertThat(fields.get("spec.egress[0]"))
                .contains("toEndpoints", "toFQDNs")
                .doesNotContain("toRequires");
        assertThat(fields.get("spec.egress[0].toPorts[0].rules"))
                .containsExactlyInAnyOrder("http", "dns");
    }

    @Test
    void toServicesThatMeansLessThanItSeemsIsWarnedOf() {
        assertThat(
                        warnings(
                                """
                                egress:
                                - toServices: [{}]
                                - toServices: [{k8sService: {namespace: shop}}]
                                - toServices: [{k8sService: {serviceName: a}, k8sServiceSelector: {selector: {}}}]
                                egressDeny:
                                - toServices: [{k8sService: {serviceName: a}}]
                                """))
                .extracting(Problem::path, Problem::message)
                .containsExactlyInAnyOrder(
                        org.assertj.core.groups.Tuple.tuple(
                                "spec.egress[0].toServices[0]", "This means no Service."),
                        org.assertj.core.groups.Tuple.tuple(
                                "spec.egress[1].toServices[0].k8sService",
                                "This means no Service."),
                        org.assertj.core.groups.Tuple.tuple(
                                "spec.egress[2].toServices[0].k8sService",
                                "Cilium looks at k8sServiceSelector only where both are there."),
                        org.assertj.core.groups.Tuple.tuple(
                                "spec.egressDeny[0].toServices",
                                "Cilium does not look Services up for deny lists."));
    }

    private static List<Problem> warnings(String spec) {
        return ((ParseResult.Parsed)
                        PolicyParser.parseYaml(TestYaml.cnp("shop", "a", "storefront", spec)))
                .warnings();
    }
}
