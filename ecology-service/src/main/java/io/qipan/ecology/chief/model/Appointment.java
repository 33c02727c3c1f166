package io.qipan.ecology.chief.model;

import io.qipan.runtime.refusal.Decision;
import io.qipan.runtime.refusal.Refusal;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;

/**
 * One person in one post for a time.
 *
 * @param jurisdiction its name
 * @param account the subject of the tokens that the post is worked with
 * @param person the person's name
 * @param until the first moment that it does not hold any more; empty while no end is known
 * @param basis the document it rests on
 * @param endReason empty while it does not end
 */
public record Appointment(
        UUID id,
        long version,
        Seat seat,
        String account,
        String person,
        Instant from,
        Optional<Instant> until,
        String basis,
        String endReason) {

    /** A post of a jurisdiction, which one person holds at a time. */
    public record Seat(String jurisdiction, Post post) {}

    /** Who follows in a handover. */
    public record Successor(UUID id, String account, String person, String basis) {}

    /** Both sides of a handover. */
    public record Handover(Appointment ended, Appointment begun) {}

    public String name() {
        return "appointments/" + id;
    }

    public boolean holdsAt(Instant time) {
        return !from.isAfter(time) && until.filter(end -> !end.isAfter(time)).isEmpty();
    }

    /** Whether both hold the same post at some moment. */
    public boolean clashesWith(Appointment other) {
        boolean beginsBeforeItEnds = until.map(other.from::isBefore).orElse(true);
        return seat.equals(other.seat)
                && beginsBeforeItEnds
                && other.until.map(from::isBefore).orElse(true);
    }

    public Decision<Appointment> ended(Instant at, String reason) {
        if (until.isPresent()) {
            return refuse("ENDS_AT_" + until.get(), "end at " + at);
        }
        if (!at.isAfter(from)) {
            return refuse("BEGINS_AT_" + from, "end at " + at + ", it must hold for a while");
        }
        return Decision.grant(
                new Appointment(id, version + 1, seat, account, person, from, Optional.of(at), basis, reason));
    }

    /** Ends now one and begins the next at the same moment. One with a known end can be handed over before it. */
    public Decision<Handover> handedOver(Successor to, Instant at, String reason) {
        if (!holdsAt(at) || !at.isAfter(from)) {
            return refuse(
                    "HELD_FROM_" + from + until.map(end -> "_UNTIL_" + end).orElse(""), "be handed over at " + at);
        }
        return Decision.grant(new Handover(
                new Appointment(id, version + 1, seat, account, person, from, Optional.of(at), basis, reason),
                new Appointment(to.id(), 1, seat, to.account(), to.person(), at, Optional.empty(), to.basis(), "")));
    }

    private <T> Decision<T> refuse(String state, String action) {
        return Decision.refuse(Refusal.illegalTransition(name(), state, action));
    }
}
