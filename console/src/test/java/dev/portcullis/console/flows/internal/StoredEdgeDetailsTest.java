package dev.portcullis.console.flows.internal;

import static dev.portcullis.console.flows.TestFlows.INTRUDER;
import static dev.portcullis.console.flows.TestFlows.MYSQL;
import static org.assertj.core.api.Assertions.assertThat;

import dev.portcullis.console.flows.EdgeDetail;
import dev.portcullis.console.flows.TestFlows;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class StoredEdgeDetailsTest {
    private final TestStoreOf the = new TestStoreOf();
    private final StoredEdgeDetails details = new StoredEdgeDetails(the.store, "relay:80");

    @Test
    void aDenialIsOneLineAndHasItsCommand() {
        the.take(TestFlows.deniedSyn(the.now(), INTRUDER, MYSQL));

        var detail = between("drills/intruder", "users/mysql");

        assertThat(detail.recent())
                .singleElement()
                .extracting(EdgeDetail.Line::reason)
                .isEqualTo("Policy denied");
        assertThat(detail.command())
                .contains("--server relay:80")
                .contains("--verdict DROPPED")
                .contains("--to-pod users/mysql-0 --to-port 3306");
    }

    @Test
    void whereNothingWasSeenThereIsNothingToSay() {
        assertThat(details.between("a/b", "c/d", Optional.empty())).isEmpty();
    }

    @Test
    void namesAreQuotedForTheShell() {
        assertThat(StoredEdgeDetails.quote("users/mysql-0")).isEqualTo("users/mysql-0");
        assertThat(StoredEdgeDetails.quote("a'; rm -rf $HOME")).isEqualTo("'a'\\''; rm -rf $HOME'");
    }

    private EdgeDetail between(String source, String destination) {
        return details.between(source, destination, Optional.empty()).orElseThrow();
    }
}
