package io.qipan.ecology.chief.model;

import io.qipan.ecology.chief.model.Appointment.Seat;
import io.qipan.ecology.chief.model.PatrolDuty.Period;
import io.qipan.runtime.place.Ground;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What is to be visited in a jurisdiction at a time.
 *
 * @param jurisdiction its name
 * @param ground empty if there is no such jurisdiction then; nothing is to be visited in it
 */
public record VisitPlan(String jurisdiction, Optional<Jurisdiction> ground, Map<Post, Visiting> visits) {

    /**
     * One rule.
     *
     * @param minimumShare of the length of a line that a visit must cover, above 0; 0 of an area
     */
    public record Visiting(
            int visits, Period per, int minimumTimeS, double minimumShare, long largestGapS, long smallestGapS) {}

    public VisitPlan {
        visits = Map.copyOf(visits);
    }

    public static VisitPlan at(
            String name, Optional<Jurisdiction> ground, Collection<PatrolDuty> duties, Instant time) {
        Map<Post, Visiting> visits = new EnumMap<>(Post.class);
        ground.ifPresent(jurisdiction -> {
            for (Post post : Post.values()) {
                PatrolDuty.inForce(duties, jurisdiction.layer(), new Seat(name, post), time)
                        .ifPresent(duty -> visits.put(post, visiting(duty.demand(), jurisdiction)));
            }
        });
        return new VisitPlan(name, ground, visits);
    }

    private static Visiting visiting(PatrolDuty.Demand demand, Jurisdiction jurisdiction) {
        return new Visiting(
                demand.visits(),
                demand.per(),
                demand.minimumTimeS(),
                minimumShare(demand, jurisdiction),
                demand.largestGapS(),
                demand.smallestGapS());
    }

    /** A duty that names no length asks for the whole line: what it protects is the water, not a spot of it. */
    private static double minimumShare(PatrolDuty.Demand demand, Jurisdiction jurisdiction) {
        if (!jurisdiction.isLine()) {
            return 0;
        }
        return demand.minimumLengthM() == 0
                ? 1
                : Math.min(1, demand.minimumLengthM() / Ground.length(jurisdiction.geometry()));
    }

    /** Which fields of a demand patrol-service is not told, because it counts visits to areas whole. */
    public static List<String> unjudged(PatrolDuty.Demand demand, Collection<Jurisdiction> grounds) {
        List<String> fields = new ArrayList<>();
        boolean longerThanTheGround = grounds.stream()
                .anyMatch(ground -> !ground.isLine() || demand.minimumLengthM() > Ground.length(ground.geometry()));
        if (demand.minimumLengthM() > 0 && longerThanTheGround) {
            fields.add("minimum_length_m");
        }
        return fields;
    }

    /** Whether patrol-service would be told the same. */
    public boolean saysTheSameAs(VisitPlan other) {
        boolean sameGround = ground.isPresent() == other.ground.isPresent()
                && (ground.isEmpty() || ground.get().saysTheSameAs(other.ground.orElseThrow()));
        return sameGround && jurisdiction.equals(other.jurisdiction) && visits.equals(other.visits);
    }
}
