package dev.portcullis.console.incidents.internal;

import static org.assertj.core.api.Assertions.assertThat;

import dev.portcullis.console.access.Role;
import dev.portcullis.console.access.User;
import dev.portcullis.console.drills.DrillId;
import dev.portcullis.console.flows.TestFlows;
import dev.portcullis.console.incidents.DenialReason;
import dev.portcullis.console.incidents.Incident;
import dev.portcullis.console.incidents.IncidentChange;
import dev.portcullis.console.incidents.IncidentEvent;
import dev.portcullis.console.incidents.IncidentId;
import dev.portcullis.console.incidents.IncidentQuery;
import dev.portcullis.console.incidents.IncidentState;
import dev.portcullis.console.incidents.Note;
import dev.portcullis.console.incidents.Shape;
import dev.portcullis.hubble.FlowPeer;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

class IncidentBookTest {
    private static final Instant NOON = Instant.parse("2026-11-22T12:00:00Z");
    private static final User OPERATOR =
            new User("operator", "127.0.0.1", Set.of(Role.VIEWER, Role.OPERATOR));

    private final IncidentBook book = new IncidentBook(List.of(), 0);

    @Test
    void attemptsOfOneSourceAtOneTargetForOneReasonAreOneIncident() {
        for (var second = 0; second < 10; second++) {
            book.add(attempt("shop/curious", 3306), NOON.plusSeconds(second));
        }

        var incident = only();
        assertThat(incident.attempts()).isEqualTo(10);
        assertThat(incident.perMinute()).isEqualTo(10);
        assertThat(incident.ports()).containsExactly(3306);
        assertThat(incident.evidence()).hasSize(10).allMatch(line -> line.contains("DROPPED"));
    }

    @Test
    void evidenceKeepsTheFirstAndTheNewest() {
        for (var number = 0; number < 1_000; number++) {
            book.add(attempt("shop/curious", 3306, 30_000 + number), NOON);
        }

        assertThat(only().evidence())
                .hasSize(10)
                .satisfies(
                        lines -> {
                            assertThat(lines.getFirst()).contains("30000");
                            assertThat(lines.getLast()).contains("30999");
                        });
    }

    @Test
    void theRateForgetsAfterAMinute() {
        book.add(attempt("shop/curious", 3306), NOON);

        assertThat(book.find(new IncidentId(1), NOON.plusSeconds(59)).orElseThrow().perMinute())
                .isEqualTo(1);
        assertThat(book.find(new IncidentId(1), NOON.plusSeconds(60)).orElseThrow().perMinute())
                .isZero();
    }

    @Test
    void aFurtherAttemptOpensAClosedIncidentAgainAndAnAcknowledgedOneStaysTaken() {
        book.add(attempt("shop/curious", 3306), NOON);
        change(IncidentChange.Kind.ACKNOWLEDGE, "mine");
        book.add(attempt("shop/curious", 3306), NOON);
        assertThat(only().state()).isEqualTo(IncidentState.ACKNOWLEDGED);
        assertThat(only().owner()).isEqualTo("operator");

        change(IncidentChange.Kind.CLOSE, "");
        var events = book.add(attempt("shop/curious", 3306), NOON);

        assertThat(events).singleElement().isInstanceOf(IncidentEvent.Reopened.class);
        assertThat(only().state()).isEqualTo(IncidentState.OPEN);
        assertThat(only().owner()).isEmpty();
        assertThat(only().notes())
                .extracting(Note::kind)
                .containsExactly(
                        Note.Kind.OPENED,
                        Note.Kind.ACKNOWLEDGED,
                        Note.Kind.CLOSED,
                        Note.Kind.REOPENED);
    }

    @Test
    void packetsOfASessionThatWasCutOpenNothing() {
        book.add(cut("shop/curious"), NOON);
        assertThat(book.list(IncidentQuery.ALL, NOON)).isEmpty();

        book.add(attempt("shop/curious", 3306), NOON);
        book.add(cut("shop/curious"), NOON);
        assertThat(only().attempts()).isEqualTo(1);
        assertThat(only().sessionPackets()).isEqualTo(1);
    }

    @Test
    void aDrillAndAnIntruderOfTheSameWorkloadAreTwoIncidents() {
        book.add(attempt("drills/intruder", 3306, Optional.of(new DrillId("k7m2x9qa"))), NOON);
        book.add(attempt("drills/intruder", 3306), NOON);

        assertThat(book.list(IncidentQuery.ALL, NOON)).hasSize(2);
        assertThat(book.needingAttention()).isEqualTo(1);
    }

    @Test
    void fivePortsInAMinuteAreAScanAndFourAreNot() {
        for (var port = 1; port <= 4; port++) {
            book.add(attempt("shop/curious", port), NOON);
        }
        assertThat(only().shapes()).isEmpty();

        var events = book.add(attempt("shop/curious", 5), NOON.plusSeconds(59));

        assertThat(only().shapes()).containsExactly(Shape.PORT_SCAN);
        assertThat(events).singleElement().isInstanceOf(IncidentEvent.Shaped.class);
    }

    @Test
    void portsTriedOverHoursAreNoScan() {
        for (var port = 1; port <= 20; port++) {
            book.add(attempt("shop/curious", port), NOON.plusSeconds(60L * port));
        }

        assertThat(only().shapes()).isEmpty();
    }

    @Test
    void fiveTargetsInAMinuteAreASweep() {
        for (var number = 0; number < 5; number++) {
            book.add(
                    attempt(
                            "shop/curious",
                            "users/target-" + number,
                            3306,
                            Optional.empty(),
                            true,
                            40_000),
                    NOON);
        }

        assertThat(book.list(IncidentQuery.ALL, NOON))
                .anySatisfy(i -> assertThat(i.shapes()).containsExactly(Shape.SWEEP));
    }

