package dev.portcullis.bench.storm;

import static dev.portcullis.bench.storm.Figures.say;

import java.util.ArrayList;
import java.util.List;

/** T9: 5,000 flows a second and twenty browsers, for as long as one likes; memory must not rise. */
record Soak(int minutes) implements Scenario {
    private static final double PER_SECOND = 5_000;

    @Override
    public void play(Stage stage) throws Exception {
        var flows = Stage.shop();
        List<MapFollower> browsers = new ArrayList<>();
        for (int i = 0; i < 20; i++) {
            browsers.add(stage.console().follow(0, false));
        }
        List<Double> live = new ArrayList<>();
        for (int minute = 0; minute <= minutes; minute++) {
            long first = minute * 1_000_000L;
            Pace.of(
                    PER_SECOND,
                    60,
                    (number, millis) ->
                            stage.relay()
                                    .emit(
                                            flows[(int) (number % flows.length)].flow(
                                                    first + number, millis),
                                            millis),
                    stage.relay()::send);
            live.add(stage.console().live() / (1_024.0 * 1_024));
            say(
                    "after minute " + (minute + 1),
                    "live heap %.1f MiB, resident %.0f MiB",
                    live.getLast(),
                    stage.console().resident() / (1_024.0 * 1_024));
        }
        stage.balance(0);
        say(
                "slope of the live heap",
                "%+.2f MiB an hour",
                slope(live.subList(1, live.size())) * 60);
        say("browsers cut off", "%d", browsers.stream().filter(MapFollower::isClosed).count());
    }

    private static double slope(List<Double> values) {
        double middle = (values.size() - 1) / 2.0;
        double mean = values.stream().mapToDouble(Double::doubleValue).average().orElse(0);
        double sum = 0;
        double squares = 0;
        for (int i = 0; i < values.size(); i++) {
            sum += (i - middle) * (values.get(i) - mean);
            squares += (i - middle) * (i - middle);
        }
        return squares == 0 ? 0 : sum / squares;
    }
}
