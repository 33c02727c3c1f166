package io.qipan.ecology.rule.model;

import java.time.LocalDate;
import java.util.Optional;

/**
 * When a rule is law, by local days.
 *
 * @param from the first day on which it is
 * @param until the first day on which it is not any more; empty until further notice
 */
public record InForce(LocalDate from, Optional<LocalDate> until) {

    public InForce {
        if (until.isPresent() && !until.get().isAfter(from)) {
            throw new IllegalArgumentException("In force from " + from + " until " + until.get() + " is never");
        }
    }

    public boolean includes(LocalDate day) {
        return !day.isBefore(from) && until.map(day::isBefore).orElse(true);
    }

    public Text text() {
        return until.map(end -> new Text(
                        "in force from " + from + " to " + end.minusDays(1), from + "起施行，至" + end.minusDays(1)))
                .orElseGet(() -> new Text("in force since " + from, "自" + from + "起施行"));
    }
}
