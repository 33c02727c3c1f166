package io.qipan.dispatch.missingperson.model;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** How wide the circle is by the time since the person was last seen. The first ring is from the beginning. */
public record CirclePlan(List<Ring> rings) {

    /** From this time on the circle has this radius. */
    public record Ring(Duration after, int radiusKm) {}

    public CirclePlan {
        rings = List.copyOf(rings);
    }

    /** Fails on what is no plan: a system without one must not start. */
    public static CirclePlan of(List<Duration> after, List<Integer> radiusKm) {
        if (after.isEmpty()
                || after.size() != radiusKm.size()
                || !after.getFirst().isZero()) {
            throw unusable(after, radiusKm, "need as many hours as radii, the first hour 0");
        }
        List<Ring> rings = new ArrayList<>();
        for (int i = 0; i < after.size(); i++) {
            Ring ring = new Ring(after.get(i), radiusKm.get(i));
            boolean further = rings.isEmpty()
                    || ring.after().compareTo(rings.getLast().after()) > 0
                            && ring.radiusKm() > rings.getLast().radiusKm();
            if (!further || ring.radiusKm() < 1) {
                throw unusable(after, radiusKm, "must ascend, both");
            }
            rings.add(ring);
        }
        return new CirclePlan(rings);
    }

    private static IllegalStateException unusable(List<Duration> after, List<Integer> radiusKm, String why) {
        return new IllegalStateException("qipan.dispatch.missing-circle-after " + after
                + " and qipan.dispatch.missing-circle-km " + radiusKm + " " + why);
    }

    /** The ring of a time; before the beginning, the first. */
    Ring at(Duration elapsed) {
        Ring reached = rings.getFirst();
        for (Ring ring : rings) {
            if (ring.after().compareTo(elapsed) <= 0) {
                reached = ring;
            }
        }
        return reached;
    }

    /** The first ring that is wider. */
    Optional<Ring> beyond(int radiusKm) {
        return rings.stream().filter(ring -> ring.radiusKm() > radiusKm).findFirst();
    }
}
