package dev.portcullis.console.drills.internal;

import dev.portcullis.console.drills.ClientLine;
import dev.portcullis.console.drills.ClientOutcome;
import dev.portcullis.console.drills.Control;
import dev.portcullis.console.drills.DrillId;
import dev.portcullis.console.drills.HeldSession;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Reads what attackers and legitimate clients print. Lines that are not theirs are passed over. */
final class ClientLines {
    private static final JsonMapper JSON = JsonMapper.shared();
    private static final int LONGEST_TEXT = 400;

    private ClientLines() {}

    /** A line of this drill's attacker. */
    sealed interface Line {
        /** One attempt. */
        record OfAttempt(ClientLine attempt) implements Line {}

        /** The last one. */
        record Summary() implements Line {}
    }

    /** Reads a line of a drill's attacker; empty if it is none, or of another drill. */
    static Optional<Line> attack(String line, DrillId drill) {
        var tree = object(line);
        if (tree.isEmpty() || !drill.text().equals(tree.get().path("drill").asString(""))) {
            return Optional.empty();
        }
        if (tree.get().path("summary").isObject()) {
            return Optional.of(new Line.Summary());
        }
        return attempt(tree.get()).map(Line.OfAttempt::new);
    }

    private static Optional<ClientLine> attempt(JsonNode tree) {
        var number = tree.path("attempt").asInt(0);
        var at = instant(tree);
        if (number < 1 || at.isEmpty()) {
            return Optional.empty();
        }
        return Optional.of(
                new ClientLine(
                        number,
                        Objects.requireNonNullElse(text(tree, "target"), ""),
                        at.get(),
                        ClientOutcome.of(tree.path("outcome").asString("")),
                        text(tree, "sqlState"),
                        tree.path("vendorCode").asInt(0),
                        text(tree, "rootCause"),
                        tree.path("elapsedMs").asLong(0),
                        held(tree.path("held").asString("")),
                        tree.path("rows").isNumber() ? tree.path("rows").asLong() : null));
    }

    /** Reads a report of a legitimate client; empty if it is none. */
    static Optional<Control.Sample> report(String line) {
        return object(line)
                .filter(tree -> tree.path("ok").isNumber() && tree.path("failed").isNumber())
                .flatMap(
                        tree ->
                                instant(tree)
                                        .map(
                                                at ->
                                                        new Control.Sample(
                                                                at,
                                                                Math.max(
                                                                        0,
                                                                        tree.path("ok").asLong()),
                                                                Math.max(
                                                                        0,
                                                                        tree.path("failed")
                                                                                .asLong()),
                                                                tree.path("p99Ms").asDouble(0))));
    }

    private static Optional<JsonNode> object(String line) {
        if (!line.startsWith("{")) {
            return Optional.empty();
        }
        try {
            return Optional.of(JSON.readTree(line)).filter(JsonNode::isObject);
        } catch (JacksonException e) {
            return Optional.empty();
        }
    }

    private static Optional<Instant> instant(JsonNode tree) {
        try {
            return Optional.of(Instant.parse(tree.path("at").asString("")));
        } catch (DateTimeException e) {
            return Optional.empty();
        }
    }

    private static HeldSession held(String word) {
        return switch (word) {
            case "ALIVE" -> HeldSession.ALIVE;
            case "CUT" -> HeldSession.CUT;
            default -> HeldSession.NONE;
        };
    }

    private static @Nullable String text(JsonNode tree, String field) {
        if (!tree.path(field).isString()) {
            return null;
        }
        var text = tree.path(field).asString();
        return text.length() <= LONGEST_TEXT ? text : text.substring(0, LONGEST_TEXT) + "…";
    }
}
