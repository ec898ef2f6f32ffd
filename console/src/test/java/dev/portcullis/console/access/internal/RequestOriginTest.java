package dev.portcullis.console.access.internal;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RequestOriginTest {
    private final RequestOrigin local = new RequestOrigin("127.0.0.1", List.of());

    @ParameterizedTest
    @ValueSource(
            strings = {"127.0.0.1:8080", "localhost", "LOCALHOST:8080", "[::1]:8080", "127.0.0.1"})
    void aLoopbackConsoleAnswersToLoopbackNames(String host) {
        assertThat(local.refuseHost(host)).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "evil.example",
                "evil.example:8080",
                "127.0.0.1.evil.example",
                "localhost.evil.example:8080",
                "10.0.0.1",
                "",
                ":8080",
                "[::1"
            })
    void aLoopbackConsoleRefusesNamesThatWereReboundToIt(String host) {
        assertThat(local.refuseHost(host)).isPresent();
    }

    @Test
    void aConsoleOnAnAddressAnswersToAnyNameUntilNamesAreListed() {
        assertThat(new RequestOrigin("0.0.0.0", List.of()).refuseHost("gates.example")).isEmpty();
        assertThat(new RequestOrigin("", List.of("Gates.example")).refuseHost("gates.example:443"))
                .isEmpty();
        assertThat(new RequestOrigin("", List.of("gates.example")).refuseHost("other.example"))
                .isPresent();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "null",
                "http://evil.example",
                "http://127.0.0.1",
                "http://127.0.0.1:8081",
                "http://127.0.0.1:8080.evil.example",
                "http://127.0.0.1:8080@evil.example",
                "file://127.0.0.1:8080",
                "http://127.0.0.1:8080/",
                "not an origin"
            })
    void aPageOfAnotherOriginIsRefused(String origin) {
        assertThat(local.refuseOrigin(origin, "127.0.0.1:8080")).isPresent();
    }

    @Test
    void ourOwnPageIsNotRefused() {
        assertThat(local.refuseOrigin("http://127.0.0.1:8080", "127.0.0.1:8080")).isEmpty();
    }
}
