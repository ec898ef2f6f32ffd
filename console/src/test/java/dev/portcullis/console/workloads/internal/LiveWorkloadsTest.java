package dev.portcullis.console.workloads.internal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.portcullis.console.LabApi;
import dev.portcullis.console.TestClock;
import dev.portcullis.console.TestStores;
import dev.portcullis.console.access.Role;
import dev.portcullis.console.access.User;
import dev.portcullis.console.audit.AuditLog;
import dev.portcullis.console.audit.AuditQuery;
import dev.portcullis.console.audit.TestAuditLogs;
import dev.portcullis.console.cluster.ClusterPulse;
import dev.portcullis.console.flows.EnforcedPolicies;
import dev.portcullis.console.flows.FixedWorkloads;
import dev.portcullis.console.flows.Workload;
import dev.portcullis.console.workloads.ChangeRequest;
import dev.portcullis.console.workloads.ChangeResult;
import dev.portcullis.console.workloads.ChangeResult.Why;
import dev.portcullis.console.workloads.ClusterWorkload.Isolation;
import dev.portcullis.console.workloads.Rollout;
import dev.portcullis.console.workloads.WorkloadChange;
import dev.portcullis.console.workloads.WorkloadId;
import dev.portcullis.console.workloads.WorkloadKind;
import dev.portcullis.policy.Peer;
import dev.portcullis.policy.Policy;
import dev.portcullis.policy.read.ParseResult;
import dev.portcullis.policy.read.PolicyParser;
import dev.portcullis.policy.read.YamlReader;
import dev.portcullis.policy.read.YamlResult;
import dev.portcullis.policy.verdict.PolicySet;
import io.fabric8.kubernetes.api.model.apps.Deployment;
import io.fabric8.kubernetes.client.KubernetesClient;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import javax.sql.DataSource;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Against a real Kubernetes API. */
class LiveWorkloadsTest {
    private static final User OPERATOR =
            new User("operator", "127.0.0.1", Set.of(Role.VIEWER, Role.OPERATOR));
    private static final User VIEWER = new User("viewer", "127.0.0.1", Set.of(Role.VIEWER));
    private static final WorkloadId STOREFRONT =
            new WorkloadId(WorkloadKind.DEPLOYMENT, "shop", "storefront");
    private static final WorkloadId AGENT =
            new WorkloadId(WorkloadKind.DAEMON_SET, "shop", "agent");
    private static final String MANIFESTS =
            """
            apiVersion: apps/v1
            kind: Deployment
            metadata: {name: storefront, namespace: shop}
            spec:
              replicas: 2
              selector: {matchLabels: {app: storefront}}
              template:
                metadata: {labels: {app: storefront}}
                spec:
                  containers: [{name: storefront, image: "portcullis/traffic:0.1.0"}]
            ---
            apiVersion: v1
            kind: Pod
            metadata: {name: storefront-a, namespace: shop, labels: {app: storefront}}
            spec:
              containers: [{name: storefront, image: "portcullis/traffic:0.1.0"}]
            """;
    private static final String INGRESS_POLICY =
            """
            apiVersion: cilium.io/v2
            kind: CiliumNetworkPolicy
            metadata: {name: storefront-ingress, namespace: shop}
            spec:
              endpointSelector: {matchLabels: {app: storefront}}
              ingress: [{fromEndpoints: [{matchLabels: {app: shopper}}]}]
            """;

    private final TestClock clock = new TestClock();
    private final DataSource store = TestStores.fresh();
    private final AuditLog audit = TestAuditLogs.in(store, clock);
    private final Enforced policies = new Enforced();
    private LabApi api;
    private KubernetesClient client;
    private WorkloadObjects objects;
    private LiveWorkloads workloads;
    private boolean silent;

