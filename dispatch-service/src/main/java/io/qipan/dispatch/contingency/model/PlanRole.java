package io.qipan.dispatch.contingency.model;

import java.util.List;

/**
 * A function within a plan.
 *
 * @param posts who holds it, in the order in which what is overdue goes on
 */
public record PlanRole(String code, List<String> posts) {
    public PlanRole {
        posts = List.copyOf(posts);
    }
}
