package dev.portcullis.console.policies.ui;

import dev.portcullis.policy.PolicyId;
import dev.portcullis.policy.read.ParseResult;
import dev.portcullis.policy.read.PolicyParser;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;

/** The documents in one text of YAML. */
record PolicyDocuments(List<String> texts) {
    PolicyDocuments {
        texts = List.copyOf(texts);
    }

    static PolicyDocuments of(String yaml) {
        return new PolicyDocuments(Arrays.asList(yaml.split("(?m)^---.*\\R", -1)));
    }

    /** The document that is about a policy; the whole text if none can be told. */
    String about(PolicyId id) {
        return texts.stream()
                .filter(text -> isAbout(text, id))
                .findFirst()
                .orElse(String.join("---\n", texts));
    }

    /** The text with another document about that policy. */
    String with(PolicyId id, String document) {
        if (texts.stream().noneMatch(text -> isAbout(text, id))) {
            return document;
        }
        UnaryOperator<String> change = text -> isAbout(text, id) ? ended(document) : text;
        var changed = new ArrayList<String>();
        texts.forEach(text -> changed.add(change.apply(text)));
        return String.join("---\n", changed);
    }

    private static String ended(String document) {
        return document.endsWith("\n") ? document : document + "\n";
    }

    private static boolean isAbout(String text, PolicyId id) {
        return read(text).filter(id::equals).isPresent();
    }

    private static Optional<PolicyId> read(String text) {
        return PolicyParser.parseYaml(text) instanceof ParseResult.Parsed parsed
                        && parsed.policies().size() == 1
                ? Optional.of(parsed.policies().getFirst().id())
                : Optional.empty();
    }
}
