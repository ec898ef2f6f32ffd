package dev.portcullis.hubble.filter;

import static org.assertj.core.api.Assertions.assertThat;

import dev.portcullis.hubble.Flow;
import dev.portcullis.hubble.FlowRecords;
import dev.portcullis.hubble.TestFlows;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

class FlowTermsTest {
    private static final Flow DENIED = FlowRecords.read(TestFlows.DROPPED_SYN);
    private static final Flow HTTP = FlowRecords.read(TestFlows.HTTP_RESPONSE);

    @Test
    void withoutConditionsEveryFlowPasses() {
        assertThat(passes(DENIED, Map.of())).isTrue();
    }

    @ParameterizedTest
    @CsvSource({
        "verdict, dropped",
        "verdict, denied",
        "drop-reason, POLICY_DENIED",
        "drop-reason, policy denied",
        "namespace, users",
        "namespace, drills",
        "from-namespace, drills",
        "to-namespace, users",
        "workload, users/mysql",
        "workload, mysql",
        "workload, drills/intruder",
        "from-workload, drills/drill-1",
        "to-pod, users/mysql-0",
        "pod, drills/intruder",
        "label, app=mysql",
        "from-label, app=intruder",
        "port, 3306",
        "to-port, 3306",
        "protocol, tcp",
        "to-identity, 40002",
        "identity, 40001",
        "node, node-1",
    })
    void aConditionKeepsItsFlowsAndItsNegationLeavesThemOut(String field, String value) {
        assertThat(passes(DENIED, Map.of(field, List.of(value)))).isTrue();
        assertThat(passes(DENIED, Map.of("not-" + field, List.of(value)))).isFalse();
    }

    @ParameterizedTest
    @CsvSource({
        "verdict, forwarded",
        "namespace, shop",
        "from-namespace, users",
        "workload, shop/mysql",
        "port, 53",
        "ip, 192.0.2.0/24",
        "policy, users/mysql-ingress",
        "method, GET",
        "reply, yes",
    })
    void aConditionThatDoesNotHoldLeavesTheFlowOutAndItsNegationKeepsIt(
            String field, String value) {
        assertThat(passes(DENIED, Map.of(field, List.of(value)))).isFalse();
        assertThat(passes(DENIED, Map.of("not-" + field, List.of(value)))).isTrue();
    }

    @Test
    void valuesOfOneFieldAreAlternativesAndFieldsMustAllHold() {
        assertThat(passes(DENIED, Map.of("port", List.of("53", "3306")))).isTrue();
        assertThat(
                        passes(
                                DENIED,
                                Map.of(
                                        "port",
                                        List.of("53", "3306"),
                                        "namespace",
                                        List.of("shop"))))
                .isFalse();
        assertThat(passes(DENIED, Map.of("verdict", List.of("forwarded,dropped")))).isTrue();
    }

    @Test
    void whatAnyNegatedConditionNamesIsLeftOut() {
        assertThat(
                        passes(
                                DENIED,
                                Map.of(
                                        "verdict", List.of("dropped"),
                                        "not-port", List.of("53", "3306"))))
                .isFalse();
    }

    @ParameterizedTest
    @EnumSource(FlowField.class)
    void everySuggestedValueFindsTheFlowItComesFrom(FlowField field) {
        for (var flow : List.of(DENIED, HTTP)) {
            for (var value : field.valuesOf(flow)) {
                assertThat(passes(flow, Map.of(field.key(), List.of(value))))
                        .as("%s=%s", field.key(), value)
                        .isTrue();
            }
        }
    }

    @ParameterizedTest
    @CsvSource({
        "verdict, maybe",
        "port, http",
        "port, 65536",
        "ip, 10.0.0.300",
        "drop-reason, BAD_MOOD",
        "direction, sideways",
        "reply, perhaps",
        "path, '('",
        "status, 99",
        "flags, ZAP",
        "identity, -1",
        "type, 999999999999999999999",
        "not-nonsense, x",
    })
    void nonsenseIsRefusedByTheParametersOwnName(String parameter, String value) {
        assertThat(FlowTerms.parse(Map.of(parameter, List.of(value))))
                .isInstanceOfSatisfying(
                        TermsResult.Invalid.class,
                        invalid -> assertThat(invalid.parameter()).isEqualTo(parameter));
    }

