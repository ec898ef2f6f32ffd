package dev.portcullis.policy;

import static org.assertj.core.api.Assertions.assertThat;

import dev.portcullis.policy.read.ParseResult;
import dev.portcullis.policy.read.PolicyParser;
import dev.portcullis.policy.read.YamlReader;
import dev.portcullis.policy.read.YamlResult;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** The policies this repository ships are read without a problem and without a warning. */
class ShippedPoliciesTest {

    @Test
    void everyShippedPolicyIsUnderstood() throws IOException {
        List<Object> policies;
        try (Stream<Path> files = Files.walk(Path.of("..", "k8s"))) {
            policies =
                    files.filter(file -> file.toString().endsWith(".yaml"))
                            .flatMap(ShippedPoliciesTest::objects)
                            .filter(PolicyParser::isPolicy)
                            .toList();
        }

        assertThat(policies).isNotEmpty();
        assertThat(policies)
                .allSatisfy(
                        policy ->
                                assertThat(PolicyParser.parse(policy))
                                        .isInstanceOfSatisfying(
                                                ParseResult.Parsed.class,
                                                parsed -> assertThat(parsed.warnings()).isEmpty()));
    }

    private static Stream<Object> objects(Path file) {
        try {
            return YamlReader.read(Files.readString(file)) instanceof YamlResult.Documents documents
                    ? documents.trees().stream()
                    : Stream.empty();
        } catch (IOException unreadable) {
            throw new java.io.UncheckedIOException(unreadable);
        }
    }
}
