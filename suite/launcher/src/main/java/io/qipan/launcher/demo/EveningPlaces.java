package io.qipan.launcher.demo;

import io.qipan.proto.common.v1.Area;
import io.qipan.proto.common.v1.Datum;
import io.qipan.proto.common.v1.LocationInput;
import io.qipan.proto.common.v1.LocationSource;
import io.qipan.proto.common.v1.Point;

/** The places of the evening, in Wuhai. Approximate, WGS-84. */
final class EveningPlaces {

    private static final double METRES_PER_DEGREE = 111_195;
    /** Half the side of a sector that is searched. */
    private static final double HALF_SECTOR_M = 120;

    private EveningPlaces() {}

    enum Place {
        CORNER("the house with the restaurant on the corner", 39.6762, 106.8141),
        MARKET("behind the market", 39.6818, 106.8172),
        SITE("the building site", 39.6695, 106.8120),
        PARK("the park by the lake", 39.6660, 106.7862);

        private final String words;
        private final double latitude;
        private final double longitude;

        Place(String words, double latitude, double longitude) {
            this.words = words;
            this.latitude = latitude;
            this.longitude = longitude;
        }

        String words() {
            return words;
        }

        /** So many metres north and east of it. */
        Point point(double northM, double eastM) {
            double perDegreeEast = METRES_PER_DEGREE * Math.cos(Math.toRadians(latitude));
            return Point.newBuilder()
                    .setLatitude(latitude + northM / METRES_PER_DEGREE)
                    .setLongitude(longitude + eastM / perDegreeEast)
                    .setDatum(Datum.WGS84)
                    .build();
        }
    }

    /** Where the child was seen last. */
    static LocationInput lastSeen() {
        return LocationInput.newBuilder()
                .setPoint(Place.PARK.point(0, 0))
                .setText("at the swings in the park by the lake")
                .setSource(LocationSource.CALLER)
                .setUncertaintyM(50)
                .build();
    }

    /** A square of the park, one of several beside each other from west to east. */
    static Area sector(int number) {
        double middle = (number - 2) * 2 * HALF_SECTOR_M;
        return Area.newBuilder()
                .addRing(Place.PARK.point(-HALF_SECTOR_M, middle - HALF_SECTOR_M))
                .addRing(Place.PARK.point(-HALF_SECTOR_M, middle + HALF_SECTOR_M))
                .addRing(Place.PARK.point(HALF_SECTOR_M, middle + HALF_SECTOR_M))
                .addRing(Place.PARK.point(HALF_SECTOR_M, middle - HALF_SECTOR_M))
                .build();
    }

    static LocationInput found() {
        return LocationInput.newBuilder()
                .setPoint(Place.PARK.point(60, 25))
                .setText("in the boat house, behind the kayaks")
                .setSource(LocationSource.UNIT_REPORT)
                .setUncertaintyM(10)
                .build();
    }
}
