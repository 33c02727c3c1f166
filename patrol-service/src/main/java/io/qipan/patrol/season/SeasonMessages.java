package io.qipan.patrol.season;

import io.qipan.patrol.id.ResourceId;
import io.qipan.patrol.season.model.Declaration;
import io.qipan.patrol.season.model.Declaration.Revoked;
import io.qipan.patrol.season.model.Declaration.Standing;
import io.qipan.patrol.season.model.MediumState;
import io.qipan.patrol.season.model.Passage;
import io.qipan.patrol.season.model.Ruling;
import io.qipan.patrol.season.model.Ruling.ByDeclaration;
import io.qipan.patrol.season.model.Ruling.ByDefault;
import io.qipan.patrol.season.model.Ruling.ByPlace;
import io.qipan.patrol.season.model.Ruling.ByRule;
import io.qipan.patrol.unit.model.Medium;
import io.qipan.proto.patrol.v1.DeclareMediumRequest;
import io.qipan.proto.patrol.v1.MediumDeclaration;
import io.qipan.proto.patrol.v1.WaterPhase;
import io.qipan.runtime.rpc.Times;
import java.time.Instant;
import java.util.Optional;
import java.util.stream.Collectors;

/** Declarations and states of media on the wire and in the model. */
final class SeasonMessages {

    private SeasonMessages() {}

    static Declaration declaration(DeclareMediumRequest request, String by, Instant now) {
        return new Declaration(
                ResourceId.fresh(),
                1,
                request.getMediaList().stream()
                        .map(medium -> Medium.valueOf(medium.name()))
                        .collect(Collectors.toSet()),
                Passage.valueOf(request.getPassage().name()),
                Optional.of(request.getOptionalPlace()).filter(place -> !place.isEmpty()),
                request.hasFrom() ? Times.instant(request.getFrom()) : now,
                request.hasUntil() ? Optional.of(Times.instant(request.getUntil())) : Optional.empty(),
                request.getReason(),
                by,
                now,
                new Standing());
    }

    static MediumDeclaration message(Declaration declaration) {
        MediumDeclaration.Builder message = MediumDeclaration.newBuilder()
                .setName(declaration.name())
                .setEtag(declaration.etag())
                .addAllMedia(declaration.media().stream()
                        .sorted()
                        .map(SeasonMessages::message)
                        .toList())
                .setPassage(message(declaration.passage()))
                .setPlace(declaration.place().orElse(""))
                .setFrom(Times.message(declaration.from()))
                .setReason(declaration.reason())
                .setDeclaredBy(declaration.declaredBy())
                .setDeclaredAt(Times.message(declaration.declaredAt()));
        declaration.until().map(Times::message).ifPresent(message::setUntil);
        if (declaration.state() instanceof Revoked(Instant at, String by, String reason)) {
            message.setRevokedAt(Times.message(at)).setRevokedBy(by).setRevokeReason(reason);
        }
        return message.build();
    }

    static io.qipan.proto.patrol.v1.MediumState message(MediumState state, String place) {
        io.qipan.proto.patrol.v1.MediumState.Builder message = io.qipan.proto.patrol.v1.MediumState.newBuilder()
                .setMedium(message(state.medium()))
                .setPlace(place)
                .setPassage(message(state.ruling().passage()))
                .setRuling(message(state.ruling()));
        state.phase().map(phase -> WaterPhase.valueOf(phase.name())).ifPresent(message::setPhase);
        state.changesAt().map(Times::message).ifPresent(message::setChangesAt);
        return message.build();
    }

    /** With the place that decides: that of the declaration or rule. */
    static io.qipan.proto.patrol.v1.MediumState message(MediumState state) {
        Optional<String> place = switch (state.ruling()) {
            case ByDeclaration(var declaration) -> declaration.place();
            case ByRule(var rule, Passage _) -> rule.place();
            case ByPlace(String water) -> Optional.of(water);
            case ByDefault _ -> Optional.empty();
        };
        return message(state, place.orElse(""));
    }

    private static io.qipan.proto.patrol.v1.Ruling message(Ruling ruling) {
        io.qipan.proto.patrol.v1.Ruling.Builder message = io.qipan.proto.patrol.v1.Ruling.newBuilder()
                .setRuledBy(SeasonWords.ruledBy(ruling))
                .setReasonEn(SeasonWords.reasonEn(ruling))
                .setReasonZh(SeasonWords.reasonZh(ruling));
        return switch (ruling) {
            case ByDeclaration _ ->
                message.setBasis(io.qipan.proto.patrol.v1.Ruling.Basis.DECLARATION)
                        .build();
            case ByRule(var rule, Passage _) ->
                message.setBasis(io.qipan.proto.patrol.v1.Ruling.Basis.CALENDAR)
                        .setSource(rule.source())
                        .setAssumption(rule.assumption())
                        .build();
            case ByPlace _ ->
                message.setBasis(io.qipan.proto.patrol.v1.Ruling.Basis.PLACE).build();
            case ByDefault _ ->
                message.setBasis(io.qipan.proto.patrol.v1.Ruling.Basis.DEFAULT).build();
        };
    }

    static io.qipan.proto.patrol.v1.Medium message(Medium medium) {
        return io.qipan.proto.patrol.v1.Medium.valueOf(medium.name());
    }

    private static io.qipan.proto.patrol.v1.Passage message(Passage passage) {
        return io.qipan.proto.patrol.v1.Passage.valueOf(passage.name());
    }
}
