package dev.portcullis.bench.storm;

import static dev.portcullis.bench.storm.Figures.say;

/** T7: one node's clock is five minutes behind, one's five minutes ahead; the stream is cut in between. */
record Skew(int seconds) implements Scenario {
    private static final long[] SKEWS = {-300_000, 0, 300_000};

    @Override
    public void play(Stage stage) throws Exception {
        var server = FlowTemplate.pod("shop", "server");
        var client = FlowTemplate.pod("shop", "client");
        var flow = FlowTemplate.packet(client, "10.0.0.1", server, "10.0.0.2", 80);
        FlowTemplate[] nodes = {
            flow.on("default/behind"), flow.on("default/right"), flow.on("default/ahead")
        };
        for (int part = 0; part < 2; part++) {
            long first = part * 10_000_000L;
            Pace.of(
                    600,
                    seconds / 2.0,
                    (number, millis) -> {
                        int node = (int) (number % 3);
                        long seen = millis + SKEWS[node];
                        stage.relay().emit(nodes[node].flow(first + number, seen), seen);
                    },
                    stage.relay()::send);
            if (part == 0) {
                stage.relay().kill();
                stage.relay().start();
            }
        }
        stage.balance(0);
        for (var node : stage.console().get("/api/v1/status").path("relay").path("nodes")) {
            say(
                    "clock of " + node.path("name").asString(),
                    "%+.1f s",
                    node.path("clockSkewMillis").asLong() / 1e3);
        }
    }
}
