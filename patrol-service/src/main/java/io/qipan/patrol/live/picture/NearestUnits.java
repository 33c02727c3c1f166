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

    private final Search search;
    private final Instant now;
    private final S2Point from;
    /** The last of those found so far comes first. */
    private final PriorityQueue<NearUnit> soonest = new PriorityQueue<>(Collections.reverseOrder());

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
        List<NearUnit> found = new ArrayList<>(nearest.soonest);
        Collections.sort(found);
        return found;
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
            if (cluster.square(i, from) <= reach * reach && consider(cluster.get(i))) {
                reach = reach(group);
            }
        }
    }

    /** How far away, in a straight line on the unit sphere, a unit of the group can be and be among the soonest. */
    private double reach(Group group) {
        if (soonest.size() < search.limit()) {
            return Double.POSITIVE_INFINITY;
        }
        double metres = soonest.element().etaS() * group.ability().kind().usualSpeedMps() + search.radiusM();
        double halfAngle = Math.min(Math.PI / 2, metres / Distance.EARTH_RADIUS_M / 2);
        return 2 * Math.sin(halfAngle) + ROUNDING;
    }

    private boolean consider(Placed unit) {
        if (isFull() && soonest.element().distanceM() == 0 && unit.name().compareTo(lastName()) > 0) {
            // There is nothing sooner than being there, and then the name decides.
            return false;
        }
        NearUnit near = search.from(unit.live().unit().position().orElseThrow(), unit.live(), now);
        if (isFull()) {
            if (near.compareTo(soonest.element()) > 0) {
                return false;
            }
            soonest.remove();
        }
        return soonest.add(near);
    }

    private boolean isFull() {
        return soonest.size() == search.limit();
    }

    private String lastName() {
        return soonest.element().unit().name();
    }
}
