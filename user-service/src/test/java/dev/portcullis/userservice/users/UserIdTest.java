package dev.portcullis.userservice.users;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Random;
import org.junit.jupiter.api.Test;

class UserIdTest {

    @Test
    void aLaterIdSortsBehindAnEarlierOne() {
        Random random = new Random(1);

        String earlier = UserId.next(1_700_000_000_000L, random).toString();
        String later = UserId.next(1_700_000_000_001L, random).toString();

        assertThat(later).isGreaterThan(earlier);
    }

    @Test
    void anIdSaysThatItIsOfVersionSeven() {
        UserId id = UserId.next(1_700_000_000_000L, new Random(1));

        assertThat(id.uuid().version()).isEqualTo(7);
        assertThat(id.uuid().variant()).isEqualTo(2);
    }

    @Test
    void onlyAWholeUuidIsAnId() {
        assertThat(UserId.parse("018bcfe5-6800-7000-8000-000000000000")).isPresent();
        assertThat(UserId.parse("1-1-1-1-1")).isEmpty();
        assertThat(UserId.parse("../etc/passwd")).isEmpty();
    }
}
