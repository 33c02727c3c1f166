package io.qipan.patrol.unit.model;

import static org.assertj.core.api.Assertions.assertThat;

import io.qipan.runtime.refusal.Decision;
import io.qipan.runtime.refusal.Decision.Granted;
import io.qipan.runtime.refusal.Decision.Refused;
import io.qipan.runtime.refusal.Reason;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class KindLossTest {
    private static final String BOAT = "units/boat";

    private static Kind kind(String... capabilities) {
        return new Kind(
                "patrol_boat",
                1,
                "Patrol boat",
                "巡逻艇",
                List.of(capabilities),
                10,
                Duration.ofMinutes(5),
                Map.of(),
                3,
                List.of());
    }

    private static Unit unit(String... extra) {
        return Unit.registered(BOAT, "boat", "patrol_boat", List.of(extra), Optional.empty());
    }

    @ParameterizedTest
    @CsvSource({
        "patrol water, '', true, false, committed, diving",
        "patrol water, diving, true, false, '', ''",
        "patrol water, '', false, false, '', ''",
        "patrol diving, '', false, false, medium, water",
        "patrol diving, ice, false, false, '', ''",
        "patrol diving, road, false, true, waters, water",
        "patrol diving, ice, false, true, '', ''",
        "patrol diving road, '', false, true, waters, water",
        "patrol diving road, '', false, false, '', ''",
    })
    void a_kind_loses_nothing_that_a_unit_needs_now_and_does_not_have_itself(
            String left, String extra, boolean committed, boolean onWaters, String why, String lost) {
        // Given
        Unit unit = extra.isEmpty() ? unit() : unit(extra);
        KindLoss loss = new KindLoss(kind("patrol", "water", "diving"), kind(left.split(" ")));

        // When
        Decision<Kind> decision =
                loss.check(List.of(committed ? unit.takenBy("orders/x") : unit), onWaters ? Set.of(BOAT) : Set.of());

        // Then
        switch (decision) {
            case Granted<Kind>(Kind next) -> {
                assertThat(why).isEmpty();
                assertThat(next).isEqualTo(loss.next());
            }
            case Refused<Kind>(var refusal) -> {
                assertThat(refusal.reason()).isEqualTo(Reason.UNIT_KIND_IN_USE);
                assertThat(refusal.metadata()).containsEntry("why", why).containsEntry("lost", lost);
                assertThat(refusal.message()).contains("unitKinds/patrol_boat", lost, BOAT);
            }
        }
    }

    @Test
    void what_is_only_added_is_no_loss() {
        assertThat(new KindLoss(kind("water"), kind("water", "ice")).isNothing())
                .isTrue();
    }
}
