package io.qipan.patrol.live.picture;

import com.google.common.geometry.S2Point;
import java.util.ArrayList;
import java.util.List;

/** Some units that are near each other, and the ball around them: who is too far from the ball is too far from each of them. */
final class Cluster {
    /** About the square root of what a city has, so that there are as many balls to look at as units in the few that count. */
    private static final int SIZE = 64;

    private final List<Placed> units;
    /** Of the units, in their order: x, y, z, x ... Apart from the units, so that a look at them is a walk through memory. */
    private final double[] coordinates;

    private final double x;
    private final double y;
    private final double z;
    private final double radius;

    private Cluster(List<Placed> units) {
        this.units = List.copyOf(units);
        this.coordinates = new double[3 * units.size()];
        double[] sum = new double[3];
        for (int i = 0; i < coordinates.length; i++) {
            S2Point point = units.get(i / 3).point().orElseThrow();
            coordinates[i] = point.get(i % 3);
            sum[i % 3] += coordinates[i];
        }
        this.x = sum[0] / units.size();
        this.y = sum[1] / units.size();
        this.z = sum[2] / units.size();
        double furthest = 0;
        for (int i = 0; i < units.size(); i++) {
            furthest = Math.max(furthest, squareFrom(i, x, y, z));
        }
        this.radius = Math.sqrt(furthest);
    }

    /**
     * @param along units of one ability with a point, by the curve
     */
    static List<Cluster> of(List<Placed> along) {
        List<Cluster> clusters = new ArrayList<>();
        for (int from = 0; from < along.size(); from += SIZE) {
            clusters.add(new Cluster(along.subList(from, Math.min(from + SIZE, along.size()))));
        }
        return List.copyOf(clusters);
    }

    int size() {
        return units.size();
    }

    Placed get(int index) {
        return units.get(index);
    }

    /** The straight distance to a unit, squared. */
    double square(int index, S2Point from) {
        return squareFrom(index, from.getX(), from.getY(), from.getZ());
    }

    private double squareFrom(int index, double fromX, double fromY, double fromZ) {
        double dx = coordinates[3 * index] - fromX;
        double dy = coordinates[3 * index + 1] - fromY;
        double dz = coordinates[3 * index + 2] - fromZ;
        return dx * dx + dy * dy + dz * dz;
    }

    /** No unit is nearer than this, in a straight line; below 0 within the ball. */
    double least(S2Point from) {
        double dx = x - from.getX();
        double dy = y - from.getY();
        double dz = z - from.getZ();
        return Math.sqrt(dx * dx + dy * dy + dz * dz) - radius;
    }
}
