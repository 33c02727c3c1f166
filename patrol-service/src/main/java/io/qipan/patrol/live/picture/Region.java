package io.qipan.patrol.live.picture;

import com.google.common.geometry.S1Angle;
import com.google.common.geometry.S2Cap;
import com.google.common.geometry.S2CellUnion;
import com.google.common.geometry.S2Error;
import com.google.common.geometry.S2Loop;
import com.google.common.geometry.S2Point;
import com.google.common.geometry.S2Region;
import com.google.common.geometry.S2RegionCoverer;
import io.qipan.runtime.place.Datum;
import io.qipan.runtime.place.Datum.Wgs84;
import io.qipan.runtime.place.Distance;
import io.qipan.runtime.refusal.Reason;
import io.qipan.runtime.refusal.Refusal;
import java.util.List;

/** A part of the Earth's surface. For one thread at a time. */
public sealed interface Region {

    /** As many cells of the curve as it takes to hold all of it without too much around it. */
    int MOST_CELLS = 8;

    boolean contains(Placed unit);

    /** Cells of the curve outside of which there is nothing of it. */
    S2CellUnion cells();

    private static S2CellUnion cells(S2Region region) {
        return S2RegionCoverer.builder().setMaxCells(MOST_CELLS).build().getCovering(region);
    }

    /** All points that are not further away than the radius. */
    final class Circle implements Region {
        /** The cap is of other arithmetic than the distance, and must not be the smaller of the two. */
        private static final double MARGIN_M = 0.01;

        private final Wgs84 center;
        private final double radiusM;
        /** Around it; most units are outside of it, and it is sooner asked. */
        private final S2Cap cap;

        public Circle(Wgs84 center, double radiusM) {
            this.center = center;
            this.radiusM = radiusM;
            this.cap = S2Cap.fromAxisAngle(
                    Placed.pointOf(center), S1Angle.radians((radiusM + MARGIN_M) / Distance.EARTH_RADIUS_M));
        }

        @Override
        public boolean contains(Placed unit) {
            return unit.point().filter(cap::contains).isPresent()
                    && unit.live()
                            .unit()
                            .position()
                            .filter(position -> Distance.metres(position.wgs84(), center) <= radiusM)
                            .isPresent();
        }

        @Override
        public S2CellUnion cells() {
            return Region.cells(cap);
        }
    }

    /** A polygon whose sides are great circles. */
    final class Polygon implements Region {
        private final S2Loop loop;
        /** Around it; most units are outside of it, and it is sooner asked. */
        private final S2Cap cap;

        private Polygon(S2Loop loop) {
            this.loop = loop;
            this.cap = loop.getCapBound();
        }

        /** The smaller of the two parts that the ring makes of the Earth; a ring that crosses itself is refused. */
        public static Polygon of(List<Datum> ring) {
            List<S2Point> corners = ring.stream()
                    .map(corner -> Placed.pointOf(corner.toWgs84()))
                    .toList();
            S2Loop loop = new S2Loop(corners);
            S2Error error = new S2Error();
            if (loop.findValidationError(error)) {
                throw Refusal.of(
                                Reason.PLACE_INVALID,
                                "The area is not a simple polygon: " + error.text() + " (corners counted from 0).")
                        .with("problem", "not_simple")
                        .asException();
            }
            loop.normalize();
            return new Polygon(loop);
        }

        @Override
        public boolean contains(Placed unit) {
            return unit.point()
                    .filter(point -> cap.contains(point) && loop.contains(point))
                    .isPresent();
        }

        @Override
        public S2CellUnion cells() {
            return Region.cells(loop);
        }
    }
}
