package dev.portcullis.console.metrics;

import java.util.List;

/** The Grafana behind the console, if there is one. */
public interface Grafana {
    /** How it was a few seconds ago. */
    State state();

    /** The dashboards it is provisioned with. */
    List<Dashboard> dashboards();

    /** A dashboard. */
    record Dashboard(String uid, String title) {}

    /** How it stands. */
    sealed interface State {
        /** None is configured. */
        record Absent() implements State {}

        /** It answers, and takes the console's word for who is asking. */
        record Up(String version) implements State {}

        /** It does not answer. */
        record Down(String why) implements State {}

        /** It answers, and does not take the console's word. */
        record Distrusts(String why) implements State {}
    }
}
