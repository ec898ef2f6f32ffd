package dev.portcullis.console.setup.internal;

import java.util.Optional;
import java.util.Set;

/** A cluster that answers as a test says. */
final class FakeClusterFacts implements ClusterFacts {
    Answer<String> version = new Answer.Given<>("v1.34.2");
    Answer<Integer> nodes = new Answer.Given<>(3);
    Answer<Optional<String>> image = new Answer.Given<>(Optional.empty());
    Set<String> denied = Set.of();
    Optional<String> silent = Optional.empty();

    @Override
    public String address() {
        return "https://10.0.0.1:6443";
    }

    @Override
    public Answer<String> version() {
        return version;
    }

    @Override
    public Answer<Integer> ciliumNodes() {
        return nodes;
    }

    @Override
    public Answer<Optional<String>> ciliumImage() {
        return image;
    }

    @Override
    public Answer<Boolean> allows(Right right) {
        return silent.<Answer<Boolean>>map(Answer.Missing::new)
                .orElseGet(() -> new Answer.Given<>(!denied.contains(right.toString())));
    }
}
