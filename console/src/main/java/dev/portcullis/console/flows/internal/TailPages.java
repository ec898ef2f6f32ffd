package dev.portcullis.console.flows.internal;

import dev.portcullis.console.flows.FlowConnections;
import dev.portcullis.console.flows.FlowPage;
import dev.portcullis.console.flows.FlowQuery;
import java.util.ArrayList;
import java.util.List;

/** Makes a page of the flows somebody wants, with the interruptions between them. */
final class TailPages {
    private TailPages() {}

    static FlowPage of(
            FlowRing.Copy copy,
            List<FlowPage.Interruption> notes,
            FlowQuery query,
            Naming naming,
            String cursor,
            boolean fresh,
            long missed) {
        var rows = new ArrayList<FlowPage.Row>();
        long skipped = 0;
        int note = notes.size() - 1;
        int found = 0;
        for (int i = copy.flows().size() - 1; i >= 0; i--) {
            long seq = copy.first() + i;
            var flow = copy.flows().get(i);
            // A note stands before the flow that came after it.
            while (note >= 0 && notes.get(note).seq() > seq && (found < query.limit() || !fresh)) {
                rows.add(notes.get(note--));
            }
            if (!query.matches(flow)) {
                continue;
            }
            if (found == query.limit()) {
                if (fresh) {
                    break; // who begins is content with the newest
                }
                skipped++;
                continue;
            }
            found++;
            boolean answers = FlowConnections.answers(flow);
            rows.add(
                    new FlowPage.Seen(
                            seq,
                            flow,
                            naming.of(answers ? flow.destination() : flow.source()).id(),
                            naming.of(answers ? flow.source() : flow.destination()).id()));
        }
        while (note >= 0 && (found < query.limit() || !fresh)) {
            rows.add(notes.get(note--));
        }
        return new FlowPage(cursor, fresh, rows, skipped, missed);
    }
}
