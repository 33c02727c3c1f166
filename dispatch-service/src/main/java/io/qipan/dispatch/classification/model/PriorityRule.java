package io.qipan.dispatch.classification.model;

import io.qipan.dispatch.incident.model.Priority;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * How urgent it is at least when all of this was answered.
 *
 * @param category only within this one
 */
public record PriorityRule(
        String id,
        Optional<String> category,
        List<GuidedAnswer> conditions,
        Priority priority,
        String reasonZh,
        String reasonEn) {

    public PriorityRule {
        conditions = List.copyOf(conditions);
    }

    boolean holds(Set<String> path, Set<GuidedAnswer> answers) {
        return category.map(path::contains).orElse(true) && answers.containsAll(conditions);
    }
}
