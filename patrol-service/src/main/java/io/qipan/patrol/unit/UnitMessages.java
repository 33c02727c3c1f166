package io.qipan.patrol.unit;

import io.qipan.patrol.position.PositionMessages;
import io.qipan.patrol.unit.UpdateUnit.Correction;
import io.qipan.patrol.unit.model.Duty;
import io.qipan.patrol.unit.model.Kind;
import io.qipan.patrol.unit.model.Medium;
import io.qipan.patrol.unit.model.Unit;
import io.qipan.patrol.unit.model.UnitStatus;
import io.qipan.patrol.unit.model.UnitStatus.InService;
import io.qipan.patrol.unit.model.UnitStatus.OutOfService;
import io.qipan.proto.patrol.v1.ChangeUnitStatusRequest;
import io.qipan.proto.patrol.v1.MediumSpeed;
import io.qipan.proto.patrol.v1.PutUnitKindRequest;
import io.qipan.proto.patrol.v1.RegisterUnitRequest;
import io.qipan.proto.patrol.v1.Unit.Status;
import io.qipan.proto.patrol.v1.UnitKind;
import io.qipan.proto.patrol.v1.UpdateUnitRequest;
import io.qipan.runtime.refusal.Reason;
import io.qipan.runtime.refusal.Refusal;
import io.qipan.runtime.refusal.Refusal.Violation;
import java.time.Duration;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Units on the wire and in the model. */
public final class UnitMessages {

    private UnitMessages() {}

    static Unit unit(RegisterUnitRequest request) {
        return Unit.registered(
                request.getName(),
                request.getCallSign(),
                request.getKind(),
                request.getExtraCapabilitiesList(),
                given(request.getOptionalStation()));
    }

    /** A text that is empty when it was not given. */
    static Optional<String> given(String text) {
        return text.isEmpty() ? Optional.empty() : Optional.of(text);
    }

    static Correction correction(UpdateUnitRequest request) {
        return new Correction(
                request.getName(),
                request.getEtag(),
                request.getCallSign(),
                request.getExtraCapabilitiesList(),
                Optional.of(request.getOptionalStation()).filter(station -> !station.isEmpty()),
                request.getReason());
    }

    static UnitStatus status(ChangeUnitStatusRequest request) {
        return switch (request.getStatus()) {
            case IN_SERVICE -> new InService();
            case OUT_OF_SERVICE -> new OutOfService(request.getReason());
            case STATUS_UNSPECIFIED, UNRECOGNIZED ->
                throw new IllegalArgumentException("The contract lets no such status through");
        };
    }

    public static io.qipan.proto.patrol.v1.Unit message(Unit unit) {
        io.qipan.proto.patrol.v1.Unit.Builder message = io.qipan.proto.patrol.v1.Unit.newBuilder()
                .setName(unit.name())
                .setEtag(unit.etag())
                .setCallSign(unit.callSign())
                .setKind(unit.kind())
                .addAllExtraCapabilities(unit.extraCapabilities())
                .setStation(unit.station().orElse(""))
                .setCommittedOrder(unit.committedOrder().orElse(""));
        switch (unit.status()) {
            case InService _ -> message.setStatus(Status.IN_SERVICE);
            case OutOfService(String reason) ->
                message.setStatus(Status.OUT_OF_SERVICE).setStatusReason(reason);
        }
        unit.position().ifPresent(position -> message.setPosition(PositionMessages.message(position)));
        return message.build();
    }

    /** @param duty as the roster says it at the moment */
    static io.qipan.proto.patrol.v1.Unit message(Unit unit, Duty duty) {
        return message(unit).toBuilder()
                .setDuty(io.qipan.proto.patrol.v1.Unit.Duty.valueOf(duty.name()))
                .build();
    }

    static Kind kind(PutUnitKindRequest request) {
        Map<Medium, Double> speeds = new EnumMap<>(Medium.class);
        for (MediumSpeed speed : request.getSpeedsList()) {
            Medium medium = Medium.valueOf(speed.getMedium().name());
            if (speeds.put(medium, speed.getSpeedMps()) != null) {
                throw Refusal.of(Reason.INVALID_FIELD, "The kind cannot be used: two speeds on " + medium.code() + ".")
                        .withViolations(List.of(new Violation("speeds", "there are two speeds on " + medium.code())))
                        .asException();
            }
        }
        return new Kind(
                request.getCode(),
                1,
                request.getNameEn(),
                request.getNameZh(),
                request.getCapabilitiesList(),
                request.getUsualSpeedMps(),
                Duration.ofSeconds(request.getStaleAfterS()),
                speeds,
                request.getUsualCrew(),
                request.getEquipmentList());
    }

    static UnitKind message(Kind kind) {
        return UnitKind.newBuilder()
                .setCode(kind.code())
                .setEtag(kind.etag())
                .setNameEn(kind.nameEn())
                .setNameZh(kind.nameZh())
                .addAllCapabilities(kind.capabilities())
                .setUsualSpeedMps(kind.usualSpeedMps())
                .setStaleAfterS(Math.toIntExact(kind.staleAfter().toSeconds()))
                .addAllSpeeds(kind.speeds().entrySet().stream()
                        .sorted(Map.Entry.comparingByKey())
                        .map(speed -> MediumSpeed.newBuilder()
                                .setMedium(io.qipan.proto.patrol.v1.Medium.valueOf(
                                        speed.getKey().name()))
                                .setSpeedMps(speed.getValue())
                                .build())
                        .toList())
                .setUsualCrew(kind.usualCrew())
                .addAllEquipment(kind.equipment())
                .build();
    }
}
