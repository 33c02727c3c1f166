package io.qipan.dispatch.rectification.model;

import java.time.Instant;
import java.util.Optional;

/** Where a rectification stands. What is not over has a next deadline; nothing leads back. */
public sealed interface RectificationState {

    /** By the name that people, refusals and the database use. */
    default String word() {
        return switch (this) {
            case Open _ -> "open";
            case UnderWay _ -> "under_way";
            case Done _ -> "done";
            case Assessed _ -> "assessed";
            case Withdrawn _ -> "withdrawn";
        };
    }

    default Optional<Instant> startedAt() {
        return switch (this) {
            case Open _ -> Optional.empty();
            case UnderWay underWay -> Optional.of(underWay.begun());
            case Done(Measures taken, Attention _) -> Optional.of(taken.begun());
            case Assessed(Measures taken, EffectAssessment _) -> Optional.of(taken.begun());
            case Withdrawn withdrawn -> withdrawn.begun();
        };
    }

    default Optional<Measures> measures() {
        return switch (this) {
            case Done(Measures taken, Attention _) -> Optional.of(taken);
            case Assessed(Measures taken, EffectAssessment _) -> Optional.of(taken);
            case Open _, UnderWay _, Withdrawn _ -> Optional.empty();
        };
    }

    default Optional<Attention> attention() {
        return this instanceof Unfinished unfinished ? Optional.of(unfinished.due()) : Optional.empty();
    }

    /**
     * When somebody is asked to see to it.
     *
     * @param reminders how often somebody was
     */
    record Attention(Instant nextDeadlineAt, int reminders) {

        /** Reminded once and nothing came of it. */
        boolean isEscalated() {
            return reminders > 1;
        }

        Attention reminded(Instant next) {
            return new Attention(next, reminders + 1);
        }
    }

    /** What was done, from when to when. */
    record Measures(Instant begun, Instant takenAt, String text) {}

    sealed interface Unfinished extends RectificationState {
        Attention due();
    }

    record Open(Attention due) implements Unfinished {}

    record UnderWay(Instant begun, Attention due) implements Unfinished {}

    /** The measures are taken, their effect is not assessed. */
    record Done(Measures taken, Attention due) implements Unfinished {}

    record Assessed(Measures taken, EffectAssessment assessment) implements RectificationState {}

    record Withdrawn(Optional<Instant> begun, Instant at, String by, String reason) implements RectificationState {}
}
