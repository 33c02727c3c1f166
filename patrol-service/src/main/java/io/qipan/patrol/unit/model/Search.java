package io.qipan.patrol.unit.model;

import io.qipan.patrol.position.model.Position;
import io.qipan.patrol.unit.model.Movement.OutOfSeason;
import io.qipan.runtime.place.Datum.Wgs84;
import io.qipan.runtime.place.Distance;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import java.util.SortedMap;

/**
 * A search for units that can be there soon.
 *
 * @param radiusM metres around the point that count as arrived
 * @param limit how many units at most
 */
public record Search(Wgs84 point, double radiusM, Set<String> capabilities, int limit) {

    public Search {
        capabilities = Set.copyOf(capabilities);
    }

    /**
     * A unit that can go.
     *
     * @param distanceM metres from its last position to the edge of the radius
     * @param etaS seconds for that
     */
    public record NearUnit(LiveUnit live, double distanceM, double etaS, boolean positionStale)
            implements Comparable<NearUnit> {

        /** Of two that arrive together the nearer goes first, then by name: the same question has the same answer. */
        private static final Comparator<NearUnit> SOONEST_FIRST = Comparator.comparingDouble(NearUnit::etaS)
                .thenComparingDouble(NearUnit::distanceM)
                .thenComparing(near -> near.unit().name());

        public Unit unit() {
            return live.unit();
        }

        @Override
        public int compareTo(NearUnit other) {
            return SOONEST_FIRST.compare(this, other);
        }
    }

    /**
     * Who can go, and how many cannot, each under one cause only.
     *
     * @param units soonest first
     * @param able all that have the capabilities, whatever their status
     * @param outOfSeason by kind
     * @param asOf everything that was committed by then is in here
     */
    public record Found(
            List<NearUnit> units,
            int able,
            int committed,
            int outOfService,
            int withoutPosition,
            int offDuty,
            SortedMap<String, PassedOver> outOfSeason,
            Instant asOf) {
        public Found {
            units = List.copyOf(units);
        }
    }

    /** Units of one kind that the season keeps from going, and what it is that keeps the first of them. */
    public record PassedOver(int count, OutOfSeason why) {

        public PassedOver and(PassedOver others) {
            return new PassedOver(count + others.count, why);
        }
    }

    /** Whether units may move to the point now. */
    @FunctionalInterface
    public interface Season {

        /**
         * @param media of the kind, and beyond those of the kind
         */
        Movement mayMove(Kind kind, Set<Medium> media);
    }

    /**
     * How soon a unit is there from this position.
     *
     * @param speedMps metres per second on what is open at the point
     */
    public NearUnit from(Position position, LiveUnit live, double speedMps, Instant now) {
        double distanceM = Math.max(0, Distance.metres(position.wgs84(), point) - radiusM);
        return new NearUnit(
                live,
                distanceM,
                distanceM / speedMps,
                position.isOlderThan(live.kind().staleAfter(), now));
    }
}