    @Test
    void thirtyAttemptsInTenSecondsAreABurst() {
        for (var number = 0; number < 29; number++) {
            book.add(attempt("shop/curious", 3306), NOON.plusMillis(300L * number));
        }
        assertThat(only().shapes()).isEmpty();

        book.add(attempt("shop/curious", 3306), NOON.plusMillis(9_000));
        assertThat(only().shapes()).containsExactly(Shape.BURST);
    }

    @Test
    void aHundredThousandInventedSourcesFillAPartOnlyAndARealIntruderIsStillSeen() {
        for (var number = 0; number < 100_000; number++) {
            book.add(
                    attempt(
                            "ns-%d/fake-%d".formatted(number % 5_000, number),
                            "users/mysql",
                            number % 65_536,
                            Optional.empty(),
                            false,
                            40_000),
                    NOON.plusMillis(number));
        }
        book.add(attempt("shop/curious", 3306), NOON.plusSeconds(200));

        var all = book.list(IncidentQuery.ALL, NOON.plusSeconds(200));
        assertThat(all).hasSizeLessThanOrEqualTo(IncidentBook.MOST_UNCLOSED);
        assertThat(all)
                .anySatisfy(
                        incident -> {
                            assertThat(incident.source()).isEqualTo("shop/curious");
                            assertThat(incident.isFolded()).isFalse();
                        });
        assertThat(all)
                .filteredOn(Incident::isFolded)
                .singleElement()
                .satisfies(
                        folded -> {
                            assertThat(folded.attempts()).isGreaterThan(99_000);
                            assertThat(folded.foldedSources()).isGreaterThan(99_000);
                            assertThat(folded.ports()).hasSize(Incident.MOST_PORTS);
                            assertThat(folded.morePorts()).isTrue();
                        });
        assertThat(all.stream().mapToLong(Incident::attempts).sum()).isEqualTo(100_001);
    }

    @Test
    void sourcesInventedInOneNamespaceLeaveRoomForTheOthers() {
        for (var number = 0; number < 1_000; number++) {
            book.add(
                    attempt(
                            "bad/fake-" + number,
                            "users/mysql",
                            3306,
                            Optional.empty(),
                            false,
                            40_000),
                    NOON);
        }

        assertThat(book.list(IncidentQuery.ALL, NOON))
                .hasSize(IncidentBook.MOST_PER_NAMESPACE + 1)
                .filteredOn(Incident::isFolded)
                .extracting(Incident::source)
                .containsExactly("bad/*");
    }

    @Test
    void theOldestClosedOnesGiveWay() {
        for (var number = 0; number < IncidentBook.MOST + 50; number++) {
            book.add(attempt("ns/source-" + number, 3306), NOON.plusSeconds(number));
            book.apply(
                    new IncidentChange(
                            new IncidentId(number + 1), IncidentChange.Kind.CLOSE, "", OPERATOR),
                    NOON);
        }

        assertThat(book.list(IncidentQuery.ALL, NOON)).hasSize(IncidentBook.MOST);
        assertThat(book.find(new IncidentId(1), NOON)).isEmpty();
        assertThat(book.drainForgotten()).hasSize(50).contains(new IncidentId(1));
    }

    @Test
    void theThreadIsBounded() {
        book.add(attempt("shop/curious", 3306), NOON);
        for (var number = 1; number < Incident.MOST_NOTES; number++) {
            change(IncidentChange.Kind.COMMENT, "number " + number);
        }

        var refused =
                book.apply(
                        new IncidentChange(
                                new IncidentId(1), IncidentChange.Kind.COMMENT, "more", OPERATOR),
                        NOON);

        assertThat(refused).isInstanceOf(IncidentBook.Turned.Refused.class);
        assertThat(only().notes()).hasSize(Incident.MOST_NOTES);
    }

    @Test
    void numbersGoOnWhereTheyEnded() {
        var later = new IncidentBook(List.of(), 41);

        later.add(attempt("shop/curious", 3306), NOON);

        assertThat(later.find(new IncidentId(42), NOON)).isPresent();
    }

    private Incident only() {
        return book.find(book.list(IncidentQuery.ALL, NOON).getFirst().id(), NOON.plusSeconds(10))
                .orElseThrow();
    }

    private void change(IncidentChange.Kind kind, String text) {
        book.apply(new IncidentChange(new IncidentId(1), kind, text, OPERATOR), NOON);
    }

    private static Attempt attempt(String source, int port) {
        return attempt(source, "users/mysql", port, Optional.empty(), true, 40_000);
    }

    private static Attempt attempt(String source, int port, int sourcePort) {
        return attempt(source, "users/mysql", port, Optional.empty(), true, sourcePort);
    }

    private static Attempt attempt(String source, int port, Optional<DrillId> drill) {
        return attempt(source, "users/mysql", port, drill, true, 40_000);
    }

    private static Attempt cut(String source) {
        var whole = attempt(source, 3306);
        return new Attempt(
                whole.flow(),
                source,
                true,
                whole.target(),
                true,
                whole.reason(),
                Optional.empty(),
                false);
    }

    private static Attempt attempt(
            String source,
            String target,
            int port,
            Optional<DrillId> drill,
            boolean known,
            int sourcePort) {
        FlowPeer from = TestFlows.on(TestFlows.INTRUDER, sourcePort);
        FlowPeer to = TestFlows.on(TestFlows.MYSQL, port);
        return new Attempt(
                TestFlows.deniedSyn(NOON, from, to).getFirst(),
                source,
                known,
                target,
                true,
                DenialReason.NO_RULE_AT_TARGET,
                drill,
                true);
    }
}
