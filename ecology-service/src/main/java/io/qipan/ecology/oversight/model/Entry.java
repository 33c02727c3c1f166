package io.qipan.ecology.oversight.model;

import io.qipan.runtime.refusal.Decision;
import io.qipan.runtime.refusal.Refusal;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/** Something that leads work for a time, or records how it was led. */
public sealed interface Entry permits TargetedCase, SupervisionOrder, Campaign, JointOperation, Consultation {
    UUID id();

    /** Counts the changes, from 1. */
    long version();

    EntryKind kind();

    /** Its state by the name of the contract. */
    String stateCode();

    default String name() {
        return kind().prefix() + id();
    }

    default String etag() {
        return Long.toString(version());
    }

    /** What it is about, {@code cases/{uuid}} mostly; empty if nothing of its own. */
    default Optional<String> subject() {
        return Optional.empty();
    }

    /** The agencies that take part, {@code agencies/{code}}. */
    default List<String> parties() {
        return List.of();
    }

    /** The last moment in time for what is to be done next; empty if nothing waits. */
    default Optional<Instant> nextDue() {
        return Optional.empty();
    }

    /** With everything marked that has run out by then. */
    default Entry ranOut(Instant now) {
        return this;
    }

    /** What the journal calls it when something has run out. */
    default String runOutVerb() {
        return "overdue";
    }

    /** Who has not done what, and whom it goes up to: a sentence. */
    default String runOutText() {
        return "";
    }

    /** Refuses what the state does not allow. */
    default <T> Decision<T> illegal(String action) {
        return Decision.refuse(Refusal.illegalTransition(name(), stateCode(), action));
    }
}
