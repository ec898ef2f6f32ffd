package dev.portcullis.policy.examples;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;

/**
 * The support page is made of the worked examples, so it cannot say what is not tested. Written
 * anew with {@code mvn -pl policy test -Dtest=SupportPageTest -Dpolicy.support.write=true}.
 */
class SupportPageTest {

    private static final Path PAGE = Path.of("..", "docs", "policy-support.md");

    @Test
    void thePageSaysWhatTheExamplesProve() throws IOException {
        if (Boolean.getBoolean("policy.support.write")) {
            Files.createDirectories(PAGE.getParent());
            Files.writeString(PAGE, page());
        }

        assertThat(PAGE).content().isEqualTo(page());
    }

    private static String page() {
        StringBuilder page =
                new StringBuilder(
                        """
                        # What the policy engine understands

                        Generated from the worked examples in `policy/src/test/java/dev/portcullis/policy/examples`: every row is a
                        test of that name. The semantics are those of Cilium 1.20.

                        - **supported**: decided as Cilium decides it, with the rule or the lack of one as the reason.
                        - **undecidable**: accepted; where the answer depends on it, the verdict is *undecided, because …*.
                        - **refused**: not accepted when read, with the path of the problem and its mend.

                        What holds everywhere: both ends must allow; a denial beats every allow; otherwise rules add up. The
                        engine decides new connections. Replies to an allowed connection always pass and are not asked about;
                        established connections are to be asked about again when policies change, because Cilium checks every
                        packet of the original direction.
                        """);
        section(page, "Subjects, isolation and denial", DenyExamples.all());
        section(page, "Peers", PeerExamples.all());
        section(page, "Ports, protocols and proxies", PortExamples.all());
        section(page, "Requests", RequestExamples.all());
        section(page, "Kubernetes NetworkPolicy", KubernetesExamples.all());
        section(page, "Refused", RefusedExamples.all());
        return page.toString();
    }

    private static void section(StringBuilder page, String title, List<Example> examples) {
        page.append("\n## ").append(title).append("\n\n| construct | | how |\n|---|---|---|\n");
        for (Example example : examples) {
            page.append("| ")
                    .append(cell(example.construct))
                    .append(" | ")
                    .append(example.support.name().toLowerCase(java.util.Locale.ROOT))
                    .append(" | ")
                    .append(cell(example.note))
                    .append(" |\n");
        }
    }

    private static String cell(String text) {
        return text.replace("|", "\\|").replace("*", "\\*");
    }
}
