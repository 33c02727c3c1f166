package io.qipan.dispatch.missingperson.model;

import java.time.Instant;
import java.util.Locale;

/** What is to be done with a sector. Only an assigned one has somebody of whom a report is due. */
public sealed interface SectorState {

    /** By the name that people and refusals use. */
    default String word() {
        return getClass().getSimpleName().replaceAll("(?<=[a-z])(?=[A-Z])", "_").toLowerCase(Locale.ROOT);
    }

    record Planned() implements SectorState {}

    record Assigned(Instant at, Instant nextDeadlineAt) implements SectorState {}

    record Searched() implements SectorState {}

    record SearchAgain() implements SectorState {}
}
