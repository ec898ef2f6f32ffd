package dev.portcullis.console.setup.internal;

import dev.portcullis.console.metrics.Diagnosis;
import dev.portcullis.console.metrics.Diagnosis.Sureness;
import dev.portcullis.console.metrics.MetricsDoctor;
import dev.portcullis.console.setup.SetupCheck;
import dev.portcullis.console.setup.SetupCheck.Finding;
import java.util.List;

/** Whether the cluster gives the figures that the dashboards read; the metrics page tells which are missing. */
record MetricsCheck(MetricsDoctor doctor) implements Check {
    @Override
    public SetupCheck make() {
        Finding finding =
                switch (doctor.examine()) {
                    case Diagnosis.NotConfigured _ ->
                            new Finding.Unchecked(
                                    "Nobody said where the cluster's figures are.",
                                    "Set PORTCULLIS_METRICS_URL to Hubble's metrics or to a Prometheus; the console's own charts need neither.");
                    case Diagnosis.Unreachable(var why) ->
                            new Finding.Wanting(
                                    why,
                                    "Check PORTCULLIS_METRICS_URL, and that hubble.metrics.enabled lists metrics.",
                                    "kubectl -n kube-system get service hubble-metrics");
                    case Diagnosis.Examined examined -> of(examined);
                };
        return new SetupCheck("metrics", "Metrics", finding);
    }

    private static Finding of(Diagnosis.Examined examined) {
        List<Diagnosis.Finding> missing =
                examined.findings().stream()
                        .filter(finding -> finding.sureness() == Sureness.MISSING)
                        .toList();
        if (missing.isEmpty()) {
            return new Finding.Sound(
                    "%s gives %d metrics; %d of %d panels have all they need."
                            .formatted(
                                    examined.source(),
                                    examined.metrics().size(),
                                    examined.filled(),
                                    examined.panels()));
        }
        Diagnosis.Finding first = missing.getFirst();
        return new Finding.Wanting(
                "%s %s".formatted(first.title(), first.text()),
                "The metrics page names every missing figure and the Helm value that brings it.",
                first.remedy());
    }
}
