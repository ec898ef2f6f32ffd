package dev.portcullis.policy.check;

import dev.portcullis.policy.Rule;
import java.util.ArrayList;
import java.util.List;

/** A rule about pods that are not there guards nothing. */
record SelectsNothing() implements Check {

    @Override
    public List<Finding> run(Subject subject) {
        List<Finding> findings = new ArrayList<>();
        for (Subject.Place place : subject.rules()) {
            if (place.rule().subject() instanceof Rule.Subject.Endpoints endpoints
                    && subject.selected(place).isEmpty()) {
                String namespace = place.policy().id().namespace();
                findings.add(
                        new Finding(
                                Finding.Severity.WARNING,
                                "selects-nothing",
                                place.policy().id(),
                                place.prefix() + "endpointSelector",
                                "No endpoint"
                                        + (namespace.isEmpty() ? "" : " of " + namespace)
                                        + " carries "
                                        + endpoints.selector()
                                        + ".",
                                "Correct the labels, or remove the policy if its workload is gone."));
            }
        }
        return findings;
    }
}
