package io.qipan.ecology.rule.model;

import java.time.LocalDate;
import java.util.Optional;

/**
 * Something that the rule set does not cover at the place or on the day of an act: nothing follows from its silence.
 *
 * @param subject its code; empty if the activity belongs to none
 * @param from first day on which it is covered there; empty if it is the place that is not covered
 */
public record NotCovered(String subject, Optional<LocalDate> from, Text because) {}
