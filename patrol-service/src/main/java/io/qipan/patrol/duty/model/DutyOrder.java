package io.qipan.patrol.duty.model;

import io.qipan.runtime.refusal.Decision;
import io.qipan.runtime.refusal.Refusal;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;

/**
 * An order that changes the duty level of the city.
 *
 * @param plan number of the plan that has the level
 * @param supersededAt when the next order took its place
 */
public record DutyOrder(
        UUID id,
        String level,
        long plan,
        Direction direction,
        Optional<String> previousLevel,
        String reason,
        String givenBy,
        Instant givenAt,
        Optional<Instant> supersededAt) {

    /** Compared with the level before. */
    public enum Direction {
        SET,
        RAISED,
        LOWERED
    }

    /** Who gives an order, why and when. */
    public record Giving(UUID id, String reason, String by, Instant at) {}

    public static String name(UUID id) {
        return "dutyOrders/" + id;
    }

    public String name() {
        return name(id);
    }

    /** The first order of all. */
    public static DutyOrder first(DutyLevel level, DutyPlan plan, Giving giving) {
        return new DutyOrder(
                giving.id(),
                level.code(),
                plan.number(),
                Direction.SET,
                Optional.empty(),
                giving.reason(),
                giving.by(),
                giving.at(),
                Optional.empty());
    }

    /**
     * The order that takes the place of this one. The same level again is refused, unless the plan was revised and the level
     * means something else now.
     *
     * @param present the level of this order, by its own plan
     */
    public Decision<DutyOrder> followedBy(DutyLevel present, DutyLevel next, DutyPlan plan, Giving giving) {
        if (next.code().equals(level) && plan.number() == this.plan) {
            return Decision.refuse(Refusal.illegalTransition(name(), level, "change to " + next.code()));
        }
        return Decision.grant(new DutyOrder(
                giving.id(),
                next.code(),
                plan.number(),
                direction(present.rank(), next.rank()),
                Optional.of(level),
                giving.reason(),
                giving.by(),
                giving.at(),
                Optional.empty()));
    }

    private static Direction direction(int before, int after) {
        if (before == after) {
            return Direction.SET;
        }
        return after > before ? Direction.RAISED : Direction.LOWERED;
    }

    public DutyOrder superseded(Instant at) {
        return new DutyOrder(id, level, plan, direction, previousLevel, reason, givenBy, givenAt, Optional.of(at));
    }
}
