package dev.portcullis.policycli.input;

import dev.portcullis.policy.Label;
import dev.portcullis.policy.LabelKey;
import dev.portcullis.policy.Labels;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Reads a map of labels whose keys may name their source: {@code app}, {@code k8s:app}, {@code reserved:host}. */
public final class LabelMap {

    private LabelMap() {}

    /** The labels; a key without a source is from Kubernetes. */
    public static Labels read(Map<String, String> written) {
        List<Label> labels = new ArrayList<>();
        written.forEach(
                (typed, value) -> {
                    LabelKey key = LabelKey.parse(typed);
                    String source = typed.indexOf(':') < 0 ? Label.K8S : key.source();
                    labels.add(
                            new Label(source, typed.indexOf(':') < 0 ? typed : key.key(), value));
                });
        return Labels.of(labels);
    }
}
