package io.qipan.patrol.coverage.model;

import io.qipan.patrol.position.model.Fix;
import io.qipan.patrol.position.model.Step;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.locationtech.jts.geom.Coordinate;

/** How fixes become legs, and where a track breaks; {@code qipan.patrol.v1}, coverage.proto, says why these limits. */
public final class Track {
    /** Nobody knows where a unit was in a longer one. Shorter than a quarter, so that a fix reaches into the next one only. */
    public static final Duration LONGEST_GAP = Duration.ofMinutes(5);

    /** Twice the radius of a point. Whose place is known no better, an antenna's perhaps, proves nothing. */
    static final double LEAST_ACCURACY_M = 100;

    /** About the speed of a fast car on a motorway and half as much again. Whoever goes on foot may also ride. */
    private static final double FASTEST_MPS = 70;

    private static final double FASTEST_IN_THE_AIR_MPS = 100;
    /** Jet skis are held to 30 m/s by their makers. */
    private static final double FASTEST_ON_WATER_MPS = 35;

    private static final double FASTEST_ON_ICE_MPS = 50;

    private Track() {}

    /** Metres per second that a unit with these capabilities cannot exceed. */
    public static double fastest(Collection<String> capabilities) {
        if (capabilities.contains("air")) {
            return FASTEST_IN_THE_AIR_MPS;
        }
        boolean onLand = capabilities.contains("road") || capabilities.contains("foot");
        if (!onLand && capabilities.contains("ice")) {
            return FASTEST_ON_ICE_MPS;
        }
        boolean onWater = capabilities.contains("water") || capabilities.contains("shallow_water");
        return !onLand && onWater ? FASTEST_ON_WATER_MPS : FASTEST_MPS;
    }

    /** A unit's fixes by device, each device's in order: what lies between two devices nobody has gone. */
    public static Collection<List<Fix>> byDevice(List<Fix> inOrder) {
        Map<String, List<Fix>> devices = new TreeMap<>();
        inOrder.forEach(fix -> devices.computeIfAbsent(fix.device(), device -> new ArrayList<>())
                .add(fix));
        return devices.values();
    }

    /**
     * The legs of one device's track, where it does not break, past fixes that are too inaccurate. Two fixes of the same moment make
     * none: no time has passed.
     */
    public static List<Leg> legs(List<Fix> inOrder, double fastestMps) {
        List<Fix> accurate = inOrder.stream()
                .filter(fix -> fix.position().accuracyM() <= LEAST_ACCURACY_M)
                .toList();
        List<Leg> legs = new ArrayList<>(accurate.size());
        for (int i = 1; i < accurate.size(); i++) {
            Fix one = accurate.get(i - 1);
            Fix next = accurate.get(i);
            if (isJoined(one, next) && !new Step(one, next).isJump(fastestMps)) {
                legs.add(leg(one, next));
            }
        }
        return legs;
    }

    private static boolean isJoined(Fix one, Fix next) {
        Duration gap = new Step(one, next).time();
        return gap.isPositive() && gap.compareTo(LONGEST_GAP) <= 0;
    }

    private static Leg leg(Fix one, Fix next) {
        return new Leg(
                one.position().fixedAt(),
                next.position().fixedAt(),
                coordinate(one),
                coordinate(next),
                one.mockLocation() || next.mockLocation());
    }

    private static Coordinate coordinate(Fix fix) {
        return new Coordinate(
                fix.position().wgs84().longitude(), fix.position().wgs84().latitude());
    }
}
