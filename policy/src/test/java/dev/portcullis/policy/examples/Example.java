package dev.portcullis.policy.examples;

import static org.assertj.core.api.Assertions.assertThat;

import dev.portcullis.policy.ClusterFacts;
import dev.portcullis.policy.Connection;
import dev.portcullis.policy.read.ParseResult;
import dev.portcullis.policy.read.PolicyParser;
import dev.portcullis.policy.verdict.Outcome;
import dev.portcullis.policy.verdict.PolicySet;
import dev.portcullis.policy.verdict.Reasons;
import dev.portcullis.policy.verdict.Verdict;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

/**
 * One construct of the policy language, shown by example: policies, and what becomes of
 * connections under them. The support page is made of these.
 */
final class Example {

    /** What the engine does with a construct. */
    enum Support {
        SUPPORTED,
        UNDECIDABLE,
        REFUSED
    }

    /** Something asked while these policies stood. */
    private record Check(String yaml, Consumer<PolicySet> asks) {}

    final String construct;
    final Support support;
    final String note;
    private String yaml = "";
    private ClusterFacts facts = ClusterFacts.NONE;
    private final List<Check> checks = new ArrayList<>();
    private final List<String> refusals = new ArrayList<>();

    private Example(String construct, Support support, String note) {
        this.construct = construct;
        this.support = support;
        this.note = note;
    }

    static Example supported(String construct, String note) {
        return new Example(construct, Support.SUPPORTED, note);
    }

    static Example undecidable(String construct, String note) {
        return new Example(construct, Support.UNDECIDABLE, note);
    }

    static Example refused(String construct, String note) {
        return new Example(construct, Support.REFUSED, note);
    }

    /** What is asked from here on is asked under these policies. */
    Example under(String policies) {
        yaml = policies;
        return this;
    }

    /** A policy in namespace users about mysql, with this under its spec. */
    Example mysql(String spec) {
        return under(TestYaml.cnp("users", "mysql-rules", "mysql", spec));
    }

    /** A policy in namespace shop about storefront, with this under its spec. */
    Example storefront(String spec) {
        return under(TestYaml.cnp("shop", "storefront-rules", "storefront", spec));
    }

    Example knowing(ClusterFacts known) {
        facts = known;
        return this;
    }

    /** The connection passes, and the reason has these words in it. */
    Example allows(String connection, String... words) {
        return becomes(Outcome.ALLOWED, connection, words);
    }

    Example denies(String connection, String... words) {
        return becomes(Outcome.DENIED, connection, words);
    }

    Example undecided(String connection, String... words) {
        return becomes(Outcome.UNDECIDED, connection, words);
    }

    Example redirects(String connection, String... words) {
        return becomes(Outcome.REDIRECTED, connection, words);
    }

    /** The policy is not accepted: the problem is at that path and has these words in it. */
    Example refusing(String path, String words) {
        refusals.add(path + " … " + words);
        return this;
    }

    private Example becomes(Outcome outcome, String line, String... words) {
        Connection connection = TestConnections.read(line);
        checks.add(
                new Check(
                        yaml,
                        policies -> {
                            Verdict verdict = policies.decide(connection);
                            String why = Reasons.sentence(verdict);
                            assertThat(verdict.outcome())
                                    .as("%s: %s", line, why)
                                    .isEqualTo(outcome);
                            for (String word : words) {
                                assertThat(why).as(line).contains(word);
                            }
                        }));
        return this;
    }

    void run() {
        if (support == Support.REFUSED) {
            refused();
            return;
        }
        assertThat(checks).isNotEmpty();
        checks.forEach(check -> check.asks().accept(compiled(check.yaml())));
    }

    private PolicySet compiled(String policies) {
        ParseResult result = PolicyParser.parseYaml(policies);
        assertThat(result).as("%s", result).isInstanceOf(ParseResult.Parsed.class);
        return PolicySet.compile(((ParseResult.Parsed) result).policies(), facts);
    }

    private void refused() {
        ParseResult result = PolicyParser.parseYaml(yaml);
        assertThat(result).isInstanceOf(ParseResult.Rejected.class);
        assertThat(refusals).isNotEmpty();
        List<String> problems =
                ((ParseResult.Rejected) result)
                        .problems().stream()
                                .map(problem -> problem.path() + " … " + problem)
                                .toList();
        for (String refusal : refusals) {
            String path = refusal.substring(0, refusal.indexOf(" … "));
            String words = refusal.substring(path.length() + 3);
            assertThat(problems)
                    .anySatisfy(problem -> assertThat(problem).startsWith(path).contains(words));
        }
    }
}
