package dev.portcullis.console.timeline.internal;

import static org.assertj.core.api.Assertions.assertThat;

import dev.portcullis.console.TestClock;
import dev.portcullis.console.TestStores;
import dev.portcullis.console.access.Role;
import dev.portcullis.console.access.User;
import dev.portcullis.console.audit.AuditEvent;
import dev.portcullis.console.audit.AuditLog;
import dev.portcullis.console.audit.Outcome;
import dev.portcullis.console.audit.RecordResult;
import dev.portcullis.console.audit.TestAuditLogs;
import dev.portcullis.console.drills.InMemoryDrills;
import dev.portcullis.console.drills.TestDrills;
import dev.portcullis.console.flows.HandFedFlows;
import dev.portcullis.console.flows.TestFlows;
import dev.portcullis.console.incidents.InMemoryIncidents;
import dev.portcullis.console.incidents.IncidentEvent;
import dev.portcullis.console.incidents.IncidentId;
import dev.portcullis.console.incidents.TestIncidents;
import dev.portcullis.console.metrics.Mark;
import dev.portcullis.console.timeline.Timeline;
import dev.portcullis.console.timeline.TimelineEvent;
import dev.portcullis.console.timeline.TimelineKind;
import dev.portcullis.console.timeline.TimelineQuery;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.time.Duration;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.zip.ZipInputStream;
import javax.sql.DataSource;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.simple.JdbcClient;

class RecordedTimelineTest {
    private static final User OPERATOR =
            new User("operator", "127.0.0.1", Set.of(Role.VIEWER, Role.OPERATOR));

    private final TestClock clock = new TestClock();
    private final DataSource database = TestStores.fresh();
    private final AuditLog audit = TestAuditLogs.in(database, clock);
    private final TimelineStore store = new TimelineStore(JdbcClient.create(database));
    private final RecordedTimeline timeline = new RecordedTimeline(store, audit);

    @Test
    void whatPeopleDidAndWhatWasSeenStandInOneOrder() {
        done("policy.off", "CiliumNetworkPolicy users/mysql-ingress", "Maintenance");
        clock.pass(Duration.ofSeconds(1));
        timeline.add(new IncidentEvent.Opened(TestIncidents.intruder(31), clock.instant()));
        clock.pass(Duration.ofSeconds(1));
        done("quarantine.begin", "shop/curious by x", "It scans");
        clock.pass(Duration.ofSeconds(1));
        done("sign-in", "Console", "");

        assertThat(lastHour())
                .extracting(TimelineEvent::kind)
                .containsExactly(
                        TimelineKind.SIGN_IN,
                        TimelineKind.QUARANTINE,
                        TimelineKind.INCIDENT,
                        TimelineKind.FIRST_DROP,
                        TimelineKind.POLICY);
        assertThat(lastHour().getLast())
                .satisfies(
                        event -> {
                            assertThat(event.actor()).isEqualTo("operator");
                            assertThat(event.title())
                                    .isEqualTo(
                                            "Turned off CiliumNetworkPolicy users/mysql-ingress");
                            assertThat(event.detail()).isEqualTo("Maintenance");
                        });
    }

    @Test
    void aDrillIsOnItTwiceWithItsVerdict() {
        var seq = started("drill.start", "Job drills/drill-k7m2x9qa");
        clock.pass(Duration.ofSeconds(20));
        audit.outcome(seq, Outcome.DONE, "BLOCKED: every attempt was denied.");

        assertThat(lastHour())
                .extracting(TimelineEvent::title, TimelineEvent::path)
                .containsExactly(
                        org.assertj.core.groups.Tuple.tuple(
                                "Drill ended: Job drills/drill-k7m2x9qa", "drills/k7m2x9qa"),
                        org.assertj.core.groups.Tuple.tuple(
                                "Drill launched: Job drills/drill-k7m2x9qa", "drills/k7m2x9qa"));
        assertThat(lastHour().getFirst().detail()).startsWith("BLOCKED");
    }

    @Test
    void onlyTheSpanAndTheKindsThatWereAskedFor() {
        done("policy.off", "a", "");
        clock.pass(Duration.ofHours(2));
        done("policy.on", "a", "");
        done("sign-in", "Console", "");

        assertThat(lastHour()).hasSize(2);
        assertThat(
                        timeline.between(
                                new TimelineQuery(
                                        clock.instant().minus(Duration.ofDays(1)),
                                        clock.instant().plusSeconds(1),
                                        Set.of(TimelineKind.POLICY))))
                .extracting(TimelineEvent::title)
                .containsExactly("Turned on a", "Turned off a");
    }

    @Test
    void aFloodOfOneKindDoesNotHideWhatWasAskedFor() {
        timeline.add(
                new TimelineEvent(
                        clock.instant(), TimelineKind.ROLLOUT, "", "It is ready", "", "workloads"));
        clock.pass(Duration.ofSeconds(1));
        for (var number = 0; number <= Timeline.MOST; number++) {
            timeline.add(
                    new TimelineEvent(
                            clock.instant(), TimelineKind.INCIDENT, "", "Incident", "", ""));
        }

        assertThat(lastHour()).hasSize(Timeline.MOST);
        assertThat(
                        timeline.between(
                                new TimelineQuery(
                                        clock.instant().minus(Duration.ofHours(1)),
                                        clock.instant().plusSeconds(1),
                                        Set.of(TimelineKind.ROLLOUT))))
                .extracting(TimelineEvent::title)
                .containsExactly("It is ready");
    }

