package dev.portcullis.console.questions;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * The flows an answer rests on, and what is missing from them.
 *
 * @param from the oldest of them; empty if there are none
 * @param to the newest
 * @param flows how many events, not packets; those left out are among them
 * @param lost how many more are known to have been lost within that time
 * @param gaps in how many spans of that time an unknown number may be missing
 * @param left events that the answer could not take into account
 * @param limits what cannot be told from events that are kept like this, in sentences
 */
public record ObservedWindow(
        Optional<Instant> from,
        Optional<Instant> to,
        long flows,
        long lost,
        int gaps,
        List<LeftOut> left,
        List<String> limits) {
    public ObservedWindow {
        left = List.copyOf(left);
        limits = List.copyOf(limits);
    }

    /** Flows of which every one was taken into account. */
    public ObservedWindow(
            Optional<Instant> from, Optional<Instant> to, long flows, long lost, int gaps) {
        this(from, to, flows, lost, gaps, List.of(), List.of());
    }

    /**
     * Events that could not be taken into account.
     *
     * @param which goes on after "events": {@code of 3 workloads that are gone}
     */
    public record LeftOut(long events, String which) {
        /** {@code 1,204 events of 3 workloads that are gone were left out.} */
        public String sentence() {
            return "%s %s %s left out."
                    .formatted(counted(events), which, events == 1 ? "was" : "were");
        }
    }

    /** From the oldest to the newest. */
    public Duration length() {
        return from.isPresent() && to.isPresent()
                ? Duration.between(from.get(), to.get())
                : Duration.ZERO;
    }

    /** {@code from 4 min of flows (9,812 events), none known to be lost}. */
    public String words() {
        if (from.isEmpty()) {
            return "no flows are kept";
        }
        return "from %s of flows (%s), %s".formatted(time(length()), counted(flows), losses());
    }

    /** What was left out, and what cannot be told; empty if there is nothing of the kind. */
    public List<String> reservations() {
        var sentences = new ArrayList<String>();
        left.forEach(part -> sentences.add(part.sentence()));
        sentences.addAll(limits);
        return sentences;
    }

    private static String time(Duration span) {
        if (span.toHours() >= 48) {
            return span.toDays() + " d";
        }
        if (span.toMinutes() >= 120) {
            return span.toHours() + " h";
        }
        return span.toMinutes() >= 2
                ? span.toMinutes() + " min"
                : Math.max(1, span.toSeconds()) + " s";
    }

    private static String counted(long events) {
        return events == 1 ? "1 event" : String.format(Locale.ROOT, "%,d events", events);
    }

    private String losses() {
        if (lost == 0 && gaps == 0) {
            return "none known to be lost";
        }
        var unknown =
                gaps == 0
                        ? ""
                        : " and an unknown number in %d gap%s"
                                .formatted(gaps, gaps == 1 ? "" : "s");
        return String.format(Locale.ROOT, "%,d known to be lost", lost) + unknown;
    }
}
