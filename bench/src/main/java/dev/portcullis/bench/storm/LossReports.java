package dev.portcullis.bench.storm;

import static dev.portcullis.bench.storm.Figures.say;

/** T2: an overloaded node sends 30,000 lost-event messages a second; browsers hear of it once a second. */
record LossReports(int seconds) implements Scenario {
    private static final int PER_SECOND = 30_000;

    @Override
    public void play(Stage stage) throws Exception {
        MapFollower browser = stage.console().follow(0, true);
        long[] sent = {0};
        long[] owed = {0};
        double cpu = stage.console().cpuSeconds();
        Pace.of(
                PER_SECOND,
                seconds,
                (_, _) -> owed[0]++,
                () -> {
                    int told =
                            stage.relay()
                                    .reportLost((int) Math.min(owed[0], 500), "default/node-2");
                    owed[0] -= told;
                    sent[0] += told;
                });
        say("lost-event messages", "%,d in %d s", sent[0], seconds);
        say("CPU of the console", "%.2f cores", (stage.console().cpuSeconds() - cpu) / seconds);
        stage.balance(sent[0]);
        say(
                "updates of the loss in a browser",
                "%.2f a second",
                browser.lossUpdates() / (double) seconds);
    }
}
