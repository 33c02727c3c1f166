package io.qipan.runtime.rpc;

import io.qipan.proto.common.v1.Area;
import io.qipan.proto.common.v1.LocationInput;
import io.qipan.proto.common.v1.LocationSource;
import io.qipan.proto.common.v1.Point;
import io.qipan.runtime.place.Datum;
import io.qipan.runtime.place.Datum.Bd09;
import io.qipan.runtime.place.Datum.Gcj02;
import io.qipan.runtime.place.Datum.Wgs84;
import io.qipan.runtime.place.Location;
import io.qipan.runtime.place.Shape;
import io.qipan.runtime.place.Shape.Region;
import io.qipan.runtime.place.Shape.Spot;
import io.qipan.runtime.refusal.Reason;
import io.qipan.runtime.refusal.Refusal;
import java.time.Instant;
import java.util.Optional;

/** Places on the wire and in the model. */
public final class PlaceMessages {

    private PlaceMessages() {}

    public static Datum point(Point message) {
        return switch (message.getDatum()) {
            case WGS84 -> new Wgs84(message.getLatitude(), message.getLongitude());
            case GCJ02 -> new Gcj02(message.getLatitude(), message.getLongitude());
            case BD09 -> new Bd09(message.getLatitude(), message.getLongitude());
            case DATUM_UNSPECIFIED, UNRECOGNIZED ->
                throw Refusal.of(Reason.PLACE_INVALID, "The point does not say its datum: WGS84, GCJ02 or BD09.")
                        .with("problem", "no_datum")
                        .asException();
        };
    }

    public static Point message(Datum point) {
        return Point.newBuilder()
                .setLatitude(point.latitude())
                .setLongitude(point.longitude())
                .setDatum(
                        switch (point) {
                            case Wgs84 _ -> io.qipan.proto.common.v1.Datum.WGS84;
                            case Gcj02 _ -> io.qipan.proto.common.v1.Datum.GCJ02;
                            case Bd09 _ -> io.qipan.proto.common.v1.Datum.BD09;
                        })
                .build();
    }

    /** A new candidate; its number is given by the call or incident that takes it. */
    public static Location location(LocationInput message, String givenBy, Instant now) {
        return new Location(
                0,
                shape(message),
                message.getText(),
                Location.Source.valueOf(message.getSource().name()),
                message.getUncertaintyM(),
                Times.occurred(message.hasObservedAt(), message.getObservedAt(), now),
                givenBy,
                now,
                false);
    }

    private static Optional<Shape> shape(LocationInput message) {
        return switch (message.getShapeCase()) {
            case POINT -> Optional.of(new Spot(point(message.getPoint())));
            case AREA ->
                Optional.of(new Region(message.getArea().getRingList().stream()
                        .map(PlaceMessages::point)
                        .toList()));
            case SHAPE_NOT_SET -> Optional.empty();
        };
    }

    public static io.qipan.proto.common.v1.Location message(Location location) {
        io.qipan.proto.common.v1.Location.Builder message = io.qipan.proto.common.v1.Location.newBuilder()
                .setId(location.id())
                .setGiven(given(location))
                .setRadiusM(location.radiusM())
                .setGivenBy(location.givenBy())
                .setReceivedAt(Times.message(location.receivedAt()))
                .setChosen(location.chosen());
        location.shape().ifPresent(shape -> message.setWgs84(message(shape.middle())));
        return message.build();
    }

    private static LocationInput given(Location location) {
        LocationInput.Builder given = LocationInput.newBuilder()
                .setText(location.text())
                .setSource(LocationSource.valueOf(location.source().name()))
                .setUncertaintyM(location.uncertaintyM())
                .setObservedAt(Times.message(location.observedAt()));
        location.shape().ifPresent(shape -> {
            switch (shape) {
                case Spot(Datum point) -> given.setPoint(message(point));
                case Region region ->
                    given.setArea(Area.newBuilder()
                            .addAllRing(region.ring().stream()
                                    .map(PlaceMessages::message)
                                    .toList()));
            }
        });
        return given.build();
    }

    /** A location as it was stored by {@link #message(Location)}. */
    public static Location stored(io.qipan.proto.common.v1.Location message) {
        LocationInput given = message.getGiven();
        return new Location(
                message.getId(),
                shape(given),
                given.getText(),
                Location.Source.valueOf(given.getSource().name()),
                given.getUncertaintyM(),
                Times.instant(given.getObservedAt()),
                message.getGivenBy(),
                Times.instant(message.getReceivedAt()),
                message.getChosen());
    }
}