    @BeforeEach
    void start() throws Exception {
        api = LabApi.start();
        client = api.client();
        for (var manifest : MANIFESTS.split("---\n")) {
            client.resource(manifest).create();
        }
        objects = new WorkloadObjects(client);
        var known =
                new FixedWorkloads()
                        .with(
                                new Workload(
                                        "shop",
                                        "storefront",
                                        "Deployment",
                                        1,
                                        true,
                                        List.of(
                                                Peer.Pod.of(
                                                        "shop",
                                                        "storefront-a",
                                                        List.of(
                                                                "k8s:app=storefront",
                                                                "k8s:io.kubernetes.pod.namespace=shop"))),
                                        Set.of()))
                        .owning("shop", "storefront-a", "storefront");
        workloads =
                new LiveWorkloads(
                        new WorkloadReader(objects, known, policies)::read,
                        objects::problem,
                        new Answering(),
                        new WorkloadSteps(client, clock),
                        new RightsDesk(client, clock),
                        audit);
    }

    @AfterEach
    void close() throws Exception {
        objects.close();
        client.close();
        if (silent) {
            api.restart();
        }
        api.close();
    }

    @Test
    void aWorkloadIsReadWithItsPodsAndWhatIsolatesIt() {
        policies.set = Optional.of(PolicySet.compile(parse(INGRESS_POLICY)));

        await().until(
                        () ->
                                workloads.problem().isEmpty()
                                        && workloads
                                                .find(STOREFRONT)
                                                .filter(one -> one.pods().size() == 1)
                                                .isPresent());

        var storefront = workloads.find(STOREFRONT).orElseThrow();
        assertThat(storefront.wanted()).isEqualTo(2);
        assertThat(storefront.ready()).isZero();
        assertThat(storefront.guarded()).isTrue();
        assertThat(storefront.images()).containsExactly("portcullis/traffic:0.1.0");
        assertThat(storefront.ingress()).isEqualTo(Isolation.ISOLATED);
        assertThat(storefront.egress()).isEqualTo(Isolation.OPEN);
        assertThat(storefront.selectedBy()).containsExactly("shop/storefront-ingress");
        assertThat(storefront.rollout().state()).isEqualTo(Rollout.State.PROGRESSING);
        assertThat(storefront.pods().getFirst().containers()).containsExactly("storefront");
    }

    @Test
    void policiesThatHaveNotBeenReadDoNotMakeItOpen() {
        await().until(() -> workloads.find(STOREFRONT).isPresent());

        assertThat(workloads.find(STOREFRONT).orElseThrow().ingress()).isEqualTo(Isolation.UNKNOWN);
    }

    @Test
    void scalingIsWrittenDownAndThenDone() {
        var result = change(STOREFRONT, new WorkloadChange.Scale(2, 3), OPERATOR);

        assertThat(result).isInstanceOf(ChangeResult.Accepted.class);
        assertThat(storefront().getSpec().getReplicas()).isEqualTo(3);
        assertThat(audit.newest(AuditQuery.ALL, 0, 10))
                .extracting(
                        line ->
                                "%s %s %s %s"
                                        .formatted(
                                                line.actor(),
                                                line.action(),
                                                line.object(),
                                                line.outcome().word()))
                .containsExactly(
                        "operator workload.scale Deployment/shop/storefront done",
                        "operator workload.scale Deployment/shop/storefront started");
    }

    @Test
    void aRestartWritesWhatKubectlWritesAndLeavesTheRest() {
        var before = storefront().getSpec();

        var result = change(STOREFRONT, new WorkloadChange.Restart(), OPERATOR);

        assertThat(result).isInstanceOf(ChangeResult.Accepted.class);
        var after = storefront().getSpec();
        assertThat(after.getTemplate().getMetadata().getAnnotations())
                .containsEntry("kubectl.kubernetes.io/restartedAt", clock.instant().toString());
        assertThat(after.getTemplate().getSpec()).isEqualTo(before.getTemplate().getSpec());
        assertThat(after.getReplicas()).isEqualTo(before.getReplicas());
    }

