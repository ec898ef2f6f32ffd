package dev.portcullis.bench.storm;

import static dev.portcullis.bench.storm.Figures.say;

/** T6: the console stands still while flows go on; the relay is held back, and what was overwritten is counted. */
record Pause(int seconds) implements Scenario {
    private static final double PER_SECOND = 5_000;

    @Override
    public void play(Stage stage) throws Exception {
        var flows = Stage.shop();
        flow(stage, flows, 0, 5);
        long liveBefore = stage.console().live();
        stage.console().signal("STOP");
        flow(stage, flows, 1_000_000, seconds);
        stage.console().signal("CONT");
        flow(stage, flows, 2_000_000, 5);
        say("overwritten at the relay", "%,d", stage.relay().overwritten());
        stage.balance(0);
        say("live heap", Figures.mib(stage.console().live() - liveBefore));
        say("streams", "%d", stage.relay().connections());
    }

    private static void flow(Stage stage, FlowTemplate[] flows, long first, int forSeconds) {
        Pace.of(
                PER_SECOND,
                forSeconds,
                (number, millis) ->
                        stage.relay()
                                .emit(
                                        flows[(int) (number % flows.length)].flow(
                                                first + number, millis),
                                        millis),
                stage.relay()::send);
    }
}
