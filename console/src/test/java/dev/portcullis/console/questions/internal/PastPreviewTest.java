package dev.portcullis.console.questions.internal;

import static dev.portcullis.console.flows.TestFlows.INTRUDER;
import static dev.portcullis.console.flows.TestFlows.MYSQL;
import static dev.portcullis.console.flows.TestFlows.ORDERS;
import static dev.portcullis.console.flows.TestFlows.USER_SERVICE;
import static dev.portcullis.console.flows.TestFlows.allowedSyn;
import static dev.portcullis.console.flows.TestFlows.on;
import static dev.portcullis.console.questions.internal.TestQuestions.MYSQL_FROM;
import static dev.portcullis.console.questions.internal.TestQuestions.edge;
import static dev.portcullis.console.questions.internal.TestQuestions.set;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.portcullis.console.questions.ChangePreview;
import dev.portcullis.console.questions.ChangePreview.Change;
import dev.portcullis.console.questions.Replay;
import dev.portcullis.policy.verdict.PolicySet;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Previews over recorded minutes. */
class PastPreviewTest {
    private static final PolicySet GUARDED = set(MYSQL_FROM.formatted("user-service"));
    private static final PolicySet CLOSED = set(MYSQL_FROM.formatted("nobody"));
    private static final PolicySet OPEN = PolicySet.compile(java.util.List.of());

    private final TestQuestions the = new TestQuestions();

    @BeforeEach
    void aClusterWithAGuardedDatabase() {
        the.run(MYSQL, true, 3306);
        the.run(USER_SERVICE, false, 8080);
        the.run(ORDERS, false, 8080);
        the.run(INTRUDER, false);
    }

    @Test
    void theCountsOfADayAreReplayedAsWhatTheWorkloadsWouldDoNow() {
        the.count("users/user-service", "users/mysql", 3306, 90_000, 0);
        the.count("drills/intruder", "users/mysql", 3306, 0, 240);
        the.count("shop/orders", "users/user-service", 8080, 1_800, 0);

        var preview = over(Duration.ofHours(24), GUARDED, CLOSED);

        assertThat(preview.edges())
                .filteredOn(edge -> edge.events() > 0)
                .singleElement()
                .satisfies(
                        edge -> {
                            assertThat(edge.change()).isEqualTo(Change.NEWLY_DENIED);
                            assertThat(edge.words())
                                    .isEqualTo("users/user-service → users/mysql:3306");
                            assertThat(edge.events()).isEqualTo(90_000);
                            assertThat(edge.samples()).isEmpty();
                        });
        assertThat(preview.unchanged()).isEqualTo(2_040);
        assertThat(preview.window().words())
                .isEqualTo("from 24 h of flows (92,040 events), none known to be lost");
        assertThat(preview.window().reservations()).isEmpty();
    }

    @Test
    void whatWasDeniedAllDayAndWouldPassIsNewlyAllowed() {
        the.count("drills/intruder", "users/mysql", 3306, 0, 240);

        assertThat(over(Duration.ofDays(7), GUARDED, OPEN).events(Change.NEWLY_ALLOWED))
                .isEqualTo(240);
    }

    @Test
    void eventsOfWorkloadsThatAreGoneAreCountedAndNamed() {
        the.count("users/user-service", "users/mysql", 3306, 10, 0);
        the.count("shop/cart", "users/mysql", 3306, 1_000, 0);
        the.count("shop/cart", "shop/checkout", 80, 200, 0);
        the.count("shop/a-old", "shop/b-old", 80, 4, 0);

        var window = over(Duration.ofHours(1), GUARDED, CLOSED).window();

        assertThat(window.flows()).isEqualTo(1_214);
        assertThat(window.reservations())
                .containsExactly(
                        "1,204 events of 4 workloads that are gone (shop/a-old, shop/b-old,"
                                + " shop/cart, …) were left out.");
    }

