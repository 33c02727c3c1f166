package io.qipan.patrol.commitment.model;

import io.qipan.patrol.commitment.model.Commitment.Held;
import io.qipan.patrol.commitment.model.Commitment.NeverHeld;
import io.qipan.patrol.commitment.model.Commitment.Released;
import io.qipan.patrol.unit.model.Unit;
import io.qipan.patrol.unit.model.UnitStatus.OutOfService;
import io.qipan.runtime.refusal.Decision;
import io.qipan.runtime.refusal.Reason;
import io.qipan.runtime.refusal.Refusal;
import java.time.Instant;
import java.util.Optional;

/**
 * An order asks for a unit.
 *
 * @param divertFrom the order that may lose the unit to this one
 */
public record Claim(String unit, String order, String incident, Instant at, Optional<String> divertFrom) {

    /** What a granted claim leads to. */
    public sealed interface Outcome {
        Held held();

        /** Nothing changes: the order has the unit already. */
        record Repeated(Held held) implements Outcome {}

        record Taken(Held held) implements Outcome {}

        record Diverted(Released from, Held held) implements Outcome {}
    }

    /**
     * @param wanted the unit, if there is one of this name
     * @param own what is known of this order
     * @param holder what holds the unit
     */
    public Decision<Outcome> decide(Optional<Unit> wanted, Optional<Commitment> own, Optional<Held> holder) {
        if (own.isPresent()) {
            return again(own.get());
        }
        if (wanted.isEmpty()) {
            return Decision.refuse(Refusal.notFound(unit));
        }
        if (holder.isPresent() && !divertFrom.equals(holder.map(Held::order))) {
            return Decision.refuse(committed(holder.get()));
        }
        if (wanted.get().status() instanceof OutOfService(String reason)) {
            return Decision.refuse(outOfService(reason));
        }
        Held held = new Held(order, unit, incident, at);
        return Decision.grant(holder.<Outcome>map(
                        loser -> new Outcome.Diverted(loser.release(ReleaseReason.DIVERTED, at), held))
                .orElse(new Outcome.Taken(held)));
    }

    private Decision<Outcome> again(Commitment own) {
        return switch (own) {
            case Held held when held.unit().equals(unit) -> Decision.grant(new Outcome.Repeated(held));
            case Held held -> Decision.refuse(illegal(own, "holding " + held.unit(), "take " + unit + " as well"));
            case Released released ->
                Decision.refuse(illegal(own, released.reason().code(), "take a unit again"));
            case NeverHeld never -> Decision.refuse(illegal(own, never.reason().code(), "take a unit any more"));
        };
    }

    private static Refusal illegal(Commitment own, String state, String action) {
        return Refusal.illegalTransition(own.order(), state, action);
    }

    private Refusal committed(Held holder) {
        return Refusal.of(
                        Reason.UNIT_COMMITTED,
                        unit + " is committed to " + holder.order() + ". Wait for it, divert it or take another unit.")
                .with("unit", unit)
                .with("order", holder.order());
    }

    private Refusal outOfService(String reason) {
        return Refusal.of(Reason.UNIT_OUT_OF_SERVICE, unit + " is out of service: " + reason + ". Take another unit.")
                .with("unit", unit)
                .with("status", "out_of_service");
    }
}
