package io.qipan.ecology.rule.model;

import java.util.List;

/** What rules speak of. */
public record Vocabulary(
        List<Activity> activities, List<FactType> facts, List<Water> waters, List<Area> areas, List<Subject> subjects) {

    public Vocabulary {
        activities = List.copyOf(activities);
        facts = List.copyOf(facts);
        waters = List.copyOf(waters);
        areas = List.copyOf(areas);
        subjects = List.copyOf(subjects);
    }
}
