package io.qipan.patrol.unit.model;

import static org.assertj.core.api.Assertions.assertThat;

import io.qipan.patrol.unit.model.UnitStatus.InService;
import io.qipan.patrol.unit.model.UnitStatus.OutOfService;
import io.qipan.runtime.refusal.Decision;
import io.qipan.runtime.refusal.Refusal;
import java.util.List;
import java.util.Optional;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;

class UnitTest {
    private static final Unit NEW = Unit.registered("units/u", "u", "officer", List.of(), Optional.empty());

    @Test
    void a_committed_unit_that_goes_out_of_service_keeps_its_order() {
        // Given
        Unit committed = NEW.takenBy("orders/x");

        // When
        Unit changed = committed.change("2", new OutOfService("tired")).orRefuse();

        // Then
        assertThat(changed.committedOrder()).contains("orders/x");
        assertThat(changed.status()).isEqualTo(new OutOfService("tired"));
        assertThat(changed.etag()).isEqualTo("3");
    }

    @Test
    void an_old_etag_is_refused_with_the_current_one() {
        // Given
        Unit changed = NEW.takenBy("orders/x");

        // When
        Decision<Unit> decision = changed.change("1", new OutOfService("tired"));

        // Then
        assertThat(decision).isEqualTo(Decision.refuse(Refusal.staleEtag("units/u", "1", "2")));
    }

    @Property
    void a_status_changes_to_the_other_one_only(@ForAll boolean isOut, @ForAll boolean wantsOut) {
        // Given
        Unit unit = isOut ? NEW.change("1", new OutOfService("tired")).orRefuse() : NEW;
        UnitStatus wanted = wantsOut ? new OutOfService("broken") : new InService();

        // When
        Decision<Unit> decision = unit.change(unit.etag(), wanted);

        // Then
        if (isOut == wantsOut) {
            assertThat(decision)
                    .isEqualTo(Decision.refuse(
                            Refusal.illegalTransition("units/u", unit.status().code(), "change to " + wanted.code())));
        } else {
            assertThat(decision.orRefuse().status()).isEqualTo(wanted);
        }
    }
}