    @Test
    void whatNoConnectionCanBeMadeOfIsCountedByItsReason() {
        the.count("reserved:others", "reserved:others", 0, 7, 0);
        the.count("reserved:unknown", "users/mysql", 3306, 1, 0);
        the.count("shop/orders", "users/mysql", -1, 5, 0);
        the.minutes.add(edge("shop/orders", "users/mysql", 0, "UNKNOWN", 1, 0, 0));

        assertThat(over(Duration.ofHours(1), GUARDED, CLOSED).window().reservations())
                .containsExactly(
                        "8 events between nodes that found no room or have no known identity were"
                                + " left out.",
                        "5 events on rare or ephemeral ports, which are counted together, were"
                                + " left out.",
                        "1 event of protocols that policies do not know was left out.");
    }

    @Test
    void theWorldIsAskedAboutAsAWholeAndItIsSaidThatItsAddressesAreNotKept() {
        the.count("reserved:world", "users/mysql", 3306, 12, 0);
        var fromABlock =
                set(
                        MYSQL_FROM.formatted("user-service")
                                + """
                                    - fromCIDR: ["203.0.113.0/24"]
                                """);

        var preview = over(Duration.ofHours(1), OPEN, fromABlock);

        assertThat(preview.events(Change.UNDECIDED)).isEqualTo(12);
        assertThat(over(Duration.ofHours(1), OPEN, CLOSED).events(Change.NEWLY_DENIED))
                .isEqualTo(12);
        assertThat(preview.window().reservations())
                .singleElement()
                .asString()
                .contains("address blocks are undecided");
    }

    @Test
    void thatRequestsAreKeptWithoutTheirPathsIsSaid() {
        the.minutes.add(edge("shop/orders", "users/user-service", 8080, "TCP", 3, 0, 9));

        assertThat(over(Duration.ofHours(1), GUARDED, CLOSED).window().reservations())
                .singleElement()
                .asString()
                .contains("without their paths");
    }

    @Test
    void lossesAndUnwatchedMinutesOfTheSpanAreSaid() {
        the.count("users/user-service", "users/mysql", 3306, 10, 0);
        the.lostInMinutes = 1_234;
        the.gapsInMinutes = 2;

        assertThat(over(Duration.ofDays(7), GUARDED, CLOSED).window().words())
                .isEqualTo(
                        "from 7 d of flows (10 events), 1,234 known to be lost and an unknown"
                                + " number in 2 gaps");
    }

    @Test
    void sessionsThatWouldBeCutAreThoseOpenNowWhateverIsReplayed() {
        the.count("users/user-service", "users/mysql", 3306, 10, 0);
        the.take(allowedSyn(the.now(), on(USER_SERVICE, 41_000), MYSQL));

        assertThat(over(Duration.ofHours(1), GUARDED, CLOSED).cut()).isEqualTo(1);
    }

    @Test
    void whoTypesHasTheSpanReadOncePerMinute() {
        over(Duration.ofHours(1), GUARDED, CLOSED);
        over(Duration.ofHours(1), GUARDED, OPEN);
        assertThat(the.spansRead).containsExactly(Duration.ofHours(1));

        over(Duration.ofHours(24), GUARDED, OPEN);
        the.clock.pass(Duration.ofMinutes(1));
        over(Duration.ofHours(1), GUARDED, OPEN);
        assertThat(the.spansRead)
                .containsExactly(Duration.ofHours(1), Duration.ofHours(24), Duration.ofHours(1));
    }

    @Test
    void aSpanMayEndAtAnyTimeThatIsKept() {
        the.count("users/user-service", "users/mysql", 3306, 10, 0);
        var noon = Instant.parse("2026-11-21T12:00:40Z");

        var window =
                the.questions
                        .preview(
                                GUARDED,
                                CLOSED,
                                new Replay.Past(Duration.ofMinutes(30), Optional.of(noon)))
                        .window();

        assertThat(window.from()).hasValue(Instant.parse("2026-11-21T11:30:00Z"));
        assertThat(window.to()).hasValue(Instant.parse("2026-11-21T12:00:00Z"));
    }

    @Test
    void longerThanIsKeptNothingIsReplayed() {
        assertThatThrownBy(() -> Replay.last(Duration.ofDays(8)))
                .hasMessageContaining("from a minute to 7 days");
        assertThatThrownBy(() -> Replay.last(Duration.ofSeconds(59)))
                .isInstanceOf(IllegalArgumentException.class);
    }

    private ChangePreview over(Duration back, PolicySet before, PolicySet after) {
        return the.questions.preview(before, after, Replay.last(back));
    }
}
