package dev.portcullis.bench.storm;

import static dev.portcullis.bench.storm.Figures.say;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.locks.LockSupport;

/** T3 and T8: 100,000 flows a second, while five browsers watch, and people sign in and move a gate. */
record Flood(int perSecond, int seconds) implements Scenario {
    private static final String GATE =
            "/api/v1/policies/CiliumNetworkPolicy/users/mysql-ingress/state";

    @Override
    public void play(Stage stage) throws Exception {
        var relay = stage.relay();
        var console = stage.console();
        var flows = Stage.shop();
        run(relay, flows, 0, 10, new ArrayList<>());
        MapFollower reader = console.follow(0, true);
        List<MapFollower> browsers = new ArrayList<>(List.of(reader));
        for (int i = 0; i < 4; i++) {
            browsers.add(console.follow(0, false));
        }
        long liveBefore = console.live();
        long residentBefore = console.resident();
        browsers.forEach(MapFollower::restart);
        double cpu = console.cpuSeconds();
        List<Double> logins = new CopyOnWriteArrayList<>();
        List<Double> toggles = new CopyOnWriteArrayList<>();
        var ended = new AtomicBoolean();
        Thread people = Thread.ofPlatform().start(() -> people(console, logins, toggles, ended));
        List<Long> markers = new ArrayList<>();
        long start = System.nanoTime();
        run(relay, flows, 10_000_000, seconds, markers);
        double took = (System.nanoTime() - start) / 1e9;
        double used = console.cpuSeconds() - cpu;
        ended.set(true);
        people.join();
        say("flows", "%,d in %.1f s", (long) perSecond * seconds, took);
        say("CPU of the console", "%.2f cores", used / took);
        stage.balance(0);
        say("overwritten at the relay", "%,d", relay.overwritten());
        say("resident", Figures.mib(console.resident() - residentBefore));
        say("live heap", Figures.mib(console.live() - liveBefore));
        List<Double> gaps = new ArrayList<>();
        browsers.forEach(browser -> gaps.addAll(browser.gapsMillis()));
        say("between two map messages", Figures.millis(gaps));
        say("new edge to browser", Figures.millis(delays(reader, markers)));
        say("map messages", "%.0f kB/s a browser", browsers.getLast().characters() / 1e3 / took);
        say("sign-in with a password", Figures.millis(logins));
        say("move of a gate", Figures.millis(toggles));
    }

    private void run(
            StormRelay relay,
            FlowTemplate[] flows,
            long first,
            int forSeconds,
            List<Long> markers) {
        var server = FlowTemplate.pod("team-0", "server-0");
        Pace.of(
                perSecond,
                forSeconds,
                (number, millis) -> {
                    if (first > 0 && number % perSecond == perSecond / 2) {
                        var client = FlowTemplate.pod("marker", "marker-" + markers.size());
                        var marker =
                                FlowTemplate.packet(client, "10.9.0.1", server, "10.1.0.0", 8_000);
                        markers.add(System.currentTimeMillis());
                        relay.emit(marker.flow(first + number, millis), millis);
                    } else {
                        relay.emit(
                                flows[(int) (number % flows.length)].flow(first + number, millis),
                                millis);
                    }
                },
                relay::send);
    }

    private static List<Double> delays(MapFollower reader, List<Long> markers) {
        List<Double> delays = new ArrayList<>();
        for (int i = 0; i < markers.size(); i++) {
            Long seen = reader.firstSeen("marker/marker-" + i);
            if (seen == null) {
                say("marker " + i, "was never shown (lost, and counted)");
            } else {
                delays.add((double) (seen - markers.get(i)));
            }
        }
        return delays;
    }

    private static void people(
            ConsoleProcess console,
            List<Double> logins,
            List<Double> toggles,
            AtomicBoolean ended) {
        boolean on = true;
        while (!ended.get() || !on) {
            try {
                long start = System.nanoTime();
                console.login();
                logins.add((System.nanoTime() - start) / 1e6);
                on = !on;
                start = System.nanoTime();
                console.call(
                        "PUT",
                        GATE,
                        "{\"state\":\"%s\",\"reason\":\"storm\"}".formatted(on ? "on" : "off"));
                toggles.add((System.nanoTime() - start) / 1e6);
            } catch (IOException failed) {
                say("a person was refused", "%s", failed.toString());
                return;
            } catch (InterruptedException stopped) {
                Thread.currentThread().interrupt();
                return;
            }
            LockSupport.parkNanos(1_000_000_000);
        }
    }
}
