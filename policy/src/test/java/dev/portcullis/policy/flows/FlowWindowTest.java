package dev.portcullis.policy.flows;

import static org.assertj.core.api.Assertions.assertThat;

import dev.portcullis.policy.examples.TestWindows;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class FlowWindowTest {

    @Test
    void flowsThatAreTheSameToEveryPolicyAreFolded() {
        FlowWindow window =
                TestWindows.of(
                        "passed shop/storefront -> users/mysql:3306",
                        "stopped shop/storefront -> users/mysql:3306",
                        "passed shop/storefront -> users/mysql:3306",
                        "passed shop/storefront -> users/mysql:3307",
                        "failed 203.0.113.1 -> users/mysql:3306",
                        "passed shop/storefront -> users/mysql:3306");

        assertThat(window.flows()).isEqualTo(6);
        assertThat(window.length()).isEqualTo(Duration.ofSeconds(5));
        assertThat(window.folded()).hasSize(3);
        assertThat(window.folded().getFirst())
                .satisfies(
                        folded -> {
                            assertThat(folded.allowed()).isEqualTo(3);
                            assertThat(folded.denied()).isEqualTo(1);
                            assertThat(folded.count()).isEqualTo(4);
                            assertThat(folded.samples()).hasSize(3);
                            assertThat(Duration.between(folded.first(), folded.last()))
                                    .hasSeconds(5);
                        });
    }

    @Test
    void anEmptyWindowSaysSo() {
        assertThat(TestWindows.of()).isEqualTo(FlowWindow.EMPTY);
        assertThat(FlowWindow.EMPTY.length()).isZero();
    }
}
