package dev.portcullis.hubble.filter;

import static java.util.Objects.requireNonNull;

/**
 * One condition a person set: a field has this value, or has it not.
 *
 * @param negated whether flows with the value are left out instead
 * @param value as typed; what it may be says {@link FlowField#hint}
 */
public record FlowTerm(FlowField field, boolean negated, String value) {
    public FlowTerm {
        requireNonNull(field, "field is null");
        requireNonNull(value, "value is null");
    }

    /** Flows that have it. */
    public static FlowTerm is(FlowField field, String value) {
        return new FlowTerm(field, false, value);
    }

    /** Flows that have it not. */
    public static FlowTerm not(FlowField field, String value) {
        return new FlowTerm(field, true, value);
    }
}
