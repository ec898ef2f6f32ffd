package dev.portcullis.console.policies.ui;

import dev.portcullis.console.base.GateSwitch;
import dev.portcullis.console.policies.GateState;
import dev.portcullis.console.policies.PolicyEntry;
import java.time.Instant;

/**
 * Where a policy stands, in two short lines.
 *
 * @param tone {@code proven}, {@code warning} or empty
 * @param glyph a drawing by name
 */
record PolicyState(String tone, String glyph, String first, String second) {

    static PolicyState of(PolicyEntry entry, Instant now) {
        if (entry.busy()) {
            return new PolicyState("", "clock", "Applying…", "the cluster is being asked");
        }
        return switch (entry.state()) {
            case ON -> on(entry, now);
            case OFF -> off(entry);
            case PARKING ->
                    new PolicyState(
                            "warning",
                            "warning",
                            "Turning off was interrupted",
                            "still enforced; its copy is parked");
            case RESTORING ->
                    new PolicyState(
                            "warning",
                            "warning",
                            "Turning on was interrupted",
                            "enforced; its parked copy is left over");
            case INVALID ->
                    new PolicyState(
                            "warning",
                            "warning",
                            "Invalid: not enforced",
                            entry.invalid().orElse("the cluster does not say why"));
        };
    }

    static GateSwitch.State gate(PolicyEntry entry) {
        if (entry.busy()) {
            return GateSwitch.State.PENDING;
        }
        return switch (entry.state()) {
            case ON, PARKING, RESTORING -> GateSwitch.State.ON;
            case OFF -> GateSwitch.State.OFF;
            case INVALID -> GateSwitch.State.INVALID;
        };
    }

    static boolean isInterrupted(PolicyEntry entry) {
        return !entry.busy()
                && (entry.state() == GateState.PARKING || entry.state() == GateState.RESTORING);
    }

    private static PolicyState on(PolicyEntry entry, Instant now) {
        var last = entry.enforcement().lastProof();
        if (last.isPresent()) {
            return new PolicyState(
                    "proven", "check", "Enforced", "proven " + PolicyTexts.ago(last.get(), now));
        }
        return new PolicyState(
                "",
                "clock",
                entry.enforcement().applied().isPresent() ? "Applied" : "On",
                "not observed: no flow proves it yet");
    }

    private static PolicyState off(PolicyEntry entry) {
        var parked = entry.parked();
        var since = parked.flatMap(p -> p.at()).map(at -> " since " + PolicyTexts.clock(at));
        var by = parked.map(p -> p.by()).filter(name -> !name.isEmpty()).map(n -> " by " + n);
        var back =
                parked.flatMap(p -> p.restoreAt())
                        .map(at -> "on again at " + PolicyTexts.clock(at));
        var reason = parked.map(p -> p.reason()).filter(r -> !r.isEmpty()).map(r -> "reason: " + r);
        return new PolicyState(
                "",
                "gate-open",
                "Off" + since.orElse("") + by.orElse(""),
                back.map(text -> reason.map(r -> text + " · " + r).orElse(text))
                        .or(() -> reason)
                        .orElse("parked by hand"));
    }
}
