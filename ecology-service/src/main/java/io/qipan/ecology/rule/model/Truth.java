package io.qipan.ecology.rule.model;

/** Kleene's three values: what follows from facts of which some are not known. */
public enum Truth {
    NO,
    UNKNOWN,
    YES;

    public Truth and(Truth other) {
        return compareTo(other) <= 0 ? this : other;
    }

    public Truth or(Truth other) {
        return compareTo(other) >= 0 ? this : other;
    }

    static Truth of(boolean known) {
        return known ? YES : NO;
    }
}
