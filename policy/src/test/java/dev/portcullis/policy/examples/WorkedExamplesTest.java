package dev.portcullis.policy.examples;

import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/** Every construct of the policy language does what the support page says of it. */
class WorkedExamplesTest {

    @TestFactory
    Stream<DynamicTest> peers() {
        return tests(PeerExamples.all());
    }

    static Stream<DynamicTest> tests(List<Example> examples) {
        return examples.stream()
                .map(
                        example ->
                                DynamicTest.dynamicTest(
                                        example.construct + ": " + example.note, example::run));
    }
}
