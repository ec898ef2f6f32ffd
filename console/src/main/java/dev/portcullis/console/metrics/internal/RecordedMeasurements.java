package dev.portcullis.console.metrics.internal;

import dev.portcullis.console.flows.Flows;
import dev.portcullis.console.flows.MapNode;
import dev.portcullis.console.metrics.Chart;
import dev.portcullis.console.metrics.ChartRange;
import dev.portcullis.console.metrics.Measurements;
import dev.portcullis.console.metrics.Question;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Answers the questions from what the recorder kept. */
final class RecordedMeasurements implements Measurements {
    private final SlotBook book;
    private final Flows flows;
    private final Clock clock;
    private final Surroundings surroundings;
    private final Map<Question, Answer> answers;

    RecordedMeasurements(
            SlotBook book,
            Flows flows,
            Clock clock,
            Surroundings surroundings,
            Map<Question, Answer> answers) {
        this.book = book;
        this.flows = flows;
        this.clock = clock;
        this.surroundings = surroundings;
        this.answers = Map.copyOf(answers);
    }

    @Override
    public Chart answer(Question question, ChartRange range, Optional<String> workload) {
        var now = clock.instant();
        var timeline = Timeline.of(book, range, now);
        var answer = answers.get(question);
        if (answer == null) {
            throw new IllegalStateException("Nobody answers " + question);
        }
        var drawn = answer.of(timeline, workload);
        return new Chart(
                drawn.title(),
                drawn.subtitle(),
                drawn.keys(),
                timeline.seconds(),
                drawn.config(),
                surroundings.marks(timeline.start()),
                surroundings.missing(timeline.start(), now),
                drawn.table(),
                timeline.isEmpty() && !drawn.empty().isEmpty()
                        ? "Counting has begun; the first ten seconds are not over yet."
                        : drawn.empty());
    }

    @Override
    public List<String> guarded() {
        return flows.map().nodes().stream()
                .filter(MapNode::guarded)
                .map(MapNode::id)
                .sorted()
                .toList();
    }
}
