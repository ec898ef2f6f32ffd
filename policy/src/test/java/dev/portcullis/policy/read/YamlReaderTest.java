package dev.portcullis.policy.read;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class YamlReaderTest {

    @Test
    void documentsAreReadInOrderAndEmptyOnesAreLeftOut() {
        assertThat(YamlReader.read("a: 1\n---\n---\n- b\n"))
                .isEqualTo(new YamlResult.Documents(List.of(Map.of("a", 1), List.of("b"))));
    }

    @Test
    void wordsLikeYesAndNoAreTexts() {
        assertThat(YamlReader.read("a: yes\nb: true\n"))
                .isEqualTo(new YamlResult.Documents(List.of(Map.of("a", "yes", "b", true))));
    }

    @Test
    void aBrokenLineIsNamed() {
        assertThat(YamlReader.read("a: 1\nb: [1, 2\nc: 3\n"))
                .isInstanceOfSatisfying(
                        YamlResult.Unreadable.class,
                        broken -> assertThat(broken.line()).isBetween(2, 4));
    }

    static Stream<String> bombs() {
        return Stream.of(
                "[".repeat(2_000),
                "{a: ".repeat(2_000),
                "- ".repeat(2_000) + "a",
                "? ".repeat(2_000) + "a",
                nestedByIndent(200),
                "a: " + "x".repeat(4 << 20),
                "# nothing\n".repeat(500_000),
                "a: &a [b]\nc: *a\n",
                "a: &a {b: c}\nd: {<<: *a}\n",
                billionLaughs(),
                "a: 1\na: 2\n",
                "a: !!java.net.URL [\"http://example.com\"]\n",
                "\"" + "\\x41".repeat(100_000));
    }

    /** Refused before it is parsed or by a bound of the parser; {@code bench/run policy cpu} says how quickly. */
    @ParameterizedTest
    @MethodSource("bombs")
    void hostileTextIsRefused(String bomb) {
        assertThat(YamlReader.read(bomb)).isInstanceOf(YamlResult.Unreadable.class);
    }

    @Test
    void aDollarAStarAndAnAmpersandInsideTextsAreNoAliases() {
        assertThat(
                        YamlReader.read(
                                "a: \"*x\"\nb: R&D\nc: '&y'\nd: 2 * 3\ne: |\n  *not an alias\n  &nor this\n"))
                .isInstanceOf(YamlResult.Documents.class);
    }

    private static String nestedByIndent(int levels) {
        StringBuilder yaml = new StringBuilder();
        for (int i = 0; i < levels; i++) {
            yaml.append(" ".repeat(i)).append("a:\n");
        }
        return yaml.toString();
    }

    private static String billionLaughs() {
        StringBuilder yaml = new StringBuilder("a0: &a0 [x]\n");
        for (int i = 1; i < 40; i++) {
            yaml.append("a%d: &a%d [*a%d, *a%d]\n".formatted(i, i, i - 1, i - 1));
        }
        return yaml.toString();
    }
}
