package io.qipan.ecology.chief.model;

import io.qipan.runtime.refusal.Decision;
import io.qipan.runtime.refusal.Refusal;
import java.time.Instant;
import java.util.Collection;
import java.util.Optional;
import java.util.UUID;

/**
 * How often, how far and how long whoever holds a post has to go to its jurisdiction; see {@code qipan.ecology.v1.PatrolDuty}.
 *
 * @param until the first moment that it does not hold any more; empty while no end is known
 */
public record PatrolDuty(
        UUID id, long version, Target target, Demand demand, Basis basis, Instant from, Optional<Instant> until) {

    /**
     * For whom it is.
     *
     * @param jurisdiction its name; empty: all of the layer
     */
    public record Target(Layer layer, Optional<String> jurisdiction, Post post) {}

    /** By the calendar of Asia/Shanghai. */
    public enum Period {
        WEEK,
        MONTH,
        QUARTER,
        HALF_YEAR,
        YEAR
    }

    /**
     * What is asked for; 0 where nothing is.
     *
     * @param visits in each period
     */
    public record Demand(
            int visits, Period per, int minimumLengthM, int minimumTimeS, long largestGapS, long smallestGapS) {}

    /** What it rests on. */
    public enum Source {
        STATUTORY,
        LOCAL
    }

    /** The law with its article, or the local document. */
    public record Basis(Source source, String text) {}

    public String name() {
        return "patrolDuties/" + id;
    }

    public boolean holdsAt(Instant time) {
        return !from.isAfter(time) && until.filter(end -> !end.isAfter(time)).isEmpty();
    }

    public Decision<PatrolDuty> ended(Instant at) {
        if (until.isPresent()) {
            return Decision.refuse(Refusal.illegalTransition(name(), "ENDS_AT_" + until.get(), "end at " + at));
        }
        if (!at.isAfter(from)) {
            return Decision.refuse(Refusal.illegalTransition(
                    name(), "BEGINS_AT_" + from, "end at " + at + ", it must hold for a while"));
        }
        return Decision.grant(new PatrolDuty(id, version + 1, target, demand, basis, from, Optional.of(at)));
    }

    /** What holds for a post of a jurisdiction: the setting of its own, or else the one of its layer. */
    public static Optional<PatrolDuty> inForce(
            Collection<PatrolDuty> all, Layer layer, Appointment.Seat seat, Instant at) {
        return holding(all, new Target(layer, Optional.of(seat.jurisdiction()), seat.post()), at)
                .or(() -> holding(all, new Target(layer, Optional.empty(), seat.post()), at));
    }

    private static Optional<PatrolDuty> holding(Collection<PatrolDuty> all, Target target, Instant at) {
        return all.stream()
                .filter(duty -> duty.target().equals(target) && duty.holdsAt(at))
                .findFirst();
    }
}
