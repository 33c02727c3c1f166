package io.qipan.patrol.roster.model;

import io.qipan.patrol.roster.model.ShiftState.Cancelled;
import io.qipan.patrol.roster.model.ShiftState.Ended;
import io.qipan.patrol.roster.model.ShiftState.HandedOver;
import io.qipan.patrol.roster.model.ShiftState.HandingOver;
import io.qipan.patrol.roster.model.ShiftState.OnDuty;
import io.qipan.patrol.roster.model.ShiftState.Planned;
import io.qipan.patrol.roster.model.ShiftState.Running;
import io.qipan.patrol.roster.model.ShiftState.Start;
import io.qipan.runtime.refusal.Decision;
import io.qipan.runtime.refusal.Reason;
import io.qipan.runtime.refusal.Refusal;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Collectors;

/**
 * A crew with its unit for some hours.
 *
 * @param version counts the changes, without reminders, which nobody has to know to decide; its text is the etag
 * @param until as planned, excluded
 * @param beat where it patrols
 */
public record Shift(
        UUID id,
        long version,
        String unit,
        Optional<String> station,
        Instant from,
        Instant until,
        List<CrewMember> crew,
        Beat beat,
        ShiftState state) {
    /** Crews come early; a check-in long before is one of the wrong shift. */
    public static final Duration EARLIEST_START = Duration.ofHours(2);

    public Shift {
        crew = List.copyOf(crew);
    }

    public static String name(UUID id) {
        return "shifts/" + id;
    }

    public String name() {
        return name(id);
    }

    public String etag() {
        return Long.toString(version);
    }

    public boolean isOnDuty() {
        return state instanceof OnDuty;
    }

    /** Whether its crew was on duty at a time, as far as is known now. */
    public boolean wasOnDuty(Instant at) {
        return switch (state) {
            case OnDuty onDuty -> !at.isBefore(onDuty.start().at());
            case Ended ended -> isBetween(ended.start().at(), at, ended.at());
            case HandedOver over -> isBetween(over.start().at(), at, over.at());
            case Planned _, Cancelled _ -> false;
        };
    }

    private static boolean isBetween(Instant from, Instant at, Instant until) {
        return !at.isBefore(from) && at.isBefore(until);
    }

    public List<String> members() {
        return crew.stream().map(CrewMember::member).toList();
    }

    /** The shift, if it is as the caller knows it. */
    public Decision<Shift> known(String etag) {
        return etag.equals(etag()) ? Decision.grant(this) : Decision.refuse(Refusal.staleEtag(name(), etag, etag()));
    }

    /** @param outgoing a shift that waits for this one to take over */
    public Decision<Shift> cancel(String reason, Instant at, Optional<Shift> outgoing) {
        if (outgoing.isPresent()) {
            return illegal("be cancelled while " + outgoing.get().name()
                    + " hands over to it; have that handover taken back first");
        }
        return state instanceof Planned ? Decision.grant(next(new Cancelled(at, reason))) : illegal("be cancelled");
    }

    public Decision<Shift> start(String member, Instant at) {
        return mayBegin("start", at)
                .then(ready -> byOneOfCrew(member))
                .then(ours -> Decision.grant(next(new Running(new Start(at, member)))));
    }

    /** Planned, and the time for it has come and not gone. */
    private Decision<Shift> mayBegin(String action, Instant at) {
        if (!(state instanceof Planned)) {
            return illegal(action);
        }
        if (at.isBefore(from.minus(EARLIEST_START))) {
            return illegal(action + " before " + from.minus(EARLIEST_START) + ": it begins at " + from);
        }
        if (!at.isBefore(until)) {
            return illegal(action + " any more: by its plan it was over at " + until);
        }
        return Decision.grant(this);
    }

    public Decision<Shift> end(String member, String notes, Instant at) {
        return state instanceof Running(Start start)
                ? byOneOfCrew(member).then(ours -> Decision.grant(next(new Ended(start, at, notes))))
                : illegal("end");
    }

    /** @param incoming the shift that takes over, which must be of the same unit and could start */
    public Decision<Shift> offer(Handover handover, Shift incoming, Instant confirmBy) {
        if (!(state instanceof Running(Start start))) {
            return illegal("hand over");
        }
        if (!incoming.unit.equals(unit)) {
            return incomplete(
                    "shift_of_same_unit",
                    incoming.name() + " is of " + incoming.unit + ", and " + name() + " of " + unit
                            + ". Hand over to a shift of the same unit.");
        }
        return incoming.mayBegin("take over", handover.offeredAt())
                .then(ready -> byOneOfCrew(handover.givenBy()))
                .then(ours -> Decision.grant(next(new HandingOver(start, handover, confirmBy, 0))));
    }

    public Decision<Shift> withdraw() {
        return state instanceof HandingOver handing
                ? Decision.grant(next(new Running(handing.start())))
                : illegal("take a handover back");
    }

    /** The outgoing shift once the incoming one has started. */
    public Decision<Shift> confirmed(String confirmedBy, Instant at) {
        return state instanceof HandingOver(Start start, Handover handover, Instant _, int reminders)
                ? Decision.grant(next(new HandedOver(start, at, handover, reminders, confirmedBy)))
                : illegal("be taken over");
    }

    /** As the incoming shift of a handover. */
    public Decision<Shift> takeOver(String member, Instant at) {
        return mayBegin("take over", at)
                .then(ready -> byOneOfCrew(member))
                .then(ours -> Decision.grant(next(new Running(new Start(at, member)))));
    }

    /** Nobody has confirmed; the next look is later. */
    public Decision<Shift> remind(Instant confirmBy) {
        return state instanceof HandingOver(Start start, Handover handover, Instant _, int reminders)
                ? Decision.grant(with(version, new HandingOver(start, handover, confirmBy, reminders + 1)))
                : illegal("be reminded of a handover");
    }

    private Decision<Shift> byOneOfCrew(String member) {
        return members().contains(member)
                ? Decision.grant(this)
                : incomplete(
                        "crew_member",
                        member + " is not of the crew of " + name() + ". Somebody of it has to say so: "
                                + members().stream().collect(Collectors.joining(", ")) + ".");
    }

    private Decision<Shift> incomplete(String missing, String message) {
        return Decision.refuse(
                Refusal.of(Reason.INCOMPLETE, message).with("resource", name()).with("missing", missing));
    }

    private Decision<Shift> illegal(String action) {
        return Decision.refuse(Refusal.illegalTransition(name(), state.word(), action));
    }

    private Shift next(ShiftState nextState) {
        return with(version + 1, nextState);
    }

    private Shift with(long nextVersion, ShiftState nextState) {
        return new Shift(id, nextVersion, unit, station, from, until, crew, beat, nextState);
    }
}
