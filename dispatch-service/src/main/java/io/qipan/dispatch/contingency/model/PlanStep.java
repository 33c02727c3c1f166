package io.qipan.dispatch.contingency.model;

import java.time.Duration;
import java.util.Optional;

/**
 * One step of a plan.
 *
 * @param role code of the role that does it
 * @param within from the activation, or from when {@code after} is settled
 * @param after code of a step before it
 * @param fromLevel of the activation, from 1
 */
public record PlanStep(
        String code,
        String phase,
        String text,
        String role,
        Duration within,
        Optional<String> after,
        boolean mandatory,
        int fromLevel) {}
