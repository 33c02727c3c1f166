package io.qipan.ecology.rule.model;

import java.util.List;
import java.util.Optional;

/**
 * A rule that applies to an act, and why; or that would, if facts that are not known were so.
 *
 * @param placeUncertain the act may lie outside of the rule's place
 * @param unknownFacts codes of the facts with which it would not apply, or would only then apply
 * @param onlyKinds codes of narrower activities under which it would apply; empty: it is about the activity as told
 * @param laterLaw what became of it until the decision
 * @param inPlaceOf the rule that was law at the time of the act, if this one is later and lighter
 */
public record AppliedRule(
        RuleDescription rule,
        List<String> becauseEn,
        List<String> becauseZh,
        boolean placeUncertain,
        List<AppliedPenalty> penalties,
        List<String> unknownFacts,
        List<String> onlyKinds,
        Optional<LaterLaw> laterLaw,
        Optional<String> inPlaceOf) {

    public AppliedRule {
        becauseEn = List.copyOf(becauseEn);
        becauseZh = List.copyOf(becauseZh);
        penalties = List.copyOf(penalties);
        unknownFacts = List.copyOf(unknownFacts);
        onlyKinds = List.copyOf(onlyKinds);
    }

    AppliedRule followedBy(LaterLaw later) {
        return with(Optional.of(later), inPlaceOf);
    }

    AppliedRule standingFor(String earlier) {
        return with(laterLaw, Optional.of(earlier));
    }

    private AppliedRule with(Optional<LaterLaw> later, Optional<String> earlier) {
        return new AppliedRule(
                rule, becauseEn, becauseZh, placeUncertain, penalties, unknownFacts, onlyKinds, later, earlier);
    }
}
