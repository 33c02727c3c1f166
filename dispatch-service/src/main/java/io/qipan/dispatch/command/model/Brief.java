package io.qipan.dispatch.command.model;

import io.qipan.dispatch.id.model.CommandOrderId;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/**
 * What every notice has of its order.
 *
 * @param acknowledgeWithin the time that each crew has
 * @param doneBy with {@link CommandKind#EXECUTE} only
 */
public record Brief(
        CommandOrderId order,
        CommandKind kind,
        String title,
        boolean exercise,
        Duration acknowledgeWithin,
        Optional<Instant> doneBy) {

    /** Until when somebody who is told now has to acknowledge. */
    Instant acknowledgeBy(Instant toldAt) {
        Instant by = toldAt.plus(acknowledgeWithin);
        return doneBy.filter(done -> done.isBefore(by)).orElse(by);
    }
}
