package dev.portcullis.console.setup.internal;

import static org.assertj.core.api.Assertions.assertThat;

import dev.portcullis.console.LabApi;
import dev.portcullis.console.metrics.Diagnosis;
import dev.portcullis.console.metrics.Diagnosis.Sureness;
import dev.portcullis.console.setup.SetupCheck;
import dev.portcullis.console.setup.SetupCheck.Finding;
import dev.portcullis.console.setup.internal.ClusterFacts.Answer;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

class SetupChecksTest {
    private final FakeClusterFacts facts = new FakeClusterFacts();

    @Test
    void anApiThatAnswersIsNamedWithItsVersion() {
        assertThat(new ApiCheck(facts).make().finding())
                .isEqualTo(
                        new Finding.Sound("Kubernetes v1.34.2 answers at https://10.0.0.1:6443."));
    }

    @Test
    void anApiThatIsSilentIsWantingAndSaysWhatToLookAt() {
        facts.version = new Answer.Missing<>("connection refused");

        var wanting = wanting(new ApiCheck(facts).make());

        assertThat(wanting.seen()).contains("connection refused");
        assertThat(wanting.mend()).contains("kubeconfig");
    }

    @Test
    void aClusterWithoutCiliumIsToldHowToGetIt() {
        facts.nodes = new Answer.Absent<>();

        assertThat(wanting(new CiliumCheck(facts).make()).command()).startsWith("helm install");
    }

    @Test
    void aCiliumThatIsTooOldIsToBeUpgraded() {
        facts.image = new Answer.Given<>(Optional.of("quay.io/cilium/cilium:v1.17.9@sha256:ab"));

        assertThat(wanting(new CiliumCheck(facts).make()).mend()).contains("1.18 or newer");
    }

    @Test
    void aCiliumThatIsNewEnoughIsSound() {
        facts.image = new Answer.Given<>(Optional.of("quay.io/cilium/cilium:v1.20.0"));

        assertThat(new CiliumCheck(facts).make().finding())
                .isEqualTo(new Finding.Sound("quay.io/cilium/cilium:v1.20.0 runs on 3 nodes."));
    }

    @Test
    void nodesThatMayNotBeListedAreNotCalledAbsent() {
        facts.nodes = new Answer.Missing<>("the console may not ask for it (403)");

        assertThat(new CiliumCheck(facts).make().finding()).isInstanceOf(Finding.Unchecked.class);
    }

    @Test
    void aRightThatIsMissingIsNamedWithTheQuestionForKubectl() {
        facts.denied = Set.of("create jobs in drills", "get pods/log in drills");

        var wanting = wanting(new RightsCheck(facts, RightsCheck.shipped()).make());

        assertThat(wanting.seen())
                .contains("create jobs in drills")
                .contains("get pods/log in drills");
        assertThat(wanting.command()).isEqualTo("kubectl auth can-i create jobs.batch -n drills");
    }

    @Test
    void rightsThatCannotBeAskedForAreNotCalledGranted() {
        facts.silent = Optional.of("the API refused the console's credentials (401)");

        assertThat(new RightsCheck(facts, RightsCheck.shipped()).make().finding())
                .isInstanceOf(Finding.Unchecked.class);
    }

    @Test
    void figuresThatAreMissingLeadToTheHelmValueThatBringsThem() {
        var missing =
                new Diagnosis.Finding(
                        Sureness.MISSING,
                        "No drops are counted.",
                        "Two panels stay empty.",
                        List.of("Drops: by reason"),
                        "hubble: {metrics: {enabled: [drop]}}");
        var wanting = wanting(new MetricsCheck(() -> examined(List.of(missing))).make());

        assertThat(wanting.seen()).isEqualTo("No drops are counted. Two panels stay empty.");
        assertThat(wanting.command()).contains("enabled: [drop]");
    }

    @Test
    void figuresThatAreAllThereOrThatNobodyNamedAreNotCalledMissing() {
        assertThat(new MetricsCheck(() -> examined(List.of())).make().finding())
                .isInstanceOf(Finding.Sound.class);
        assertThat(new MetricsCheck(Diagnosis.NotConfigured::new).make().finding())
                .isInstanceOf(Finding.Unchecked.class);
        assertThat(
                        wanting(
                                        new MetricsCheck(
                                                        () ->
                                                                new Diagnosis.Unreachable(
                                                                        "It is silent."))
                                                .make())
                                .seen())
                .isEqualTo("It is silent.");
    }

    private static Diagnosis examined(List<Diagnosis.Finding> findings) {
        return new Diagnosis.Examined(
                Instant.EPOCH, "hubble", findings, 36, 31, List.of(), List.of());
    }

    @Test
    void everyLineOfThePrintIsReadIntoRights() {
        assertThat(Right.parse("users: pods/log: get"))
                .containsExactly(new Right(Optional.of("users"), "", "pods", "log", "get"));
        assertThat(Right.parse("everywhere: ciliumnodes.cilium.io: get list"))
                .containsExactly(
                        new Right(Optional.empty(), "cilium.io", "ciliumnodes", "", "get"),
                        new Right(Optional.empty(), "cilium.io", "ciliumnodes", "", "list"));
        assertThat(RightsCheck.shipped())
                .hasSizeGreaterThan(60)
                .noneMatch(right -> right.resource().contains("secret"));
    }

    @Test
    void aRealApiAnswersEveryQuestionAndItsAbsenceIsNoSilence() throws Exception {
        try (var api = LabApi.start();
                var client = api.client()) {
            var asked = new Fabric8ClusterFacts(client);
            assertThat(new ApiCheck(asked).make().finding()).isInstanceOf(Finding.Sound.class);
            assertThat(new RightsCheck(asked, RightsCheck.shipped()).make().finding())
                    .isInstanceOf(Finding.Sound.class);
            assertThat(wanting(new CiliumCheck(asked).make()).seen()).contains("no CiliumNode");

            api.stop();

            assertThat(wanting(new ApiCheck(asked).make()).seen()).contains("does not answer");
            assertThat(new RightsCheck(asked, RightsCheck.shipped()).make().finding())
                    .isInstanceOf(Finding.Unchecked.class);
        }
    }

    @Test
    void allChecksAreMadeAndKeepTheirOrder() {
        var checks =
                new ParallelSetupChecks(
                        List.of(
                                new ApiCheck(facts),
                                new CiliumCheck(facts),
                                new RightsCheck(facts, RightsCheck.shipped())));

        assertThat(checks.run())
                .extracting(SetupCheck::id)
                .containsExactly("kubernetes", "cilium", "rights");
    }

    private static Finding.Wanting wanting(SetupCheck check) {
        assertThat(check.finding()).isInstanceOf(Finding.Wanting.class);
        return (Finding.Wanting) check.finding();
    }
}
