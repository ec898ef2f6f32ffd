package dev.portcullis.console.access.internal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.portcullis.console.access.AccessSettings;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SecretsTest {
    private static final String GOOD = "7Yq-vR2c_kk1PzQe8Wm4";

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "   ",
                "changeme",
                "changemechangemechangeme",
                "12345678",
                "aaaaaaaaaaaaaaaaaaaaaaaaaaa",
                "Password123456Password",
                "short-but-odd"
            })
    void aSecretAnybodyWouldTryKeepsTheConsoleFromStarting(String token) {
        assertThatThrownBy(() -> Secrets.of(settings(token, GOOD)))
                .isInstanceOf(WeakSecretException.class)
                .hasMessageContaining("PORTCULLIS_API_TOKEN")
                .hasMessageContaining("at least 20 random characters");
    }

    @Test
    void aMissingPasswordIsNamed() {
        assertThatThrownBy(() -> Secrets.of(settings(GOOD, null)))
                .hasMessageContaining("PORTCULLIS_OPERATOR_PASSWORD is not set");
    }

    @Test
    void noSecretIsPrinted() {
        var settings = settings(GOOD, GOOD);

        assertThat(settings.toString() + Secrets.of(settings)).doesNotContain(GOOD);
    }

    private static AccessSettings settings(String token, String password) {
        return new AccessSettings(
                token,
                "",
                "",
                password,
                null,
                Duration.ofHours(12),
                Duration.ofMinutes(10),
                List.of());
    }
}
