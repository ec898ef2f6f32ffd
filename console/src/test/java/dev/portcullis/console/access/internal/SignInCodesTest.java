package dev.portcullis.console.access.internal;

import static org.assertj.core.api.Assertions.assertThat;

import dev.portcullis.console.TestClock;
import dev.portcullis.console.TestStores;
import java.time.Duration;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.simple.JdbcClient;

class SignInCodesTest {
    private final TestClock clock = new TestClock();
    private final JdbcClient store = JdbcClient.create(TestStores.fresh());
    private final SignInCodes codes = codes();

    @Test
    void theFirstCodeOpensTheDoorOnceAlsoAfterARestart() {
        assertThat(codes.redeem("first-code")).isTrue();
        assertThat(codes.redeem("first-code")).isFalse();
        assertThat(codes().redeem("first-code")).isFalse();
    }

    @Test
    void aNewCodeOpensTheDoorOnce() {
        var code = codes.issue();

        assertThat(codes.redeem(code)).isTrue();
        assertThat(codes.redeem(code)).isFalse();
    }

    @Test
    void aCodeThatIsTooOldOpensNothing() {
        var code = codes.issue();
        clock.pass(Duration.ofMinutes(10));

        assertThat(codes.redeem(code)).isFalse();
    }

    @Test
    void anEmptyOrForeignCodeOpensNothing() {
        var none = new SignInCodes(store, clock, "", Duration.ofMinutes(10));

        assertThat(none.redeem("")).isFalse();
        assertThat(codes.redeem("first-code ")).isFalse();
    }

    @Test
    void codesThatNobodyUsesDoNotPileUp() {
        var oldest = codes.issue();
        clock.pass(Duration.ofSeconds(1));
        var others = IntStream.range(0, 100).mapToObj(_ -> codes.issue()).toList();

        assertThat(codes.redeem(oldest)).isFalse();
        assertThat(codes.redeem(others.getLast())).isTrue();
    }

    private SignInCodes codes() {
        return new SignInCodes(store, clock, "first-code", Duration.ofMinutes(10));
    }
}
