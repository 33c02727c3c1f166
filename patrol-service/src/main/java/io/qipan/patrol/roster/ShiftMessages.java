package io.qipan.patrol.roster;

import com.google.protobuf.Timestamp;
import io.qipan.patrol.id.ResourceId;
import io.qipan.patrol.roster.PlanShift.Plan;
import io.qipan.patrol.roster.model.Beat;
import io.qipan.patrol.roster.model.Beat.AsItMoves;
import io.qipan.patrol.roster.model.Beat.Ashore;
import io.qipan.patrol.roster.model.Beat.OnWaters;
import io.qipan.patrol.roster.model.CrewMember;
import io.qipan.patrol.roster.model.Handover;
import io.qipan.patrol.roster.model.Shift;
import io.qipan.patrol.roster.model.ShiftState.Cancelled;
import io.qipan.patrol.roster.model.ShiftState.Ended;
import io.qipan.patrol.roster.model.ShiftState.HandedOver;
import io.qipan.patrol.roster.model.ShiftState.HandingOver;
import io.qipan.patrol.roster.model.ShiftState.Planned;
import io.qipan.patrol.roster.model.ShiftState.Running;
import io.qipan.patrol.roster.model.ShiftState.Start;
import io.qipan.proto.patrol.v1.OfferHandoverRequest;
import io.qipan.proto.patrol.v1.PlanShiftRequest;
import io.qipan.proto.patrol.v1.Shift.State;
import io.qipan.runtime.rpc.Times;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** Shifts on the wire and in the model. */
final class ShiftMessages {

    private ShiftMessages() {}

    static Plan plan(PlanShiftRequest request) {
        return new Plan(
                ResourceId.fresh(),
                request.getUnit(),
                given(request.getOptionalStation()),
                Times.instant(request.getFrom()),
                Times.instant(request.getUntil()),
                crew(request.getCrewList()),
                beat(request));
    }

    private static Beat beat(PlanShiftRequest request) {
        if (request.getWatersCount() > 0) {
            return new OnWaters(request.getWatersList());
        }
        return request.getAshore() ? new Ashore() : new AsItMoves();
    }

    /** Empty if it names none. */
    static List<String> waters(Shift shift) {
        return shift.beat() instanceof OnWaters waters ? waters.names() : List.of();
    }

    static Optional<String> given(String text) {
        return text.isEmpty() ? Optional.empty() : Optional.of(text);
    }

    static Optional<Instant> given(boolean present, Timestamp time) {
        return present ? Optional.of(Times.instant(time)) : Optional.empty();
    }

    static Handover handover(OfferHandoverRequest request, Instant now) {
        return new Handover(
                ResourceId.of(request.getToShift()),
                request.getNotes(),
                request.getOpenMattersList(),
                request.getMember(),
                now);
    }

    static List<CrewMember> crew(List<io.qipan.proto.patrol.v1.CrewMember> messages) {
        return messages.stream()
                .map(message -> new CrewMember(message.getMember(), message.getRole()))
                .toList();
    }

    static List<io.qipan.proto.patrol.v1.CrewMember> crew(Shift shift) {
        return shift.crew().stream()
                .map(member -> io.qipan.proto.patrol.v1.CrewMember.newBuilder()
                        .setMember(member.member())
                        .setRole(member.role())
                        .build())
                .toList();
    }

    static io.qipan.proto.patrol.v1.Shift message(Shift shift) {
        io.qipan.proto.patrol.v1.Shift.Builder message = io.qipan.proto.patrol.v1.Shift.newBuilder()
                .setName(shift.name())
                .setEtag(shift.etag())
                .setUnit(shift.unit())
                .setStation(shift.station().orElse(""))
                .setFrom(Times.message(shift.from()))
                .setUntil(Times.message(shift.until()))
                .addAllCrew(crew(shift))
                .addAllWaters(waters(shift))
                .setAshore(shift.beat() instanceof Ashore);
        handover(shift).ifPresent(message::setHandover);
        switch (shift.state()) {
            case Planned _ -> message.setState(State.PLANNED);
            case Running(Start start) -> started(message, start).setState(State.RUNNING);
            case HandingOver handing -> started(message, handing.start()).setState(State.HANDING_OVER);
            case Ended(Start start, Instant at, String notes) ->
                started(message, start)
                        .setState(State.ENDED)
                        .setEndedAt(Times.message(at))
                        .setEndNotes(notes);
            case HandedOver over ->
                started(message, over.start()).setState(State.ENDED).setEndedAt(Times.message(over.at()));
            case Cancelled(Instant at, String reason) ->
                message.setState(State.CANCELLED).setEndedAt(Times.message(at)).setEndNotes(reason);
        }
        return message.build();
    }

    private static io.qipan.proto.patrol.v1.Shift.Builder started(
            io.qipan.proto.patrol.v1.Shift.Builder message, Start start) {
        return message.setStartedAt(Times.message(start.at())).setStartedBy(start.by());
    }

    /** What the shift hands or has handed over. */
    static Optional<io.qipan.proto.patrol.v1.Handover> handover(Shift shift) {
        return switch (shift.state()) {
            case HandingOver handing ->
                Optional.of(message(handing.handover())
                        .setReminders(handing.reminders())
                        .setConfirmBy(Times.message(handing.confirmBy()))
                        .build());
            case HandedOver over ->
                Optional.of(message(over.handover())
                        .setReminders(over.reminders())
                        .setConfirmedBy(over.confirmedBy())
                        .setConfirmedAt(Times.message(over.at()))
                        .build());
            case Planned _, Running _, Ended _, Cancelled _ -> Optional.empty();
        };
    }

    private static io.qipan.proto.patrol.v1.Handover.Builder message(Handover handover) {
        return io.qipan.proto.patrol.v1.Handover.newBuilder()
                .setToShift(Shift.name(handover.to()))
                .setNotes(handover.notes())
                .addAllOpenMatters(handover.openMatters())
                .setGivenBy(handover.givenBy())
                .setOfferedAt(Times.message(handover.offeredAt()));
    }

    static Handover stored(io.qipan.proto.patrol.v1.Handover message) {
        return new Handover(
                ResourceId.of(message.getToShift()),
                message.getNotes(),
                message.getOpenMattersList(),
                message.getGivenBy(),
                Times.instant(message.getOfferedAt()));
    }
}
