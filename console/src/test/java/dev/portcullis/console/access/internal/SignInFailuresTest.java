package dev.portcullis.console.access.internal;

import static org.assertj.core.api.Assertions.assertThat;

import dev.portcullis.console.TestClock;
import dev.portcullis.console.TestStores;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.simple.JdbcClient;

class SignInFailuresTest {
    private final TestClock clock = new TestClock();
    private final JdbcClient store = JdbcClient.create(TestStores.fresh());
    private final SignInFailures failures = new SignInFailures(store, clock);

    @Test
    void fiveFailuresLockAnAccountForFiveMinutesAlsoAcrossARestart() {
        fail("operator", 5);

        assertThat(new SignInFailures(store, clock).isAccountLocked("operator")).isTrue();
        clock.pass(Duration.ofSeconds(301));
        assertThat(failures.isAccountLocked("operator")).isFalse();
    }

    @Test
    void failuresOfOneAccountDoNotLockAnother() {
        fail("operator", 5);

        assertThat(failures.isAccountLocked("viewer")).isFalse();
    }

    @Test
    void aSuccessForgetsTheFailuresBeforeIt() {
        fail("operator", 4);
        failures.accountSucceeded("operator");
        fail("operator", 4);

        assertThat(failures.isAccountLocked("operator")).isFalse();
    }

    @Test
    void twentyFailuresFromOneAddressLockItOutForAMinute() {
        for (var i = 0; i < 20; i++) {
            failures.addressFailed("192.0.2.7");
        }

        assertThat(failures.isAddressLocked("192.0.2.7")).isTrue();
        assertThat(failures.isAddressLocked("192.0.2.8")).isFalse();
        clock.pass(Duration.ofSeconds(61));
        assertThat(failures.isAddressLocked("192.0.2.7")).isFalse();
    }

    private void fail(String account, int times) {
        for (var i = 0; i < times; i++) {
            failures.accountFailed(account);
        }
    }
}
