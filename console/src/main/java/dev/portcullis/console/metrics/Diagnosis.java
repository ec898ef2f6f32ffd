package dev.portcullis.console.metrics;

import java.time.Instant;
import java.util.List;

/** What the doctor found out about the figures the cluster gives. */
public sealed interface Diagnosis {
    /** Nobody said where the figures are. */
    record NotConfigured() implements Diagnosis {}

    /** They could not be had, and why. That says nothing about what they would be. */
    record Unreachable(String why) implements Diagnosis {}

    /**
     * They were examined.
     *
     * @param at when
     * @param source whom the figures were asked of
     * @param findings what is missing, the surest first
     * @param panels how many panels of the shipped dashboards there are
     * @param filled how many of them have all they need
     * @param unexamined panels of figures that this source cannot tell about
     * @param metrics the metrics that exist, by name
     */
    record Examined(
            Instant at,
            String source,
            List<Finding> findings,
            int panels,
            int filled,
            List<String> unexamined,
            List<Metric> metrics)
            implements Diagnosis {
        public Examined {
            findings = List.copyOf(findings);
            unexamined = List.copyOf(unexamined);
            metrics = List.copyOf(metrics);
        }
    }

    /**
     * Something that is missing.
     *
     * @param sureness how sure that is
     * @param title what
     * @param text what follows from it
     * @param panels the panels that stay empty, {@code Dashboard: panel} each
     * @param remedy what to set, as YAML of Cilium's Helm values; empty where Cilium cannot mend it
     */
    record Finding(
            Sureness sureness, String title, String text, List<String> panels, String remedy) {
        public Finding {
            panels = List.copyOf(panels);
        }
    }

    /** How sure a finding is. */
    enum Sureness {
        /** It is missing though it ought to be there. */
        MISSING,
        /** It would only be there if something had happened that nobody has seen yet. */
        UNDECIDED
    }

    /** A metric and its labels. */
    record Metric(String name, int series, List<Label> labels) {
        public Metric {
            labels = List.copyOf(labels);
        }
    }

    /**
     * A label.
     *
     * @param values how many different ones there are, empty ones left out
     * @param example one of them; empty if there is none
     * @param context what its values are: {@code workload name}, {@code pod name} …; empty where that is not told
     */
    record Label(String name, int values, String example, String context) {}
}