    @Test
    void tooManyConditionsAreRefused() {
        var ports = java.util.stream.IntStream.range(1, 60).mapToObj(Integer::toString).toList();
        assertThat(FlowTerms.parse(Map.of("port", ports))).isInstanceOf(TermsResult.Invalid.class);
    }

    @Test
    void whatIsNoFieldIsLeftToOthers() {
        assertThat(passes(DENIED, Map.of("since", List.of("15m"), "limit", List.of("3")))).isTrue();
    }

    @Property(tries = 300)
    void anAddressIsReadAsItWasWritten(@ForAll("conditions") List<FlowTerm> terms) {
        var written = new FlowTerms(terms).parameters();
        if (FlowTerms.parse(written) instanceof TermsResult.Ready(var read, var _)) {
            assertThat(read.parameters()).isEqualTo(written);
            assertThat(read.terms()).containsExactlyInAnyOrderElementsOf(terms);
        } else {
            // Only a value that makes no sense by itself is refused
            assertThat(new FlowTerms(terms).compile()).isInstanceOf(TermsResult.Invalid.class);
        }
    }

    @Property(tries = 300)
    void aFlowPassesAConditionOrItsNegationAndNeverBoth(@ForAll("condition") FlowTerm term) {
        var plain = new FlowTerms(List.of(FlowTerm.is(term.field(), term.value()))).compile();
        var negated = new FlowTerms(List.of(FlowTerm.not(term.field(), term.value()))).compile();
        if (plain instanceof TermsResult.Ready(var _, var holds)
                && negated instanceof TermsResult.Ready(var _, var holdsNot)) {
            assertThat(holds.test(DENIED)).isNotEqualTo(holdsNot.test(DENIED));
            assertThat(holds.test(HTTP)).isNotEqualTo(holdsNot.test(HTTP));
        } else {
            assertThat(plain).isInstanceOf(TermsResult.Invalid.class);
            assertThat(negated).isInstanceOf(TermsResult.Invalid.class);
        }
    }

    @Provide
    Arbitrary<List<FlowTerm>> conditions() {
        return condition().list().ofMinSize(1).ofMaxSize(8);
    }

    @Provide
    Arbitrary<FlowTerm> condition() {
        var usual =
                Arbitraries.of(
                        "dropped",
                        "users",
                        "users/mysql",
                        "3306",
                        "10.0.0.0/8",
                        "app=mysql",
                        "GET",
                        "404",
                        "yes",
                        "ingress",
                        "l7",
                        "SYN,ACK",
                        "/api/v1",
                        "node-1",
                        "tcp",
                        "POLICY_DENIED",
                        "<img src=x onerror=alert(1)>",
                        "a&b=c#d",
                        "ä%20+");
        var any = Arbitraries.strings().ofMinLength(1).ofMaxLength(20);
        return Combinators.combine(
                        Arbitraries.of(FlowField.class),
                        Arbitraries.of(true, false),
                        Arbitraries.frequencyOf(
                                net.jqwik.api.Tuple.of(4, usual), net.jqwik.api.Tuple.of(1, any)))
                .as(FlowTerm::new)
                // A comma stands between verdicts
                .filter(
                        term ->
                                term.field() != FlowField.VERDICT
                                        || term.value().equals(term.value().strip())
                                                && !term.value().contains(","));
    }

    private static boolean passes(Flow flow, Map<String, List<String>> parameters) {
        var result = FlowTerms.parse(parameters);
        if (result instanceof TermsResult.Ready(var _, var condition)) {
            return condition.test(flow);
        }
        throw new AssertionError(result + " " + Arrays.toString(parameters.keySet().toArray()));
    }
}
