package io.qipan.ecology.rule.model;

import java.util.List;

/**
 * A rule that applies to an act, and why.
 *
 * @param placeUncertain the act may lie outside of the rule's place
 */
public record AppliedRule(
        RuleDescription rule, List<String> becauseEn, List<String> becauseZh, boolean placeUncertain) {

    public AppliedRule {
        becauseEn = List.copyOf(becauseEn);
        becauseZh = List.copyOf(becauseZh);
    }
}
