package io.qipan.launcher.demo;

import io.qipan.proto.common.v1.Area;
import io.qipan.proto.common.v1.Datum;
import io.qipan.proto.common.v1.LocationInput;
import io.qipan.proto.common.v1.LocationSource;
import io.qipan.proto.common.v1.Point;

/** The places of the story, on the eastern shore of Wuhai Lake. Approximate, WGS-84. */
final class Places {

    private Places() {}

    static LocationInput shore() {
        return LocationInput.newBuilder()
                .setArea(Area.newBuilder()
                        .addRing(point(39.700, 106.764))
                        .addRing(point(39.700, 106.784))
                        .addRing(point(39.640, 106.788))
                        .addRing(point(39.640, 106.768)))
                .setText("somewhere at the lake, the caller does not know where")
                .setSource(LocationSource.CALLER)
                .setUncertaintyM(300)
                .build();
    }

    static LocationInput nothingMore() {
        return LocationInput.newBuilder()
                .setText(
                        "The caller, asked again: 'only that it is by the water'. The person's own number was called three"
                                + " times; it rings and nobody answers")
                .setSource(LocationSource.CALLER)
                .build();
    }

    static LocationInput phone() {
        return LocationInput.newBuilder()
                .setPoint(point(39.668, 106.777))
                .setText("the person's telephone, by its network")
                .setSource(LocationSource.PHONE)
                .setUncertaintyM(800)
                .build();
    }

    static LocationInput found() {
        return LocationInput.newBuilder()
                .setPoint(point(39.6642, 106.7783))
                .setText("on the embankment, sitting at the edge; talking")
                .setSource(LocationSource.UNIT_REPORT)
                .setUncertaintyM(20)
                .build();
    }

    private static Point point(double latitude, double longitude) {
        return Point.newBuilder()
                .setLatitude(latitude)
                .setLongitude(longitude)
                .setDatum(Datum.WGS84)
                .build();
    }
}
