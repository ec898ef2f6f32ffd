package dev.portcullis.bench.storm;

import static dev.portcullis.bench.storm.Figures.say;

import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;

/** T1: the relay is killed again and again under 2,000 flows a second; nothing is shown twice or missed unsaid. */
record Kills(int count) implements Scenario {
    private static final double PER_SECOND = 2_000;

    @Override
    public void play(Stage stage) throws Exception {
        var relay = stage.relay();
        var flows = Stage.shop();
        var random = new SplittableRandom(7);
        List<Double> back = new ArrayList<>();
        long[] number = {0};
        for (int kill = 0; kill < count; kill++) {
            flow(relay, flows, number, 0.5 + random.nextDouble());
            relay.kill();
            flow(relay, flows, number, random.nextDouble(3));
            int before = relay.connections();
            long startedAt = System.nanoTime();
            relay.start();
            while (relay.connections() == before && System.nanoTime() - startedAt < 30e9) {
                flow(relay, flows, number, 0.005);
            }
            back.add((System.nanoTime() - startedAt) / 1e6);
        }
        flow(relay, flows, number, 1);
        say("relay back to stream back", Figures.millis(back));
        stage.balance(0);
        say(
                "gaps of unknown size",
                "%d",
                stage.console()
                        .get("/api/v1/status")
                        .path("relay")
                        .path("missing")
                        .valueStream()
                        .filter(gap -> gap.path("events").asLong() < 0)
                        .count());
    }

    private static void flow(
            StormRelay relay, FlowTemplate[] flows, long[] number, double seconds) {
        Pace.of(
                PER_SECOND,
                seconds,
                (_, millis) ->
                        relay.emit(
                                flows[(int) (number[0] % flows.length)].flow(number[0]++, millis),
                                millis),
                relay::send);
    }
}
