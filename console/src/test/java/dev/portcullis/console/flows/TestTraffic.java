package dev.portcullis.console.flows;

import static dev.portcullis.console.flows.TestFlows.CONSOLE;
import static dev.portcullis.console.flows.TestFlows.COREDNS;
import static dev.portcullis.console.flows.TestFlows.INTERNET;
import static dev.portcullis.console.flows.TestFlows.INTRUDER;
import static dev.portcullis.console.flows.TestFlows.MYSQL;
import static dev.portcullis.console.flows.TestFlows.ORDERS;
import static dev.portcullis.console.flows.TestFlows.STOREFRONT;
import static dev.portcullis.console.flows.TestFlows.USER_SERVICE;
import static dev.portcullis.console.flows.TestFlows.on;

import dev.portcullis.hubble.Verdict;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;

/** A small shop at work, ten times a second, with an intruder at the database's door. */
public final class TestTraffic implements AutoCloseable {
    private final ScheduledExecutorService timer =
            Executors.newSingleThreadScheduledExecutor(
                    Thread.ofPlatform().daemon().name("test-traffic").factory());
    private final FakeRelay relay;
    private int round;
    private volatile boolean attacking = true;

    public TestTraffic(FakeRelay relay) {
        this.relay = relay;
        var unused = timer.scheduleAtFixedRate(this::work, 0, 100, TimeUnit.MILLISECONDS);
    }

    public void attack(boolean on) {
        attacking = on;
    }

    private void work() {
        round++;
        var now = Instant.now();
        for (int i = 0; i < 4; i++) {
            var client = on(INTERNET, 33_000 + (round * 4 + i) % 20_000);
            relay.emit(TestFlows.allowedSyn(now, client, on(STOREFRONT, 8_080)));
        }
        for (int i = 0; i < 9; i++) {
            relay.emit(
                    List.of(TestFlows.request(now, STOREFRONT, USER_SERVICE, Verdict.FORWARDED)));
        }
        for (int i = 0; i < 12; i++) {
            relay.emit(List.of(TestFlows.packet(now, on(USER_SERVICE, 51_000 + i), MYSQL)));
            relay.emit(List.of(TestFlows.reply(now, on(USER_SERVICE, 51_000 + i), MYSQL)));
        }
        for (int i = 0; i < 3; i++) {
            relay.emit(List.of(TestFlows.packet(now, on(STOREFRONT, 45_000), on(ORDERS, 8_080))));
            relay.emit(List.of(TestFlows.packet(now, on(ORDERS, 46_000), on(USER_SERVICE, 8_080))));
        }
        relay.emit(List.of(TestFlows.question(now, on(USER_SERVICE, 47_000), COREDNS)));
        if (round % 3 == 0) {
            relay.emit(List.of(TestFlows.packet(now, CONSOLE, on(USER_SERVICE, 8_080))));
        }
        if (round % 25 == 0) {
            relay.emit(List.of(TestFlows.leftOnly(now, on(ORDERS, 48_000), on(COREDNS, 9_153))));
        }
        if (attacking && round % 5 < 2) {
            var client = on(INTRUDER, 41_000 + round % 1_000);
            relay.emit(TestFlows.deniedSyn(now, client, MYSQL));
        }
    }

    @Override
    public void close() {
        timer.shutdownNow();
    }
}
