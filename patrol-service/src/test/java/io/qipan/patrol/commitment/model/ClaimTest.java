package io.qipan.patrol.commitment.model;

import static io.qipan.patrol.commitment.Orders.AT;
import static io.qipan.patrol.commitment.Orders.INCIDENT;
import static io.qipan.patrol.commitment.Orders.claim;
import static io.qipan.patrol.commitment.Orders.divert;
import static io.qipan.patrol.commitment.Orders.order;
import static org.assertj.core.api.Assertions.assertThat;

import io.qipan.patrol.commitment.model.Claim.Outcome;
import io.qipan.patrol.commitment.model.Claim.Outcome.Diverted;
import io.qipan.patrol.commitment.model.Claim.Outcome.Repeated;
import io.qipan.patrol.commitment.model.Claim.Outcome.Taken;
import io.qipan.patrol.commitment.model.Commitment.Held;
import io.qipan.patrol.commitment.model.Commitment.NeverHeld;
import io.qipan.patrol.unit.model.Unit;
import io.qipan.patrol.unit.model.UnitStatus.OutOfService;
import io.qipan.runtime.refusal.Decision;
import io.qipan.runtime.refusal.Decision.Refused;
import io.qipan.runtime.refusal.Reason;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;

class ClaimTest {
    private static final String BOAT = "units/boat";
    private static final Unit FREE = Unit.registered(BOAT, "boat", "assault_boat", List.of(), Optional.empty());
    private static final Unit OUT = FREE.change("1", new OutOfService("engine")).orRefuse();
    private static final Held HELD_BY_1 = new Held(order(1), BOAT, INCIDENT, AT);

    @Test
    void a_free_unit_is_taken() {
        // Given
        Claim claim = claim(1, BOAT);

        // When
        Decision<Outcome> decision = claim.decide(Optional.of(FREE), Optional.empty(), Optional.empty());

        // Then
        assertThat(decision).isEqualTo(Decision.grant(new Taken(HELD_BY_1)));
    }

    @Test
    void a_repeated_claim_gets_what_it_has_even_if_the_unit_is_out_of_service() {
        // Given
        Claim claim = claim(1, BOAT);

        // When
        Decision<Outcome> decision = claim.decide(Optional.of(OUT), Optional.of(HELD_BY_1), Optional.of(HELD_BY_1));

        // Then
        assertThat(decision).isEqualTo(Decision.grant(new Repeated(HELD_BY_1)));
    }

    @Test
    void a_held_unit_is_refused_with_the_order_that_holds_it() {
        // Given
        Claim claim = claim(2, BOAT);

        // When
        Decision<Outcome> decision = claim.decide(Optional.of(FREE), Optional.empty(), Optional.of(HELD_BY_1));

        // Then
        assertRefused(decision, Reason.UNIT_COMMITTED, Map.of("unit", BOAT, "order", order(1)));
    }

    @Test
    void a_unit_is_diverted_from_the_order_that_was_named() {
        // Given
        Claim claim = divert(2, BOAT, 1);

        // When
        Decision<Outcome> decision = claim.decide(Optional.of(FREE), Optional.empty(), Optional.of(HELD_BY_1));

        // Then
        assertThat(decision)
                .isEqualTo(Decision.grant(new Diverted(
                        HELD_BY_1.release(ReleaseReason.DIVERTED, claim.at()),
                        new Held(order(2), BOAT, INCIDENT, claim.at()))));
    }

    @Test
    void a_unit_is_not_diverted_from_an_order_that_was_not_named() {
        // Given
        Claim claim = divert(2, BOAT, 3);

        // When
        Decision<Outcome> decision = claim.decide(Optional.of(FREE), Optional.empty(), Optional.of(HELD_BY_1));

        // Then
        assertRefused(decision, Reason.UNIT_COMMITTED, Map.of("unit", BOAT, "order", order(1)));
    }

    @Test
    void a_unit_that_is_free_already_needs_no_diverting() {
        // Given
        Claim claim = divert(2, BOAT, 1);

        // When
        Decision<Outcome> decision = claim.decide(Optional.of(FREE), Optional.empty(), Optional.empty());

        // Then
        assertThat(decision).isEqualTo(Decision.grant(new Taken(new Held(order(2), BOAT, INCIDENT, claim.at()))));
    }

    @Test
    void a_unit_out_of_service_is_not_even_diverted() {
        // Given
        Claim claim = divert(2, BOAT, 1);

        // When
        Decision<Outcome> decision = claim.decide(Optional.of(OUT), Optional.empty(), Optional.of(HELD_BY_1));

        // Then
        assertRefused(decision, Reason.UNIT_OUT_OF_SERVICE, Map.of("unit", BOAT, "status", "out_of_service"));
    }

    @Test
    void a_unit_that_does_not_exist_is_not_found() {
        // Given
        Claim claim = claim(1, "units/ghost");

        // When
        Decision<Outcome> decision = claim.decide(Optional.empty(), Optional.empty(), Optional.empty());

        // Then
        assertRefused(decision, Reason.NOT_FOUND, Map.of("resource", "units/ghost"));
    }

    @Test
    void an_order_has_one_unit_only() {
        // Given
        Claim claim = claim(1, "units/other");

        // When
        Decision<Outcome> decision = claim.decide(Optional.of(FREE), Optional.of(HELD_BY_1), Optional.empty());

        // Then
        assertRefused(
                decision,
                Reason.ILLEGAL_TRANSITION,
                Map.of("resource", order(1), "state", "holding " + BOAT, "action", "take units/other as well"));
    }

    @Property
    void an_order_that_was_released_never_gets_a_unit_again(
            @ForAll ReleaseReason reason, @ForAll boolean hadIt, @ForAll boolean unitIsOut) {
        // Given
        Commitment released =
                hadIt ? HELD_BY_1.release(reason, AT) : new NeverHeld(order(1), BOAT, INCIDENT, AT, reason);

        // When
        Decision<Outcome> decision =
                claim(1, BOAT).decide(Optional.of(unitIsOut ? OUT : FREE), Optional.of(released), Optional.empty());

        // Then
        assertThat(decision)
                .isInstanceOfSatisfying(
                        Refused.class,
                        refused -> assertThat(refused.refusal().reason()).isEqualTo(Reason.ILLEGAL_TRANSITION));
    }

    private static void assertRefused(Decision<Outcome> decision, Reason reason, Map<String, String> metadata) {
        assertThat(decision).isInstanceOfSatisfying(Refused.class, refused -> {
            assertThat(refused.refusal().reason()).isEqualTo(reason);
            assertThat(refused.refusal().metadata()).isEqualTo(metadata);
        });
    }
}
