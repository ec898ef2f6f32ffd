package dev.portcullis.userservice.users;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class EmailTest {

    @Test
    void anAddressIsOneHoweverItIsTyped() {
        assertThat(Email.parse("  Ann@Example.ORG "))
                .contains(Email.parse("ann@example.org").orElseThrow());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "ann",
                "ann@",
                "@example.org",
                "ann@@example.org",
                "an n@example.org",
                "ann@example.org\nBcc: all@example.org",
                "ann@-example.org",
                "ann@example.org."
            })
    void whatIsNoAddressIsRefused(String typed) {
        assertThat(Email.parse(typed)).isEmpty();
    }

    @Test
    void anAddressThatNoServerWouldTakeIsRefused() {
        assertThat(Email.parse("a".repeat(65) + "@example.org")).isEmpty();
        assertThat(Email.parse("ann@" + "a".repeat(251) + ".org")).isEmpty();
    }
}
