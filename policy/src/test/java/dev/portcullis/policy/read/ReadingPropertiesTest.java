package dev.portcullis.policy.read;

import static org.assertj.core.api.Assertions.assertThat;

import dev.portcullis.policy.Connection;
import dev.portcullis.policy.GeneratedPolicies;
import dev.portcullis.policy.Policy;
import dev.portcullis.policy.verdict.PolicySet;
import dev.portcullis.policy.verdict.Reasons;
import java.util.List;
import java.util.Random;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

/** What must hold of reading whatever is read. */
class ReadingPropertiesTest {

    @Provide
    Arbitrary<Policy> policies() {
        return GeneratedPolicies.policies(true);
    }

    @Provide
    Arbitrary<Connection> connections() {
        return GeneratedPolicies.connections();
    }

    /** YAML with characters changed, removed, doubled and put in. */
    @Provide
    Arbitrary<String> brokenYaml() {
        Arbitrary<String> whole = policies().map(PolicyPrinter::yaml);
        Arbitrary<String> pieces =
                Arbitraries.of(
                        "{", "}", "[", "]", "- ", ": ", "\n", "\"", "'", "|", ">", "&a ", "*a",
                        "!!str ", "#", "\t", "%", "@", "null", "~", "0x", "\u0000", "é", "<<: ",
                        "? ");
        return Combinators.combine(
                        whole,
                        pieces.list().ofMinSize(1).ofMaxSize(5),
                        Arbitraries.randomValue(Random::nextLong))
                .as(
                        (text, put, seed) -> {
                            Random random = new Random(seed);
                            StringBuilder broken = new StringBuilder(text);
                            for (String piece : put) {
                                int at = random.nextInt(broken.length() + 1);
                                int end = Math.min(broken.length(), at + random.nextInt(4));
                                broken.replace(at, end, piece);
                            }
                            return broken.toString();
                        });
    }

    /** Any tree of maps, lists and scalars, some of its keys such as policies have. */
    @Provide
    Arbitrary<Object> trees() {
        Arbitrary<String> words =
                Arbitraries.of(
                        "apiVersion",
                        "kind",
                        "metadata",
                        "name",
                        "spec",
                        "specs",
                        "ingress",
                        "egress",
                        "fromEndpoints",
                        "toPorts",
                        "ports",
                        "port",
                        "rules",
                        "http",
                        "dns",
                        "endpointSelector",
                        "matchLabels",
                        "matchExpressions",
                        "cilium.io/v2",
                        "CiliumNetworkPolicy",
                        "NetworkPolicy",
                        "podSelector",
                        "from",
                        "toFQDNs",
                        "toCIDRSet",
                        "icmps",
                        "items",
                        "List",
                        "a",
                        "80");
        Arbitrary<Object> leaf =
                Arbitraries.oneOf(
                        words.map(word -> (Object) word),
                        Arbitraries.integers().map(number -> (Object) number),
                        Arbitraries.of(true, false).map(truth -> (Object) truth));
        return Arbitraries.recursive(
                () -> leaf,
                inner ->
                        Arbitraries.oneOf(
                                inner.list().ofMaxSize(3).map(list -> (Object) list),
                                Arbitraries.maps(words, inner)
                                        .ofMaxSize(4)
                                        .map(map -> (Object) map)),
                0,
                4);
    }

    @Property
    void readingWhatIsPrintedGivesTheSamePolicy(@ForAll("policies") Policy policy) {
        assertThat(PolicyParser.parse(PolicyPrinter.tree(policy)))
                .isInstanceOfSatisfying(
                        ParseResult.Parsed.class,
                        parsed -> assertThat(parsed.policies()).containsExactly(policy));
    }

    @Property(tries = 300)
    void readingPrintedYamlGivesTheSamePolicy(@ForAll("policies") Policy policy) {
        assertThat(PolicyParser.parseYaml(PolicyPrinter.yaml(policy)))
                .isInstanceOfSatisfying(
                        ParseResult.Parsed.class,
                        parsed -> assertThat(parsed.policies()).containsExactly(policy));
    }

    /** Broken text is rejected with a reason, or still is policies that decide; nothing else happens. */
    @Property
    void brokenTextHasADeclaredOutcome(
            @ForAll("brokenYaml") String yaml, @ForAll("connections") Connection connection) {
        check(PolicyParser.parseYaml(yaml), connection);
    }

    @Property
    void anyTreeHasADeclaredOutcome(
            @ForAll("trees") Object tree, @ForAll("connections") Connection connection) {
        check(PolicyParser.parse(tree), connection);
    }

    @Property
    void anyTextHasADeclaredOutcome(
            @ForAll String text, @ForAll("connections") Connection connection) {
        check(PolicyParser.parseYaml(text), connection);
    }

    private static void check(ParseResult result, Connection connection) {
        switch (result) {
            case ParseResult.Rejected rejected ->
                    assertThat(rejected.problems())
                            .isNotEmpty()
                            .allSatisfy(problem -> assertThat(problem.message()).isNotBlank())
                            .allSatisfy(problem -> assertThat(problem.mend()).isNotBlank());
            case ParseResult.Parsed parsed ->
                    assertThat(
                                    Reasons.sentence(
                                            PolicySet.compile(List.copyOf(parsed.policies()))
                                                    .decide(connection)))
                            .isNotBlank();
        }
    }
}
