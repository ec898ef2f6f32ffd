package dev.portcullis.console.policies.internal;

import dev.portcullis.console.TestClock;
import dev.portcullis.console.audit.AuditLog;
import dev.portcullis.console.audit.TestAuditLogs;
import dev.portcullis.console.cluster.ClusterPulse;
import dev.portcullis.console.policies.GateState;
import dev.portcullis.console.policies.PolicyEntry;
import dev.portcullis.console.questions.QuestionsWithoutFlows;
import dev.portcullis.policy.PolicyId;
import io.fabric8.kubernetes.client.KubernetesClient;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import javax.sql.DataSource;
import org.springframework.jdbc.core.simple.JdbcClient;

/** One console's policies feature, without Spring; two of them are two consoles. */
final class TestWiring implements AutoCloseable {
    final TestClock clock = new TestClock();
    final PolicyMirror mirror = new PolicyMirror();
    final PolicySets sets = new PolicySets(mirror);
    final EnforcementWatch watch = new EnforcementWatch(sets, mirror, clock);
    final Fabric8PolicyCluster cluster;
    final AuditLog audit;
    final GateKeeper keeper;
    final RestoreTimer timer;
    final LivePolicies policies;
    final QuestionsWithoutFlows questions = new QuestionsWithoutFlows();
    final List<ClusterView.Endpoint> endpoints = new ArrayList<>();
    private final PolicyInformers informers;
    private final DataSource store;

    TestWiring(KubernetesClient client, DataSource store) {
        this.store = store;
        cluster = new Fabric8PolicyCluster(client, "portcullis");
        audit = TestAuditLogs.in(store, clock);
        keeper = new GateKeeper(new GateMover(cluster, clock), audit, mirror, watch);
        timer = new RestoreTimer(mirror, keeper, clock);
        informers =
                new PolicyInformers(
                        client, mirror, watch, "portcullis", List.of("users", "shop", "drills"));
        informers.start();
        policies =
                new LivePolicies(
                        mirror,
                        sets,
                        keeper,
                        watch,
                        new PolicyWriter(cluster, audit),
                        view(),
                        questions,
                        pulse(),
                        informers::problem,
                        "portcullis");
    }

    Optional<GateState> state(PolicyId id) {
        return policies.find(id).map(PolicyEntry::state);
    }

    void breakAuditLog() {
        JdbcClient.create(store).sql("drop table audit_entry").update();
    }

    @Override
    public void close() {
        timer.close();
        informers.close();
    }

    private ClusterView view() {
        return new ClusterView() {
            @Override
            public List<Endpoint> endpoints() {
                return endpoints;
            }

            @Override
            public int pods(String workload) {
                return 1;
            }
        };
    }

    private static ClusterPulse pulse() {
        return new ClusterPulse() {
            @Override
            public State state() {
                return new State.Answering(Instant.EPOCH);
            }

            @Override
            public Registration onChange(Runnable listener) {
                return () -> {};
            }
        };
    }
}
