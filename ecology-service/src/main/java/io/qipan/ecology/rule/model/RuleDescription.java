package io.qipan.ecology.rule.model;

import java.util.List;

/** A rule in words, as it is told and as it is kept with a case whatever becomes of the rule. */
public record RuleDescription(
        String id,
        Text title,
        List<String> activities,
        List<String> exemptActivities,
        Text place,
        Text season,
        InForce inForce,
        Text condition,
        List<Text> exceptions,
        List<Citation> citations,
        String citation,
        Handling handling,
        List<AppliedPenalty> penalties,
        Sourcing sourcing,
        Text doubt,
        String replaces) {

    public RuleDescription {
        activities = List.copyOf(activities);
        exemptActivities = List.copyOf(exemptActivities);
        exceptions = List.copyOf(exceptions);
        citations = List.copyOf(citations);
        penalties = List.copyOf(penalties);
    }
}
