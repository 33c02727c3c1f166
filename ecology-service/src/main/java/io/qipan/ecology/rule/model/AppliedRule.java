package io.qipan.ecology.rule.model;

import java.util.List;
import java.util.Optional;

/**
 * A rule that applies to an act, and why; or that would, if facts that are not known were so.
 *
 * @param placeUncertain the act may lie outside of the rule's place
 * @param unknownFacts codes of the facts with which it would not apply, or would only then apply
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
        Optional<LaterLaw> laterLaw,
        Optional<String> inPlaceOf) {

    public AppliedRule {
        becauseEn = List.copyOf(becauseEn);
        becauseZh = List.copyOf(becauseZh);
        penalties = List.copyOf(penalties);
        unknownFacts = List.copyOf(unknownFacts);
    }

    AppliedRule followedBy(LaterLaw later) {
        return new AppliedRule(
                rule, becauseEn, becauseZh, placeUncertain, penalties, unknownFacts, Optional.of(later), inPlaceOf);
    }

    AppliedRule standingFor(String earlier) {
        return new AppliedRule(
                rule, becauseEn, becauseZh, placeUncertain, penalties, unknownFacts, laterLaw, Optional.of(earlier));
    }
}
