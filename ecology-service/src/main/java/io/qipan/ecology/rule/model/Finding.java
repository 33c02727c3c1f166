package io.qipan.ecology.rule.model;

import java.util.List;

/**
 * Whether a condition holds.
 *
 * @param missing the facts on which that still hangs; empty unless the truth is unknown
 */
public record Finding(Truth truth, List<FactType> missing) {
    static final Finding YES = new Finding(Truth.YES, List.of());
    static final Finding NO = new Finding(Truth.NO, List.of());

    public Finding {
        missing = List.copyOf(missing);
    }

    static Finding of(boolean known) {
        return known ? YES : NO;
    }

    static Finding unknown(List<FactType> missing) {
        return new Finding(Truth.UNKNOWN, missing);
    }

    boolean is(Truth other) {
        return truth == other;
    }
}
