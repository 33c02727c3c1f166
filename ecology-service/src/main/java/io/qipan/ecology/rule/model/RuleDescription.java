package io.qipan.ecology.rule.model;

import java.util.List;

/** A rule in words, as it is told and as it is kept with a case whatever becomes of the rule. */
public record RuleDescription(
        String id,
        Text title,
        List<String> activities,
        List<String> exemptActivities,
        String place,
        String season,
        InForce inForce,
        String citation,
        Handling handling,
        String doubt) {

    public RuleDescription {
        activities = List.copyOf(activities);
        exemptActivities = List.copyOf(exemptActivities);
    }
}
