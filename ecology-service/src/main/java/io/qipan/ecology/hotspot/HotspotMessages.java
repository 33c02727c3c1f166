package io.qipan.ecology.hotspot;

import com.github.f4b6a3.uuid.UuidCreator;
import io.qipan.ecology.clue.model.Estimate.Confidence;
import io.qipan.ecology.hotspot.model.HeatSource;
import io.qipan.ecology.hotspot.model.Hotspot;
import io.qipan.proto.ecology.v1.RegisterHeatSourceRequest;
import io.qipan.runtime.place.Datum.Wgs84;
import io.qipan.runtime.rpc.PlaceMessages;
import io.qipan.runtime.rpc.Times;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;

/** Hotspots and known sources of heat on the wire. */
final class HotspotMessages {

    private HotspotMessages() {}

    static Hotspot hotspot(io.qipan.proto.ecology.v1.Hotspot message, Instant now) {
        return new Hotspot(
                UuidCreator.getTimeOrderedEpoch(),
                message.getSatellite(),
                Times.occurred(true, message.getAcquiredAt(), now),
                new Wgs84(message.getLatitude(), message.getLongitude()),
                Confidence.valueOf(message.getConfidence().name()),
                message.getFrpMw());
    }

    static io.qipan.proto.ecology.v1.Hotspot message(Hotspot hotspot) {
        return io.qipan.proto.ecology.v1.Hotspot.newBuilder()
                .setSatellite(hotspot.satellite())
                .setAcquiredAt(Times.message(hotspot.acquiredAt()))
                .setLatitude(hotspot.point().latitude())
                .setLongitude(hotspot.point().longitude())
                .setConfidence(io.qipan.proto.ecology.v1.Clue.Confidence.valueOf(
                        hotspot.confidence().name()))
                .setFrpMw(hotspot.frpMw())
                .build();
    }

    static HeatSource heatSource(RegisterHeatSourceRequest request, Instant now) {
        return new HeatSource(
                UuidCreator.getTimeOrderedEpoch(),
                1,
                request.getTitle(),
                PlaceMessages.point(request.getPoint()).toWgs84(),
                request.getRadiusM(),
                request.hasFrom() ? Times.instant(request.getFrom()) : now,
                request.hasUntil() ? Optional.of(Times.instant(request.getUntil())) : Optional.empty(),
                request.getBasis());
    }

    static io.qipan.proto.ecology.v1.HeatSource message(HeatSource source) {
        io.qipan.proto.ecology.v1.HeatSource.Builder message = io.qipan.proto.ecology.v1.HeatSource.newBuilder()
                .setName(source.name())
                .setTitle(source.title())
                .setPoint(PlaceMessages.message(source.point()))
                .setRadiusM(source.radiusM())
                .setFrom(Times.message(source.from()))
                .setBasis(source.basis())
                .setEtag(source.etag());
        source.until().map(Times::message).ifPresent(message::setUntil);
        return message.build();
    }

    /** The id in {@code heatSources/{uuid}}; empty if there can be no such source. */
    static Optional<UUID> heatSource(String name) {
        try {
            UUID id = UUID.fromString(name.substring(HeatSource.KIND.length()));
            return Optional.of(id).filter(found -> name.equals(HeatSource.KIND + found));
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }
}
