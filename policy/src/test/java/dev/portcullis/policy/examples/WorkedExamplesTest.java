package dev.portcullis.policy.examples;

import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/** Every construct of the policy language does what the support page says of it. */
class WorkedExamplesTest {

    @TestFactory
    Stream<DynamicTest> subjectsAndDenial() {
        return tests(DenyExamples.all());
    }

    @TestFactory
    Stream<DynamicTest> peers() {
        return tests(PeerExamples.all());
    }

    @TestFactory
    Stream<DynamicTest> ports() {
        return tests(PortExamples.all());
    }

    @TestFactory
    Stream<DynamicTest> requests() {
        return tests(RequestExamples.all());
    }

    @TestFactory
    Stream<DynamicTest> kubernetesNetworkPolicy() {
        return tests(KubernetesExamples.all());
    }

    @TestFactory
    Stream<DynamicTest> refused() {
        return tests(RefusedExamples.all());
    }

    private static Stream<DynamicTest> tests(List<Example> examples) {
        return examples.stream()
                .map(
                        example ->
                                DynamicTest.dynamicTest(
                                        example.construct + ": " + example.note, example::run));
    }
}
