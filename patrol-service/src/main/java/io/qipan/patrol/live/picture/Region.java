package io.qipan.patrol.live.picture;

import com.google.common.geometry.S2Cap;
import com.google.common.geometry.S2Error;
import com.google.common.geometry.S2Loop;
import com.google.common.geometry.S2Point;
import io.qipan.runtime.place.Datum;
import io.qipan.runtime.place.Datum.Wgs84;
import io.qipan.runtime.place.Distance;
import io.qipan.runtime.refusal.Reason;
import io.qipan.runtime.refusal.Refusal;
import java.util.List;

/** A part of the Earth's surface. For one thread at a time. */
public sealed interface Region {

    boolean contains(Placed unit);

    /** All points that are not further away than the radius. */
    record Circle(Wgs84 center, double radiusM) implements Region {
        @Override
        public boolean contains(Placed unit) {
            return unit.live()
                    .unit()
                    .position()
                    .filter(position -> Distance.metres(position.wgs84(), center) <= radiusM)
                    .isPresent();
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
    }
}
