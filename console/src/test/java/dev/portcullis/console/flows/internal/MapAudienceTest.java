package dev.portcullis.console.flows.internal;

import static dev.portcullis.console.flows.TestFlows.INTRUDER;
import static dev.portcullis.console.flows.TestFlows.MYSQL;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.portcullis.console.flows.TestFlows;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.springframework.web.socket.CloseStatus;
import tools.jackson.databind.json.JsonMapper;

class MapAudienceTest {
    private static final JsonMapper JSON = JsonMapper.shared();

    private final TestStoreOf the = new TestStoreOf();
    private final MapAudience audience = new MapAudience(the.store, new MapMessages(JSON));

    @Test
    void aBrowserGetsASnapshotAndThenEveryDeltaAfterIt() {
        the.take(TestFlows.deniedSyn(the.now(), INTRUDER, MYSQL));
        audience.tick();
        var browser = new TestBrowser("one");
        audience.join(browser.watcher(audience));
        browser.await(1);
        the.clock.pass(Duration.ofSeconds(1));
        the.take(TestFlows.deniedSyn(the.now(), INTRUDER, MYSQL));
        audience.tick();
        browser.await(2);

        var snapshot = JSON.readTree(browser.messages().get(0));
        var delta = JSON.readTree(browser.messages().get(1));
        assertThat(snapshot.path("type").asString()).isEqualTo("snapshot");
        assertThat(snapshot.path("edges")).hasSize(1);
        assertThat(delta.path("type").asString()).isEqualTo("delta");
        assertThat(delta.path("seq").asLong()).isEqualTo(snapshot.path("seq").asLong() + 1);
        assertThat(delta.path("edges").get(0).path("dropped").asLong()).isEqualTo(2);
    }

    @Test
    void allBrowsersGetTheSameText() {
        var one = new TestBrowser("one");
        var two = new TestBrowser("two");
        audience.join(one.watcher(audience));
        audience.join(two.watcher(audience));
        one.await(1);
        two.await(1);
        the.take(TestFlows.deniedSyn(the.now(), INTRUDER, MYSQL));
        audience.tick();
        one.await(2);
        two.await(2);

        assertThat(one.messages().get(1)).isSameAs(two.messages().get(1));
    }

    @Test
    void aBrowserThatFallsBehindGetsASnapshotInsteadOfAQueue() {
        var slow = new TestBrowser("slow");
        slow.hold();
        audience.join(slow.watcher(audience));
        for (int i = 0; i < 50; i++) {
            the.clock.pass(Duration.ofSeconds(1));
            the.take(TestFlows.deniedSyn(the.now(), INTRUDER, MYSQL));
            audience.tick();
        }
        slow.release();
        await().until(
                        () ->
                                slow.messages().stream()
                                        .anyMatch(text -> text.contains("\"dropped\":50")));

        assertThat(slow.messages()).hasSizeLessThan(14);
        assertThat(slow.messages().stream().filter(text -> text.contains("\"snapshot\"")))
                .isNotEmpty();
    }

    @Test
    void aBrowserThatStandsStillHoldsNobodyElse() {
        var slow = new TestBrowser("slow");
        slow.hold();
        audience.join(slow.watcher(audience));
        var others = List.of(new TestBrowser("one"), new TestBrowser("two"));
        others.forEach(other -> audience.join(other.watcher(audience)));
        others.forEach(other -> other.await(1));
        for (int delta = 1; delta <= 20; delta++) {
            the.clock.pass(Duration.ofSeconds(1));
            the.take(TestFlows.deniedSyn(the.now(), INTRUDER, MYSQL));
            audience.tick();
            for (var other : others) {
                other.await(1 + delta);
            }
        }

        for (var other : others) {
            assertThat(other.messages().getLast()).contains("\"dropped\":20");
        }
        assertThat(slow.messages()).isEmpty();
        slow.release();
    }

    @Test
    void theSocketEndsWithTheSessionItWasOpenedIn() {
        var socket = new MapSocket(audience);
        var browser = new TestBrowser("one").in("session-1");
        var other = new TestBrowser("two").in("session-2");
        audience.join(browser.watcher(audience));
        audience.join(other.watcher(audience));

        socket.sessionDestroyed(TestBrowser.endOf("session-1"));

        assertThat(browser.closedWith())
                .hasValueSatisfying(
                        status ->
                                assertThat(status.getCode())
                                        .isEqualTo(CloseStatus.POLICY_VIOLATION.getCode()));
        assertThat(other.closedWith()).isEmpty();
        assertThat(audience.watchers()).hasSize(1);
    }
}
