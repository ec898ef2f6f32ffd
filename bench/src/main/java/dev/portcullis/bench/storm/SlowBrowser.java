package dev.portcullis.bench.storm;

import static dev.portcullis.bench.storm.Figures.say;

import java.util.ArrayList;
import java.util.List;

/** T5: one of twenty browsers reads 50 kB/s; the nineteen others notice nothing. */
record SlowBrowser(int seconds) implements Scenario {
    private static final double PER_SECOND = 5_000;

    @Override
    public void play(Stage stage) throws Exception {
        var flows = Stage.shop();
        long[] number = {0};
        List<MapFollower> others = new ArrayList<>();
        for (int i = 0; i < 19; i++) {
            others.add(stage.console().follow(0, false));
        }
        MapFollower twentieth = stage.console().follow(0, false);
        flow(stage, flows, number, 10);
        measure(stage, flows, number, others, twentieth, "all fast");
        measure(stage, flows, number, others, stage.console().follow(50_000, false), "one slow");
        stage.balance(0);
    }

    private void measure(
            Stage stage,
            FlowTemplate[] flows,
            long[] number,
            List<MapFollower> others,
            MapFollower watched,
            String what)
            throws Exception {
        others.forEach(MapFollower::restart);
        watched.restart();
        flow(stage, flows, number, seconds);
        List<Double> gaps = new ArrayList<>();
        others.forEach(other -> gaps.addAll(other.gapsMillis()));
        say(what, Figures.millis(gaps));
        say("live heap", Figures.mib(stage.console().live()));
        say(
                "the watched one got",
                "%,d kB%s",
                watched.characters() / 1_000,
                watched.isClosed() ? " and was closed" : "");
    }

    private static void flow(Stage stage, FlowTemplate[] flows, long[] number, int forSeconds) {
        Pace.of(
                PER_SECOND,
                forSeconds,
                (_, millis) ->
                        stage.relay()
                                .emit(
                                        flows[(int) (number[0] % flows.length)].flow(
                                                number[0]++, millis),
                                        millis),
                stage.relay()::send);
    }
}
