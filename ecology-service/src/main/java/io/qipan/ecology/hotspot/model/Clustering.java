package io.qipan.ecology.hotspot.model;

import io.qipan.runtime.place.Datum.Wgs84;
import io.qipan.runtime.place.Distance;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import org.locationtech.jts.geom.Coordinate;
import org.locationtech.jts.geom.Envelope;
import org.locationtech.jts.index.strtree.STRtree;

/**
 * Which detections belong together: those that a chain connects whose links are at most {@link #RADIUS_M} and {@link #WINDOW}
 * long (single linkage; DBSCAN in which every point is a core point). The order in which they are told does not matter.
 */
public final class Clustering {
    /** Two pixels of MODIS, more than five of VIIRS. */
    public static final double RADIUS_M = 2_000;

    /** From one pass of a satellite over a place to its next, day and night. */
    public static final Duration WINDOW = Duration.ofHours(12);

    /** Metres of a degree of latitude, rounded down, so that a box around a point is never too narrow. */
    private static final double DEGREE_M = 110_000;

    private Clustering() {}

    /** Degrees of latitude that cover the radius. */
    public static double latitudeReach() {
        return RADIUS_M / DEGREE_M;
    }

    /** Degrees of longitude that cover the radius there; all of them at a pole. */
    public static double longitudeReach(double latitude) {
        double shrunk = Math.cos(Math.toRadians(Math.min(90, Math.abs(latitude) + latitudeReach())));
        return Math.min(360, latitudeReach() / Math.max(shrunk, 1e-6));
    }

    public static boolean linked(Hotspot one, Hotspot other) {
        return Duration.between(one.acquiredAt(), other.acquiredAt()).abs().compareTo(WINDOW) <= 0
                && Distance.metres(one.point(), other.point()) <= RADIUS_M;
    }

    public static List<Cluster> of(List<Hotspot> hotspots) {
        STRtree near = new STRtree();
        for (int i = 0; i < hotspots.size(); i++) {
            Wgs84 at = hotspots.get(i).point();
            near.insert(new Envelope(new Coordinate(at.longitude(), at.latitude())), i);
        }
        boolean[] seen = new boolean[hotspots.size()];
        List<Cluster> clusters = new ArrayList<>();
        for (int i = 0; i < hotspots.size(); i++) {
            if (!seen[i]) {
                clusters.add(from(i, hotspots, near, seen));
            }
        }
        return clusters;
    }

    private static Cluster from(int start, List<Hotspot> hotspots, STRtree near, boolean[] seen) {
        List<Hotspot> members = new ArrayList<>();
        Deque<Integer> waiting = new ArrayDeque<>(List.of(start));
        seen[start] = true;
        while (!waiting.isEmpty()) {
            Hotspot member = hotspots.get(waiting.remove());
            members.add(member);
            for (Object found : near.query(around(member.point()))) {
                int other = (Integer) found;
                if (!seen[other] && linked(member, hotspots.get(other))) {
                    seen[other] = true;
                    waiting.add(other);
                }
            }
        }
        return new Cluster(members);
    }

    private static Envelope around(Wgs84 at) {
        Envelope box = new Envelope(new Coordinate(at.longitude(), at.latitude()));
        box.expandBy(longitudeReach(at.latitude()), latitudeReach());
        return box;
    }
}
