package io.qipan.ecology.rule.model;

import java.util.List;

/**
 * What a rule leaves alone although it falls under it.
 *
 * @param activities with all their kinds; empty: whatever the rule forbids
 */
public record Exemption(Text text, List<Activity> activities, Condition when) {

    public Exemption {
        activities = List.copyOf(activities);
    }

    Finding covers(Activity activity, Facts facts) {
        boolean meant = activities.isEmpty() || activities.stream().anyMatch(a -> activity.isA(a.code()));
        return meant ? when.judge(facts) : Finding.NO;
    }
}
