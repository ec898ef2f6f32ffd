package dev.portcullis.bench.storm;

import static dev.portcullis.bench.storm.Figures.say;

import java.util.Comparator;

/** T4: a million addresses, ports and made-up pods, beside twenty real edges. */
record Cardinality(int total, int seconds) implements Scenario {

    @Override
    public void play(Stage stage) throws Exception {
        var console = stage.console();
        MapFollower browser = console.follow(0, true);
        var real = new FlowTemplate[20];
        for (int i = 0; i < real.length; i++) {
            real[i] =
                    FlowTemplate.packet(
                            FlowTemplate.pod("real", "client-" + i),
                            "10.2.0." + i,
                            FlowTemplate.pod("real", "server-" + i),
                            "10.3.0." + i,
                            443);
        }
        var world = FlowTemplate.world();
        long liveBefore = console.live();
        double perSecond = total / (double) seconds;
        Pace.of(
                perSecond,
                seconds,
                (number, millis) -> {
                    int n = (int) number;
                    FlowTemplate flow;
                    if (n % 20 == 0) {
                        flow = real[n / 20 % real.length];
                    } else if (n % 2 == 0) {
                        flow =
                                FlowTemplate.packet(
                                        world,
                                        "198.%d.%d.%d"
                                                .formatted(n >> 16 & 255, n >> 8 & 255, n & 255),
                                        FlowTemplate.pod("real", "server-" + n % 20),
                                        "10.3.0." + n % 20,
                                        n % 65_536);
                    } else {
                        flow =
                                FlowTemplate.packet(
                                        FlowTemplate.pod("made-up-" + n % 997, "pod-" + n),
                                        "10.4.%d.%d".formatted(n >> 8 & 255, n & 255),
                                        FlowTemplate.pod("made-up-" + n % 991, "peer-" + n % 5_000),
                                        "10.5.%d.%d".formatted(n >> 8 & 255, n & 255),
                                        n % 65_536);
                    }
                    stage.relay().emit(flow.flow(number, millis), millis);
                },
                stage.relay()::send);
        stage.balance(0);
        say("most nodes, most edges", "%,d and %,d", browser.mostNodes(), browser.mostEdges());
        say("live heap", Figures.mib(console.live() - liveBefore));
        say(
                "real ones among the top twenty",
                "%d of 20",
                browser.edges().stream()
                        .filter(edge -> !edge.path("source").asString().startsWith("reserved:"))
                        .sorted(Comparator.comparingLong(edge -> -edge.path("forwarded").asLong()))
                        .limit(20)
                        .filter(edge -> edge.path("source").asString().startsWith("real/client-"))
                        .count());
    }
}
