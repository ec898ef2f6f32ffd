package dev.portcullis.lab.controllers;

import dev.portcullis.lab.api.Kind;
import dev.portcullis.lab.api.Store;
import dev.portcullis.lab.objects.Fields;
import dev.portcullis.policy.read.ParseResult;
import dev.portcullis.policy.read.Problem;
import java.time.Clock;
import java.time.temporal.ChronoUnit;
import java.util.function.Function;
import java.util.stream.Collectors;
import tools.jackson.databind.node.ObjectNode;

/** Says of each policy whether it could be read: the condition {@code Valid}, as Cilium's operator sets it. */
final class PolicyStatuses extends Controller {

    private final Function<Object, ParseResult> parser;
    private final Clock clock;

    PolicyStatuses(Store store, Kind kind, Function<Object, ParseResult> parser, Clock clock) {
        super(store, kind);
        this.parser = parser;
        this.clock = clock;
    }

    @Override
    void reconcile(ObjectNode policy) {
        ObjectNode bare = policy.deepCopy();
        bare.remove("status");
        ParseResult result = parser.apply(Fields.plain(bare));
        boolean valid = result instanceof ParseResult.Parsed;
        String message =
                switch (result) {
                    case ParseResult.Parsed _ -> "Policy validation succeeded";
                    case ParseResult.Rejected rejected ->
                            rejected.problems().stream()
                                    .map(Problem::toString)
                                    .collect(Collectors.joining("; "));
                };
        ObjectNode condition =
                Conditions.next(
                        policy,
                        "Valid",
                        valid,
                        "",
                        message,
                        clock.instant().truncatedTo(ChronoUnit.SECONDS));
        condition.remove("reason");
        condition.remove("lastUpdateTime");
        ObjectNode status = Fields.object();
        status.putArray("conditions").add(condition);
        status(policy, status);
    }
}
