package io.qipan.patrol.live.picture;

import com.google.common.geometry.S2Point;
import io.qipan.patrol.unit.model.LiveUnit;
import io.qipan.patrol.unit.model.Search;
import io.qipan.patrol.unit.model.Search.NearUnit;
import io.qipan.runtime.place.Distance;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/**
 * One search. Straight lines decide who need not be looked at; who is left is compared by the search's own distances, so the
 * answer is the same as if all had been.
 */
final class NearestUnits {
    /** Radians, about 640 km: up to here the series is exact to a part in 10^12. */
    private static final double SHORT = 0.1;

    /**
     * Units of one ability that can go.
     *
     * @param speedMps metres per second of each of them on what is open at the point
     */
    record Able(List<Cluster> free, double speedMps) {}

    private final Search search;
    private final S2Point from;
    private final Soonest soonest;

    private NearestUnits(Search search) {
        this.search = search;
        this.from = Placed.pointOf(search.point());
        this.soonest = new Soonest(search.limit());
    }

    /** Soonest first. */
    static List<NearUnit> among(List<Able> able, Search search, Instant now) {
        NearestUnits nearest = new NearestUnits(search);
        nearest.lookAt(able);
        List<NearUnit> found = new ArrayList<>();
        for (Soonest.Coming coming : nearest.soonest.coming()) {
            LiveUnit live = coming.unit().live();
            found.add(search.from(live.unit().position().orElseThrow(), live, coming.speedMps(), now));
        }
        found.sort(null);
        return found.subList(0, Math.min(search.limit(), found.size()));
    }

    /** Cluster by cluster, as soon as anybody of it could be there, until nobody of the others can be among the soonest. */
    private void lookAt(List<Able> able) {
        List<Cluster> clusters = new ArrayList<>();
        for (Able of : able) {
            clusters.addAll(of.free());
        }
        double[] speedsMps = new double[clusters.size()];
        double[] atBestS = new double[clusters.size()];
        int next = 0;
        for (Able of : able) {
            for (Cluster cluster : of.free()) {
                speedsMps[next] = of.speedMps();
                atBestS[next++] = atBestS(cluster, of.speedMps());
            }
        }
        // A few of them are looked at: to find the next one each time costs less than to put all in order.
        for (int i = least(atBestS); i >= 0 && soonest.mayTake(atBestS[i]); i = least(atBestS)) {
            look(clusters.get(i), speedsMps[i]);
            atBestS[i] = Double.POSITIVE_INFINITY;
        }
    }

    /** The index of the least that is finite, or -1. */
    private static int least(double[] values) {
        int least = -1;
        double value = Double.POSITIVE_INFINITY;
        for (int i = 0; i < values.length; i++) {
            if (values[i] < value) {
                value = values[i];
                least = i;
            }
        }
        return least;
    }

    /** Nobody of it is there before this; a straight line is no longer than the way. */
    private double atBestS(Cluster cluster, double speedMps) {
        double metres = cluster.least(from) * Distance.EARTH_RADIUS_M - search.radiusM() - Soonest.ROUNDING_M;
        return Math.max(0, metres) / speedMps;
    }

    private void look(Cluster cluster, double speedMps) {
        double reach = reach(speedMps);
        for (int i = 0; i < cluster.size(); i++) {
            double square = cluster.square(i, from);
            if (square <= reach * reach && soonest.offer(etaS(square, speedMps), speedMps, cluster.get(i))) {
                reach = reach(speedMps);
            }
        }
    }

    /** How far away on the unit sphere a unit of this speed can be at most and be among the soonest. */
    private double reach(double speedMps) {
        double metres = soonest.lastS() * speedMps + search.radiusM() + Soonest.ROUNDING_M;
        return metres * (1 + Soonest.ROUNDING) / Distance.EARTH_RADIUS_M;
    }

    private double etaS(double square, double speedMps) {
        double beyond = metres(square) - search.radiusM();
        // 0 only if it is surely there already; nothing else is as soon.
        return beyond < -Soonest.ROUNDING_M ? 0 : Math.max(Double.MIN_VALUE, beyond / speedMps);
    }

    /** Along the great circle, of a straight line squared; a series instead of the arc sine, which costs more than all the rest. */
    private static double metres(double square) {
        double chord = Math.sqrt(square);
        double angle = chord < SHORT
                ? chord * (1 + square * (1.0 / 24 + square * (3.0 / 640 + square * 5 / 7_168)))
                : 2 * Math.asin(Math.min(1, chord / 2));
        return angle * Distance.EARTH_RADIUS_M;
    }
}
