package io.qipan.ecology.rule.model;

import java.util.List;

/** A fact that is not known, and what would change with it. */
public record UnknownFact(FactType type, List<Change> changes) {

    public UnknownFact {
        changes = List.copyOf(changes);
    }

    /** One rule that hangs on it. */
    public record Change(String ruleId, Text text) {}
}
