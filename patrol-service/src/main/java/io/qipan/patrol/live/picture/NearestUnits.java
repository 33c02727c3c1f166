package io.qipan.patrol.live.picture;

import com.google.common.geometry.S2Point;
import io.qipan.patrol.unit.model.Search;
import io.qipan.patrol.unit.model.Search.NearUnit;
import io.qipan.runtime.place.Distance;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.PriorityQueue;

/**
 * One search. Straight lines decide who need not be looked at; who is left is compared by the search's own distances, so the
 * answer is the same as if all had been.
 */
final class NearestUnits {
    /** What rounding could make of a straight distance on the unit sphere, and much more: it is 6 mm on the ground. */
    private static final double ROUNDING = 1e-9;

    private static final double ROUNDING_M = ROUNDING * Distance.EARTH_RADIUS_M;
    /** Radians, about 640 km: up to here the series is exact to a part in 10^12. */
    private static final double SHORT = 0.1;

    private final Search search;
    private final Instant now;
    private final S2Point from;
    /** The last of those found so far comes first. */
    private final PriorityQueue<Candidate> soonest = new PriorityQueue<>(Collections.reverseOrder());
    /** Not among them, but so little behind that rounding may be the reason. */
    private final List<Candidate> tied = new ArrayList<>();

    /** As straight distances have it; of two that arrive together the name decides. */
    private record Candidate(double etaS, Placed unit) implements Comparable<Candidate> {
        @Override
        public int compareTo(Candidate other) {
            int sooner = Double.compare(etaS, other.etaS);
            return sooner != 0 ? sooner : unit.name().compareTo(other.unit.name());
        }
    }

    private NearestUnits(Search search, Instant now) {
        this.search = search;
        this.now = now;
        this.from = Placed.pointOf(search.point());
    }

    /** Soonest first. */
    static List<NearUnit> among(List<Group> able, Search search, Instant now) {
        NearestUnits nearest = new NearestUnits(search, now);
        List<Cluster> first = new ArrayList<>(able.size());
        // Those that are near anyhow, so that few of the others are left to be looked at.
        for (Group group : able) {
            Cluster cluster = nearest.nearestOf(group);
            first.add(cluster);
            nearest.look(group, cluster);
        }
        for (int i = 0; i < able.size(); i++) {
            nearest.lookFurther(able.get(i), first.get(i));
        }
        return nearest.found();
    }

    private List<NearUnit> found() {
        List<Candidate> candidates = new ArrayList<>(soonest);
        if (isFull()) {
            tied.stream().filter(this::isTied).forEach(candidates::add);
        }
        return candidates.stream()
                .map(candidate -> candidate.unit().live())
                .map(live -> search.from(live.unit().position().orElseThrow(), live, now))
                .sorted()
                .limit(search.limit())
                .toList();
    }

    private Cluster nearestOf(Group group) {
        Cluster nearest = group.free().getFirst();
        double least = nearest.least(from);
        for (Cluster cluster : group.free()) {
            double other = cluster.least(from);
            if (other < least) {
                nearest = cluster;
                least = other;
            }
        }
        return nearest;
    }

    private void lookFurther(Group group, Cluster known) {
        double reach = reach(group);
        for (Cluster cluster : group.free()) {
            if (cluster != known && cluster.least(from) <= reach) {
                look(group, cluster);
                reach = reach(group);
            }
        }
    }

    private void look(Group group, Cluster cluster) {
        double reach = reach(group);
        for (int i = 0; i < cluster.size(); i++) {
            double square = cluster.square(i, from);
            if (square <= reach * reach && consider(cluster.get(i), square)) {
                reach = reach(group);
            }
        }
    }

    /** How far away, in a straight line on the unit sphere, a unit of the group can be and be among the soonest. */
    private double reach(Group group) {
        if (!isFull()) {
            return Double.POSITIVE_INFINITY;
        }
        double metres = soonest.element().etaS() * group.ability().kind().usualSpeedMps() + search.radiusM();
        double halfAngle = Math.min(Math.PI / 2, metres / Distance.EARTH_RADIUS_M / 2);
        return 2 * Math.sin(halfAngle) + ROUNDING;
    }

    private boolean consider(Placed unit, double square) {
        double beyond = metres(Math.sqrt(square)) - search.radiusM();
        // 0 only if it is surely there already; nothing else is as soon.
        double etaS = beyond < -ROUNDING_M
                ? 0
                : Math.max(Double.MIN_VALUE, beyond / unit.live().kind().usualSpeedMps());
        Candidate candidate = new Candidate(etaS, unit);
        if (!isFull()) {
            return soonest.add(candidate);
        }
        if (candidate.compareTo(soonest.element()) > 0) {
            keepIfTied(candidate);
            return false;
        }
        Candidate last = soonest.remove();
        boolean added = soonest.add(candidate);
        keepIfTied(last);
        return added;
    }

    /** The search's own distances may still put it before those that are kept. */
    private void keepIfTied(Candidate candidate) {
        boolean surelyThere = candidate.etaS() == 0 && soonest.element().etaS() == 0;
        if (!surelyThere && isTied(candidate)) {
            tied.add(candidate);
        }
    }

    private boolean isTied(Candidate candidate) {
        double slackS = ROUNDING_M / candidate.unit().live().kind().usualSpeedMps();
        return candidate.etaS() <= soonest.element().etaS() * (1 + ROUNDING) + slackS;
    }

    private boolean isFull() {
        return soonest.size() == search.limit();
    }

    /** Along the great circle; a series instead of the arc sine, which costs more than all the rest. */
    private static double metres(double chord) {
        double square = chord * chord;
        double angle = chord < SHORT
                ? chord * (1 + square * (1.0 / 24 + square * (3.0 / 640 + square * 5 / 7_168)))
                : 2 * Math.asin(Math.min(1, chord / 2));
        return angle * Distance.EARTH_RADIUS_M;
    }
}
