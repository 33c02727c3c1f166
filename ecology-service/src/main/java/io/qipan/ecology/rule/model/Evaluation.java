package io.qipan.ecology.rule.model;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * What a rule set says about an act.
 *
 * @param applied all bases, the gravest handling first; where several overlap, a person chooses
 * @param possible what would apply if facts that are not known were so
 * @param unknown the facts on which something hangs
 * @param facts that were used
 * @param notCovered where the silence of the rule set means nothing
 * @param leftOut how many of the applied and possible rules are not told, because there are too many
 * @param speciesList name of the list by which the species was judged
 * @param guidance what the law says on several bases at once
 * @param revision of the rule set
 */
public record Evaluation(
        List<AppliedRule> applied,
        List<AppliedRule> possible,
        List<UnknownFact> unknown,
        Facts facts,
        List<Text> notes,
        List<NotCovered> notCovered,
        int leftOut,
        Optional<String> speciesList,
        List<Text> guidance,
        String revision) {

    public Evaluation {
        applied = List.copyOf(applied);
        possible = List.copyOf(possible);
        unknown = List.copyOf(unknown);
        notes = List.copyOf(notes);
        notCovered = List.copyOf(notCovered);
        guidance = List.copyOf(guidance);
    }

    /** Where every fact that matters is known. */
    public Evaluation(List<AppliedRule> applied, String revision) {
        this(applied, List.of(), List.of(), Facts.NONE, List.of(), List.of(), 0, Optional.empty(), List.of(), revision);
    }

    /** No rule applies, and the rule set covers what was asked. Says nothing about laws that are not in it. */
    public boolean allowedAsFarAsKnown() {
        return applied.isEmpty()
                && notCovered.isEmpty()
                && possible.stream().allMatch(rule -> rule.onlyKinds().isEmpty());
    }

    /** The same, with what somebody has to know who reads it. */
    public Evaluation guided(Text more) {
        List<Text> all = new ArrayList<>(guidance);
        all.add(more);
        return new Evaluation(
                applied, possible, unknown, facts, notes, notCovered, leftOut, speciesList, all, revision);
    }

    /** The same, with what else was found out on the way. */
    public Evaluation noted(List<Text> more, Optional<String> list) {
        return new Evaluation(applied, possible, unknown, facts, more, notCovered, leftOut, list, guidance, revision);
    }
}
