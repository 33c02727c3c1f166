package io.qipan.ecology.rule.model;

import java.util.List;

/**
 * What a rule set says about an act.
 *
 * @param applied all bases, the gravest handling first; where several overlap, a person chooses
 * @param possible what would apply if facts that are not known were so
 * @param unknown the facts on which something hangs
 * @param facts that were used
 * @param revision of the rule set
 */
public record Evaluation(
        List<AppliedRule> applied,
        List<AppliedRule> possible,
        List<UnknownFact> unknown,
        Facts facts,
        List<Text> notes,
        String revision) {

    public Evaluation {
        applied = List.copyOf(applied);
        possible = List.copyOf(possible);
        unknown = List.copyOf(unknown);
        notes = List.copyOf(notes);
    }

    /** Where every fact that matters is known. */
    public Evaluation(List<AppliedRule> applied, String revision) {
        this(applied, List.of(), List.of(), Facts.NONE, List.of(), revision);
    }

    /** No rule applies. Says nothing about laws that are not in the rule set. */
    public boolean allowedAsFarAsKnown() {
        return applied.isEmpty();
    }

    /** The same, with what else was found out on the way. */
    public Evaluation noted(List<Text> more) {
        return new Evaluation(applied, possible, unknown, facts, more, revision);
    }
}
