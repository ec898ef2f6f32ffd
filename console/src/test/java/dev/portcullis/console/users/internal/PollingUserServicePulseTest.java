package dev.portcullis.console.users.internal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.portcullis.console.users.InMemoryUserAccounts;
import dev.portcullis.console.users.UserServicePulse.State;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.Test;

class PollingUserServicePulseTest {
    private final InMemoryUserAccounts accounts = new InMemoryUserAccounts();

    @Test
    void theBeginningOfAnOutageIsKeptWhileItsReasonChanges() {
        var pulse =
                new PollingUserServicePulse(accounts, Clock.fixed(Instant.EPOCH, ZoneOffset.UTC));
        accounts.away = Optional.of("no endpoint");
        pulse.look();
        accounts.away = Optional.of("database away");

        assertThat(pulse.look()).isEqualTo(new State.Away(Instant.EPOCH, "database away"));
    }

    @Test
    void aFollowerIsToldAtOnceAndHearsOfTheEndByItself() {
        List<State> heard = new CopyOnWriteArrayList<>();
        accounts.away = Optional.of("database away");
        try (var pulse = new PollingUserServicePulse(accounts, Clock.systemUTC())) {
            pulse.start();
            try (var _ = pulse.follow(heard::add)) {
                await().until(() -> heard.stream().anyMatch(State.Away.class::isInstance));
                accounts.away = Optional.empty();
                await().until(() -> heard.getLast() instanceof State.Serving);
            }
        }
    }
}
