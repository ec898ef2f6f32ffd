package dev.portcullis.userservice.users;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.springframework.security.crypto.argon2.Argon2PasswordEncoder;

class PasswordsTest {

    @Test
    void aPasswordIsStoredAsArgon2idWithASaltOfItsOwn() {
        Passwords passwords = new Passwords();

        PasswordHash first = passwords.hash("correct horse battery");
        PasswordHash second = passwords.hash("correct horse battery");

        assertThat(first.encoded()).startsWith("$argon2id$v=19$m=7168,t=5,p=1$");
        assertThat(first).isNotEqualTo(second);
        assertThat(
                        new Argon2PasswordEncoder(16, 32, 1, 7_168, 5)
                                .matches("correct horse battery", first.encoded()))
                .isTrue();
    }

    @Test
    void aHashDoesNotPrintItself() {
        assertThat(new PasswordHash("$argon2id$secret").toString()).doesNotContain("secret");
    }
}
