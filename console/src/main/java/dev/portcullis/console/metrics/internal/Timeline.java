package dev.portcullis.console.metrics.internal;

import dev.portcullis.console.metrics.ChartRange;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.function.ToDoubleFunction;
import org.jspecify.annotations.Nullable;

/**
 * The points of a chart, and what was counted in each.
 *
 * @param seconds when each begins
 * @param counted what was counted in each; null where the console did not count
 * @param lengths how many seconds of each were counted
 * @param whole all of it together
 */
record Timeline(
        ChartRange range,
        List<Long> seconds,
        List<@Nullable Slot> counted,
        List<Integer> lengths,
        Slot whole) {
    private static final int MINUTE = 60;

    /** Reads a range out of the book. Points are aligned to the clock, so that past ones do not change. */
    static Timeline of(SlotBook book, ChartRange range, Instant now) {
        long step = range.step().toSeconds();
        boolean finest = step < MINUTE;
        int base = finest ? SlotBook.FINE_SECONDS : MINUTE;
        long known = now.getEpochSecond() / base * base;
        long end = Math.ceilDiv(known, step) * step;
        var seconds = new ArrayList<Long>();
        var counted = new ArrayList<@Nullable Slot>();
        var lengths = new ArrayList<Integer>();
        var whole = new Tally();
        for (long at = end - range.span().toSeconds(); at < end; at += step) {
            var slots = book.between(at, at + step, finest);
            var tally = new Tally();
            slots.forEach(tally::add);
            seconds.add(at);
            lengths.add(slots.size() * base);
            if (slots.isEmpty()) {
                counted.add(null);
            } else {
                var slot = tally.at(at);
                whole.add(slot);
                counted.add(slot);
            }
        }
        return new Timeline(range, seconds, counted, lengths, whole.at(end));
    }

    Instant start() {
        return Instant.ofEpochSecond(seconds.getFirst());
    }

    /** A value for each point; null where the console did not count. */
    List<@Nullable Double> values(ToDoubleFunction<Slot> value) {
        var values = new ArrayList<@Nullable Double>();
        for (var slot : counted) {
            double number = slot == null ? Double.NaN : value.applyAsDouble(slot);
            values.add(Double.isNaN(number) ? null : number);
        }
        return values;
    }

    /** A count for each point as so many per second. */
    List<@Nullable Double> rates(ToDoubleFunction<Slot> count) {
        var values = values(count);
        for (int i = 0; i < values.size(); i++) {
            var value = values.get(i);
            values.set(i, value == null ? null : value / lengths.get(i));
        }
        return values;
    }

    /** How many seconds of it were counted. */
    int length() {
        return lengths.stream().mapToInt(Integer::intValue).sum();
    }

    /** Whether nothing was counted at all. */
    boolean isEmpty() {
        return length() == 0;
    }

    /** The number of the point a moment falls into; -1 for none. */
    int pointOf(Instant at) {
        long since = at.getEpochSecond() - seconds.getFirst();
        int point = (int) Math.floorDiv(since, range.step().toSeconds());
        return point < seconds.size() ? point : -1;
    }
}
