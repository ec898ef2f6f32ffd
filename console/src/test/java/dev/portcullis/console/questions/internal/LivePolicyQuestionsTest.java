package dev.portcullis.console.questions.internal;

import static dev.portcullis.console.flows.TestFlows.INTRUDER;
import static dev.portcullis.console.flows.TestFlows.MYSQL;
import static dev.portcullis.console.flows.TestFlows.ORDERS;
import static dev.portcullis.console.flows.TestFlows.USER_SERVICE;
import static dev.portcullis.console.flows.TestFlows.allowedSyn;
import static dev.portcullis.console.flows.TestFlows.deniedOnArrival;
import static dev.portcullis.console.flows.TestFlows.deniedSyn;
import static dev.portcullis.console.flows.TestFlows.labelled;
import static dev.portcullis.console.flows.TestFlows.leftOnly;
import static dev.portcullis.console.flows.TestFlows.on;
import static dev.portcullis.console.flows.TestFlows.packet;
import static dev.portcullis.console.questions.internal.TestQuestions.MYSQL_FROM;
import static dev.portcullis.console.questions.internal.TestQuestions.parse;
import static dev.portcullis.console.questions.internal.TestQuestions.set;
import static org.assertj.core.api.Assertions.assertThat;

import dev.portcullis.console.flows.DrillLabel;
import dev.portcullis.console.flows.StreamStatus;
import dev.portcullis.console.questions.ChangePreview.Change;
import dev.portcullis.console.questions.ReachMatrix;
import dev.portcullis.console.questions.SuggestQuestion;
import dev.portcullis.console.questions.Why;
import dev.portcullis.console.questions.WhyQuestion;
import dev.portcullis.policy.flows.Recorded;
import dev.portcullis.policy.verdict.PolicySet;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class LivePolicyQuestionsTest {
    private static final PolicySet GUARDED = set(MYSQL_FROM.formatted("user-service"));

    private final TestQuestions the = new TestQuestions();

    @BeforeEach
    void aClusterWithAGuardedDatabase() {
        the.run(MYSQL, true, 3306);
        the.run(USER_SERVICE, false, 8080);
        the.run(ORDERS, false, 8080);
        the.run(INTRUDER, false);
        the.policies = Optional.of(GUARDED);
    }

    @Test
    void aDeniedFlowIsExplainedInTheHonestOrder() {
        the.take(deniedSyn(the.now(), INTRUDER, MYSQL));

        var why = ask(the.flows.getFirst().uuid());

        assertThat(why.recorded()).map(Why.Record::outcome).hasValue("denied");
        assertThat(why.recorded()).map(Why.Record::reason).hasValue("Policy denied");
        assertThat(why.now().outcome()).isEqualTo("denied");
        assertThat(why.now().title()).isEqualTo("Default deny.");
        assertThat(why.now().sentence()).contains("is isolated by users/mysql-ingress");
        assertThat(why.now().policies())
                .containsExactly(
                        new Why.PolicyLink(
                                "users/mysql-ingress",
                                "policies/CiliumNetworkPolicy/users/mysql-ingress"));
        assertThat(why.agreement()).isEqualTo("agrees");
        assertThat(why.unchecked()).isEmpty();
    }

    @Test
    void theNearestRuleSaysWhatItMissesByAndWhatFits() {
        the.take(deniedSyn(the.now(), INTRUDER, MYSQL));

        var nearest = ask(the.flows.getFirst().uuid()).nearest().getFirst();

        assertThat(nearest.rule()).startsWith("users/mysql-ingress ingress[0]");
        assertThat(nearest.terms())
                .anySatisfy(
                        term -> {
                            assertThat(term.met()).isFalse();
                            assertThat(term.wanted()).contains("app=user-service");
                            assertThat(term.found()).contains("intruder");
                        })
                .anySatisfy(
                        term -> {
                            assertThat(term.met()).isTrue();
                            assertThat(term.wanted()).isEqualTo("3306/TCP");
                        });
    }

    @Test
    void theRuleThatWouldAdmitItAdmitsIt() {
        the.take(deniedSyn(the.now(), INTRUDER, MYSQL));

        var why = ask(the.flows.getFirst().uuid());
        var all = new java.util.ArrayList<>(GUARDED.policies());
        all.addAll(parse(why.admitting()));
        the.policies = Optional.of(PolicySet.compile(all));

        assertThat(ask(the.flows.getFirst().uuid()).now().outcome()).isEqualTo("allowed");
        assertThat(ask(the.flows.getFirst().uuid()).agreement()).isEqualTo("differs");
    }

    @Test
    void whatNobodyTriedIsExplainedFromThePods() {
        var why =
                the.questions
                        .why(
                                new WhyQuestion.OfEdge(
                                        "shop/orders",
                                        "users/mysql",
                                        Optional.of(3306),
                                        Optional.empty()))
                        .orElseThrow();

        assertThat(why.recorded()).isEmpty();
        assertThat(why.now().outcome()).isEqualTo("denied");
        assertThat(why.agreement()).isEqualTo("open");
    }

    @Test
    void unreadPoliciesAreNotGuessed() {
        the.policies = Optional.empty();
        the.take(deniedSyn(the.now(), INTRUDER, MYSQL));

        var why = ask(the.flows.getFirst().uuid());

        assertThat(why.now().outcome()).isEqualTo("unknown");
        assertThat(why.unchecked()).containsExactly("The policies have not been read yet.");
    }

    @Test
    void ofTheFlowsOfAnEdgeThoseThatFaredSoAreExplained() {
        the.take(deniedSyn(the.now(), INTRUDER, MYSQL));
        the.take(allowedSyn(the.now().plusSeconds(1), INTRUDER, MYSQL));

        var why =
                the.questions
                        .why(
                                new WhyQuestion.OfEdge(
                                        "drills/intruder",
                                        "users/mysql",
                                        Optional.empty(),
                                        Optional.of(Recorded.DENIED)))
                        .orElseThrow();

        assertThat(why.recorded()).map(Why.Record::outcome).hasValue("denied");
    }

    @Test
    void aPreviewCountsWhatNewlyBreaksAndSaysOnWhatItRests() {
        the.take(allowedSyn(the.now(), on(USER_SERVICE, 41_000), MYSQL));
        the.take(List.of(packet(the.now().plusSeconds(120), on(USER_SERVICE, 41_000), MYSQL)));
        the.missing.add(
                new StreamStatus.Missing(the.now(), the.now().plusSeconds(1), 12, "ring buffer"));

        var preview = the.questions.preview(GUARDED, set(MYSQL_FROM.formatted("orders")));

        assertThat(preview.edges())
                .filteredOn(edge -> edge.change() == Change.NEWLY_DENIED)
                .singleElement()
                .satisfies(
                        edge -> {
                            assertThat(edge.words())
                                    .isEqualTo("users/user-service → users/mysql:3306");
                            assertThat(edge.events()).isEqualTo(4);
                            assertThat(edge.sessions()).isEqualTo(1);
                            assertThat(edge.samples()).hasSize(3);
                            assertThat(edge.after()).contains("isolated by users/mysql-ingress");
                        });
        assertThat(preview.cut()).isEqualTo(1);
        assertThat(preview.window().words())
                .isEqualTo("from 2 min of flows (4 events), 12 known to be lost");
    }

    @Test
    void aPreviewNamesAlsoWhatIsPossibleAndWasNotTried() {
        var preview = the.questions.preview(GUARDED, set(MYSQL_FROM.formatted("orders")));

        // orders is in another namespace, which the rule does not mean
        assertThat(preview.count(Change.NEWLY_ALLOWED)).isZero();
        assertThat(preview.window().words()).isEqualTo("no flows are kept");

        var opened = the.questions.preview(GUARDED, PolicySet.compile(List.of()));
        assertThat(opened.edges())
                .extracting(edge -> edge.change() + " " + edge.words() + " " + edge.events())
                .contains("NEWLY_ALLOWED drills/intruder → users/mysql:3306 0");
    }

    @Test
    void theMatrixSetsWhatMayBeBesideWhatWas() {
        the.take(allowedSyn(the.now(), USER_SERVICE, MYSQL));
        the.take(deniedSyn(the.now(), INTRUDER, MYSQL));

        var matrix = the.questions.reach("users/mysql").orElseThrow();

        assertThat(matrix.ports()).containsExactly("3306/TCP");
        assertThat(mark(matrix, "users/user-service")).isEqualTo("used");
        assertThat(mark(matrix, "drills/intruder")).isEqualTo("attempted");
        assertThat(mark(matrix, "shop/orders")).isEqualTo("closed");
        assertThat(matrix.standing().isolated()).isTrue();
        assertThat(matrix.standing().allowed()).isGreaterThanOrEqualTo(1);
    }

    @Test
    void whatOnlyLeftItsSenderDidNotPass() {
        the.take(deniedOnArrival(the.now(), INTRUDER, MYSQL));

        var matrix = the.questions.reach("users/mysql").orElseThrow();

        assertThat(mark(matrix, "drills/intruder")).isEqualTo("attempted");
    }

    @Test
    void anAttemptThatWasDeniedOnArrivalIsNoReasonToOpenAnything() {
        the.take(deniedOnArrival(the.now(), INTRUDER, MYSQL));

        var suggested =
                the.questions.suggest(
                        new SuggestQuestion("users", Optional.of("mysql"), Optional.empty()));

        assertThat(suggested.drafts()).isEmpty();
    }

    @Test
    void aDrillThatGotThroughIsNoReasonToLetItThrough() {
        the.policies = Optional.of(PolicySet.compile(List.of()));
        the.take(allowedSyn(the.now(), USER_SERVICE, MYSQL));
        the.take(
                allowedSyn(
                        the.now(),
                        labelled(INTRUDER, "k8s:" + DrillLabel.KEY + "=k7m2x9qa"),
                        MYSQL));

        var suggested =
                the.questions.suggest(
                        new SuggestQuestion("users", Optional.of("mysql"), Optional.empty()));

        assertThat(suggested.yaml()).contains("user-service").doesNotContain("intruder");
    }

    @Test
    void aDeniedConnectionIsExplainedByItsDenialAndNotByItsDeparture() {
        the.take(deniedSyn(the.now(), INTRUDER, MYSQL));
        the.take(List.of(leftOnly(the.now().plusMillis(1), INTRUDER, MYSQL)));

        var why =
                the.questions
                        .why(
                                new WhyQuestion.OfEdge(
                                        "drills/intruder",
                                        "users/mysql",
                                        Optional.of(3306),
                                        Optional.empty()))
                        .orElseThrow();

        assertThat(why.recorded()).map(Why.Record::outcome).hasValue("denied");
    }

    @Test
    void whatIsAllowedAndWasNeverUsedIsMarked() {
        var matrix = the.questions.reach("users/mysql").orElseThrow();

        assertThat(mark(matrix, "users/user-service")).isEqualTo("never-used");
        assertThat(matrix.standing().neverUsed()).isGreaterThanOrEqualTo(1);
    }

    @Test
    void aSuggestionLetsPassWhatPassedAndSaysHowItGeneralises() {
        the.policies = Optional.of(PolicySet.compile(List.of()));
        the.take(allowedSyn(the.now(), USER_SERVICE, MYSQL));

        var suggested =
                the.questions.suggest(
                        new SuggestQuestion("users", Optional.of("mysql"), Optional.empty()));

        assertThat(suggested.drafts()).hasSize(1);
        assertThat(parse(suggested.yaml())).hasSize(1);
        assertThat(suggested.generalisations()).isNotEmpty();
        assertThat(suggested.effect().events(Change.NEWLY_DENIED)).isZero();
        assertThat(suggested.effect().edges())
                .extracting(edge -> edge.change() + " " + edge.words())
                .contains("NEWLY_DENIED drills/intruder → users/mysql:3306");
    }

    @Test
    void findingsAreThoseOfThePoliciesAskedAbout() {
        var typo = parse(MYSQL_FROM.formatted("user-service").replace("app: mysql", "app: typo"));

        assertThat(the.questions.findings(typo, typo))
                .anySatisfy(finding -> assertThat(finding.check()).isEqualTo("selects-nothing"));
        assertThat(the.questions.findings(typo, List.of())).isEmpty();
    }

    private Why ask(String uuid) {
        return the.questions.why(new WhyQuestion.OfFlow(uuid)).orElseThrow();
    }

    private static String mark(ReachMatrix matrix, String peer) {
        return matrix.rows().stream()
                .filter(row -> row.peer().equals(peer))
                .findFirst()
                .orElseThrow()
                .cells()
                .getFirst()
                .mark();
    }
}
