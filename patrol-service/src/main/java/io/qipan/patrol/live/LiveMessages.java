package io.qipan.patrol.live;

import io.qipan.patrol.live.picture.Filter;
import io.qipan.patrol.live.picture.Region;
import io.qipan.patrol.live.picture.Region.Circle;
import io.qipan.patrol.live.picture.Region.Polygon;
import io.qipan.patrol.position.PositionMessages;
import io.qipan.patrol.unit.ReadyMessages;
import io.qipan.patrol.unit.model.LiveUnit;
import io.qipan.patrol.unit.model.LiveUnit.Availability;
import io.qipan.patrol.unit.model.Unit;
import io.qipan.proto.patrol.v1.UnitFilter;
import io.qipan.proto.patrol.v1.UnitUpdate;
import io.qipan.runtime.rpc.PlaceMessages;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Filters and what they let through, on the wire and in memory. */
final class LiveMessages {

    private LiveMessages() {}

    static Filter filter(UnitFilter message) {
        return new Filter(
                regions(message),
                Set.copyOf(message.getKindsList()),
                Set.copyOf(message.getCapabilitiesList()),
                switch (message.getAvailability()) {
                    case FREE -> Optional.of(Availability.FREE);
                    case COMMITTED -> Optional.of(Availability.COMMITTED);
                    case UNAVAILABLE -> Optional.of(Availability.UNAVAILABLE);
                    case OFF_DUTY -> Optional.of(Availability.OFF_DUTY);
                    case AVAILABILITY_UNSPECIFIED, UNRECOGNIZED -> Optional.empty();
                });
    }

    private static List<Region> regions(UnitFilter message) {
        List<Region> regions = new ArrayList<>();
        if (message.hasCircle()) {
            regions.add(new Circle(
                    PlaceMessages.point(message.getCircle().getCenter()).toWgs84(),
                    message.getCircle().getRadiusM()));
        }
        if (message.hasArea()) {
            regions.add(Polygon.of(message.getArea().getRingList().stream()
                    .map(PlaceMessages::point)
                    .toList()));
        }
        return regions;
    }

    static UnitUpdate entered(LiveUnit unit) {
        return UnitUpdate.newBuilder().setEntered(ReadyMessages.of(unit)).build();
    }

    static UnitUpdate left(String unit) {
        return UnitUpdate.newBuilder().setLeft(unit).build();
    }

    /** Of a unit that is not as it was. */
    static UnitUpdate update(LiveUnit before, LiveUnit live) {
        Unit now = live.unit();
        boolean moved = before.duty() == live.duty()
                && now.position().map(before.unit()::at).filter(now::equals).isPresent();
        return moved
                ? UnitUpdate.newBuilder()
                        .setMoved(UnitUpdate.Move.newBuilder()
                                .setUnit(now.name())
                                .setPosition(
                                        PositionMessages.message(now.position().orElseThrow())))
                        .build()
                : UnitUpdate.newBuilder().setChanged(ReadyMessages.of(live)).build();
    }
}
