package io.qipan.ecology.rule.model;

import java.time.LocalDate;
import java.util.Optional;

/**
 * Where a rule is written.
 *
 * @param article empty if the text has none
 * @param version empty if there was only one
 * @param from first day on which it carries the rule; empty: as long as the rule is law
 * @param until first day on which it does not any more
 */
public record Citation(
        String law, String article, String version, Optional<LocalDate> from, Optional<LocalDate> until) {

    boolean holdsOn(LocalDate day) {
        return from.map(first -> !day.isBefore(first)).orElse(true)
                && until.map(day::isBefore).orElse(true);
    }

    /** As long as the rule is law. */
    boolean holdsAlways() {
        return from.isEmpty() && until.isEmpty();
    }

    String text() {
        return law + (version.isEmpty() ? "" : " (" + version + ")") + (article.isEmpty() ? "" : " " + article);
    }
}
