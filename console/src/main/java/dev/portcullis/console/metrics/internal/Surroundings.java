package dev.portcullis.console.metrics.internal;

import dev.portcullis.console.flows.Flows;
import dev.portcullis.console.metrics.Chart;
import dev.portcullis.console.metrics.Mark;
import dev.portcullis.console.metrics.MarkSource;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.springframework.beans.factory.ObjectProvider;

/** What stands around the values of every chart: what happened meanwhile, and when flows were missing. */
final class Surroundings {
    private final Flows flows;
    private final ObjectProvider<MarkSource> sources;

    Surroundings(Flows flows, ObjectProvider<MarkSource> sources) {
        this.flows = flows;
        this.sources = sources;
    }

    List<Mark> marks(Instant start) {
        return sources.orderedStream()
                .flatMap(source -> source.since(start).stream())
                .sorted(Comparator.comparing(Mark::at))
                .toList();
    }

    List<Chart.Span> missing(Instant start, Instant now) {
        var status = flows.status();
        var spans = new ArrayList<Chart.Span>();
        for (var span : status.missing()) {
            if (span.to().isAfter(start)) {
                spans.add(new Chart.Span(span.from().getEpochSecond(), span.to().getEpochSecond()));
            }
        }
        var since = status.since();
        if (!status.connected() && since != null) {
            spans.add(new Chart.Span(since.getEpochSecond(), now.getEpochSecond()));
        }
        return spans;
    }
}
