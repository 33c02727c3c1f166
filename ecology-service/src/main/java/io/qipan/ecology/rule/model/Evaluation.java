package io.qipan.ecology.rule.model;

import java.util.List;

/**
 * What a rule set says about an act.
 *
 * @param applied all bases, the gravest handling first; where several overlap, a person chooses
 * @param revision of the rule set
 */
public record Evaluation(List<AppliedRule> applied, String revision) {

    public Evaluation {
        applied = List.copyOf(applied);
    }

    /** No rule applies. Says nothing about laws that are not in the rule set. */
    public boolean allowedAsFarAsKnown() {
        return applied.isEmpty();
    }
}