    @Test
    void whoSawAnotherNumberChangesNothing() {
        assertThat(why(change(STOREFRONT, new WorkloadChange.Scale(1, 5), OPERATOR)))
                .isEqualTo(Why.CONFLICT);
        assertThat(storefront().getSpec().getReplicas()).isEqualTo(2);
    }

    @Test
    void aViewerChangesNothing() {
        assertThat(why(change(STOREFRONT, new WorkloadChange.Scale(2, 0), VIEWER)))
                .isEqualTo(Why.FORBIDDEN);
        assertThat(why(change(STOREFRONT, new WorkloadChange.Restart(), VIEWER)))
                .isEqualTo(Why.FORBIDDEN);
        assertUntouched();
    }

    @Test
    void whatCannotBeWrittenDownIsNotDone() throws Exception {
        try (var connection = store.getConnection();
                var statement = connection.createStatement()) {
            statement.execute("drop table audit_entry");
        }

        assertThat(why(change(STOREFRONT, new WorkloadChange.Scale(2, 0), OPERATOR)))
                .isEqualTo(Why.UNRECORDED);
        assertThat(why(change(STOREFRONT, new WorkloadChange.Restart(), OPERATOR)))
                .isEqualTo(Why.UNRECORDED);
        assertUntouched();
    }

    @Test
    void aDaemonSetIsNotScaled() {
        assertThat(why(change(AGENT, new WorkloadChange.Scale(1, 2), OPERATOR)))
                .isEqualTo(Why.INVALID);
    }

    @Test
    void whatIsGoneIsSaidToBeGone() {
        client.apps().deployments().inNamespace("shop").withName("storefront").delete();

        assertThat(why(change(STOREFRONT, new WorkloadChange.Scale(2, 3), OPERATOR)))
                .isEqualTo(Why.MISSING);
        assertThat(why(change(STOREFRONT, new WorkloadChange.Restart(), OPERATOR)))
                .isEqualTo(Why.MISSING);
    }

    @Test
    void aSilentClusterIsNotTakenForDone() {
        api.stop();
        silent = true;

        assertThat(why(change(STOREFRONT, new WorkloadChange.Restart(), OPERATOR)))
                .isEqualTo(Why.SILENT);
        assertThat(audit.newest(AuditQuery.ALL, 0, 1))
                .extracting(line -> line.outcome().word())
                .containsExactly("failed");
    }

    private void assertUntouched() {
        var now = storefront();
        assertThat(now.getSpec().getReplicas()).isEqualTo(2);
        assertThat(now.getMetadata().getGeneration()).isEqualTo(1);
    }

    private Deployment storefront() {
        return client.apps().deployments().inNamespace("shop").withName("storefront").get();
    }

    private ChangeResult change(WorkloadId id, WorkloadChange change, User user) {
        return workloads.change(new ChangeRequest(id, change, "The sale begins", user));
    }

    private static Why why(ChangeResult result) {
        return switch (result) {
            case ChangeResult.Refused(var why, var _) -> why;
            case ChangeResult.Accepted done -> throw new AssertionError(done);
        };
    }

    private static List<Policy> parse(String yaml) {
        var tree =
                switch (YamlReader.read(yaml)) {
                    case YamlResult.Documents documents -> documents.trees().getFirst();
                    case YamlResult.Unreadable broken -> throw new AssertionError(broken.message());
                };
        return switch (PolicyParser.parse(tree)) {
            case ParseResult.Parsed parsed -> parsed.policies();
            case ParseResult.Rejected rejected -> throw new AssertionError(rejected.problems());
        };
    }

    private final class Answering implements ClusterPulse {
        @Override
        public State state() {
            return new State.Answering(clock.instant());
        }

        @Override
        public Registration onChange(Runnable listener) {
            return () -> {};
        }
    }

    private static final class Enforced implements EnforcedPolicies {
        Optional<PolicySet> set = Optional.empty();

        @Override
        public Optional<PolicySet> current() {
            return set;
        }

        @Override
        public long version() {
            return 1;
        }

        @Override
        public Optional<String> problem() {
            return Optional.empty();
        }
    }
}
