package io.qipan.dispatch.contingency.model;

import io.qipan.dispatch.response.model.Condition;
import io.qipan.dispatch.response.model.Situation;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * What a revision of a plan is carried out by; what else it tells people is in its message.
 *
 * @param fromAlarmLevel 0: any, also none
 * @param experts their codes
 */
public record PlanRevision(
        String code,
        long number,
        Condition condition,
        int fromAlarmLevel,
        boolean retired,
        List<PlanRole> roles,
        List<PlanStep> steps,
        List<String> experts) {
    private static final String PREFIX = "contingencyPlans/";

    public PlanRevision {
        roles = List.copyOf(roles);
        steps = List.copyOf(steps);
        experts = List.copyOf(experts);
    }

    public static String name(String code) {
        return PREFIX + code;
    }

    /** Of a name that the contract's pattern has let through. */
    public static String code(String name) {
        return name.substring(PREFIX.length());
    }

    public String name() {
        return name(code);
    }

    /** What makes it useless, if anything does. */
    public Optional<String> problem() {
        Set<String> roleCodes = new HashSet<>();
        for (PlanRole role : roles) {
            if (!roleCodes.add(role.code())) {
                return Optional.of("there are two roles " + role.code());
            }
        }
        Set<String> expertCodes = new HashSet<>();
        for (String expert : experts) {
            if (!expertCodes.add(expert)) {
                return Optional.of("there are two experts " + expert);
            }
        }
        return problemOfSteps(roleCodes);
    }

    private Optional<String> problemOfSteps(Set<String> roleCodes) {
        Map<String, PlanStep> before = new HashMap<>();
        for (PlanStep step : steps) {
            if (!roleCodes.contains(step.role())) {
                return Optional.of("step " + step.code() + " is for role " + step.role() + ", which is none");
            }
            PlanStep after = step.after().map(before::get).orElse(null);
            if (step.after().isPresent() && after == null) {
                return Optional.of(
                        "step " + step.code() + " is after " + step.after().get() + ", which is no step before it");
            }
            if (after != null && after.fromLevel() > step.fromLevel()) {
                return Optional.of("step " + step.code() + " belongs to level " + step.fromLevel() + " and is after "
                        + after.code() + ", which belongs to level " + after.fromLevel() + " only");
            }
            if (before.put(step.code(), step) != null) {
                return Optional.of("there are two steps " + step.code());
            }
        }
        return before.values().stream().anyMatch(step -> step.fromLevel() == 1)
                ? Optional.empty()
                : Optional.of("no step belongs to level 1");
    }

    /** One line for each condition if all hold; empty if one does not, or it is retired. */
    public Optional<List<String>> fits(Situation situation, int alarmLevel) {
        if (retired || alarmLevel < fromAlarmLevel) {
            return Optional.empty();
        }
        return condition.holdsIn(situation).map(because -> {
            List<String> all = new ArrayList<>(because);
            if (fromAlarmLevel > 0) {
                all.add("alarm level " + alarmLevel + ", from " + fromAlarmLevel + " on");
            }
            return all;
        });
    }

    /** Those that a level adds to a lower one, in their order. */
    public List<PlanStep> stepsBetween(int above, int upTo) {
        return steps.stream()
                .filter(step -> step.fromLevel() > above && step.fromLevel() <= upTo)
                .toList();
    }

    /** Of a role of this plan. */
    public List<String> posts(String role) {
        return roles.stream()
                .filter(each -> each.code().equals(role))
                .findFirst()
                .orElseThrow()
                .posts();
    }
}
