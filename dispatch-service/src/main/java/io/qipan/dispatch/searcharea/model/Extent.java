package io.qipan.dispatch.searcharea.model;

import io.qipan.runtime.place.Datum;
import io.qipan.runtime.place.Shape.Region;
import java.time.Duration;
import java.time.Instant;
import java.util.List;

/** The ground of a fact, as it was told; see {@code qipan.dispatch.v1.SearchFactInput}. Lengths in metres. */
public sealed interface Extent {

    /** The points that it was told by. */
    List<Datum> points();

    /** How far beyond these points it ever reaches. */
    double beyondM();

    record Circle(Datum centre, double radiusM) implements Extent {
        @Override
        public List<Datum> points() {
            return List.of(centre);
        }

        @Override
        public double beyondM() {
            return radiusM;
        }
    }

    /**
     * @param azimuthDeg the middle of the sector, clockwise from north
     * @param openingDeg from one side to the other
     */
    record Sector(Datum mast, double innerM, double outerM, double azimuthDeg, double openingDeg) implements Extent {
        @Override
        public List<Datum> points() {
            return List.of(mast);
        }

        @Override
        public double beyondM() {
            return outerM;
        }
    }

    /**
     * @param label what it is called; may be empty
     */
    record AlongLine(List<Datum> path, double withinM, String label) implements Extent {
        public AlongLine {
            path = List.copyOf(path);
        }

        @Override
        public List<Datum> points() {
            return path;
        }

        @Override
        public double beyondM() {
            return withinM;
        }
    }

    record Polygon(Region region) implements Extent {
        @Override
        public List<Datum> points() {
            return region.ring();
        }

        @Override
        public double beyondM() {
            return 0;
        }
    }

    /**
     * Grows from the moment somebody was seen.
     *
     * @param speedKmh away from the point, at most
     */
    record Reach(Datum lastSeen, double uncertaintyM, Instant seenAt, Medium medium, double speedKmh)
            implements Extent {
        private static final double MOST_M = 150_000;
        private static final double MS_PER_HOUR = 3_600_000;

        /** See {@code qipan.dispatch.v1.FactReach.Medium}. */
        public enum Medium {
            ON_FOOT,
            BY_VEHICLE,
            BY_BOAT,
            ADRIFT
        }

        /** How far somebody may have come by then; before they were seen, no further than they were seen. */
        public double radiusM(Instant at) {
            double hours = Math.max(0, Duration.between(seenAt, at).toMillis()) / MS_PER_HOUR;
            return Math.min(MOST_M, uncertaintyM + hours * speedKmh * 1000);
        }

        @Override
        public List<Datum> points() {
            return List.of(lastSeen);
        }

        @Override
        public double beyondM() {
            return MOST_M;
        }
    }

    /**
     * @param label what it is called; may be empty
     */
    record NearLandmark(Datum landmark, double nearestM, double furthestM, String label) implements Extent {
        @Override
        public List<Datum> points() {
            return List.of(landmark);
        }

        @Override
        public double beyondM() {
            return furthestM;
        }
    }
}