    @Test
    void observedEventsAreForgottenAfterThirtyDaysAndTheAuditLogIsNot() {
        timeline.add(new IncidentEvent.Opened(TestIncidents.intruder(31), clock.instant()));
        done("policy.off", "a", "");
        clock.pass(Duration.ofDays(31));
        store.forget(clock.instant());

        assertThat(
                        timeline.between(
                                new TimelineQuery(
                                        TestIncidents.START.minusSeconds(60),
                                        clock.instant(),
                                        Set.of())))
                .extracting(TimelineEvent::kind)
                .containsExactly(TimelineKind.POLICY);
    }

    @Test
    void chartsGetMarksOfItAndNewOnesWithoutAsking() {
        try (var marks = new TimelineMarks(timeline, clock)) {
            done("policy.off", "users/mysql-ingress", "");
            var start = clock.instant().minusSeconds(900);
            assertThat(marks.since(start))
                    .extracting(Mark::kind)
                    .containsExactly(Mark.Kind.POLICY_OFF);

            clock.pass(Duration.ofSeconds(1));
            timeline.add(new IncidentEvent.Opened(TestIncidents.intruder(31), clock.instant()));

            assertThat(marks.since(start))
                    .extracting(Mark::kind)
                    .containsExactly(Mark.Kind.POLICY_OFF, Mark.Kind.INCIDENT);
        }
    }

    @Test
    void aPackHoldsTheEvidenceAndItsSums() throws Exception {
        var incidents = new InMemoryIncidents();
        incidents.known.add(TestIncidents.exercise(31, TestDrills.ID));
        var drills = new InMemoryDrills();
        drills.known.add(TestDrills.blocked());
        var flows = new HandFedFlows();
        flows.feed(
                TestFlows.deniedSyn(
                        TestIncidents.START.plusSeconds(3),
                        TestFlows.pod("drills", "intruder", "Deployment", 40_000),
                        TestFlows.MYSQL));
        done("policy.off", "CiliumNetworkPolicy users/mysql-ingress", "a | b <img>");
        var export =
                new PackedEvidence(
                        timeline,
                        incidents,
                        drills,
                        flows,
                        new PolicyHistory(JdbcClient.create(database)),
                        audit,
                        clock);
        var out = new ByteArrayOutputStream();
        var span = export.of(new IncidentId(31)).orElseThrow();

        export.write(
                new dev.portcullis.console.timeline.EvidenceExport.Span(
                        span.from(), span.to(), java.util.Optional.empty()),
                out);

        var files = unpacked(out.toByteArray());
        assertThat(files)
                .containsKeys(
                        "report.md",
                        "timeline.json",
                        "incidents.json",
                        "audit.json",
                        "flows.jsonl",
                        "incidents/31-flows.jsonl",
                        "drills/k7m2x9qa.md",
                        "drills/k7m2x9qa.json",
                        "manifest.json",
                        "SHA256SUMS");
        assertThat(files.get("flows.jsonl").lines()).hasSize(2);
        assertThat(files.get("report.md")).contains("a \\| b &lt;img>");
        for (var line : files.get("SHA256SUMS").lines().toList()) {
            var parts = line.split("  ");
            assertThat(sha256(files.get(parts[1]))).as(parts[1]).isEqualTo(parts[0]);
        }
    }

    @Test
    void policiesAreKnownAsTheyWereBeforeAndAfter() {
        var jdbc = JdbcClient.create(database);
        var history = new PolicyHistory(jdbc);
        jdbc.sql("insert into policy_snapshot (at, policy, yaml) values (:at, 'p', 'old')")
                .param("at", TimelineStore.time(clock.instant()))
                .update();
        clock.pass(Duration.ofMinutes(1));
        jdbc.sql("insert into policy_snapshot (at, policy, yaml) values (:at, 'p', '')")
                .param("at", TimelineStore.time(clock.instant()))
                .update();

        assertThat(history.at(clock.instant().minusSeconds(1))).isEqualTo(Map.of("p", "old"));
        assertThat(history.at(clock.instant())).isEmpty();
    }

    private List<TimelineEvent> lastHour() {
        return timeline.between(
                new TimelineQuery(
                        clock.instant().minus(Duration.ofHours(1)),
                        clock.instant().plusSeconds(1),
                        Set.of()));
    }

    private void done(String action, String object, String reason) {
        var recorded = audit.record(new AuditEvent(OPERATOR, action, object, reason));
        audit.outcome(((RecordResult.Recorded) recorded).seq(), Outcome.DONE, "");
    }

    private long started(String action, String object) {
        return ((RecordResult.Recorded) audit.record(new AuditEvent(OPERATOR, action, object, "")))
                .seq();
    }

    private static Map<String, String> unpacked(byte[] zip) throws Exception {
        var files = new HashMap<String, String>();
        try (var in = new ZipInputStream(new ByteArrayInputStream(zip))) {
            for (var entry = in.getNextEntry(); entry != null; entry = in.getNextEntry()) {
                files.put(entry.getName(), new String(in.readAllBytes(), StandardCharsets.UTF_8));
            }
        }
        return files;
    }

    private static String sha256(String text) throws Exception {
        return HexFormat.of()
                .formatHex(
                        MessageDigest.getInstance("SHA-256")
                                .digest(text.getBytes(StandardCharsets.UTF_8)));
    }
}
