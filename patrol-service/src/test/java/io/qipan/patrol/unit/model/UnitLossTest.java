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
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class UnitLossTest {
    private static final String BOAT = "units/boat";

    private static List<String> words(String words) {
        return words.isEmpty() ? List.of() : List.of(words.split(" "));
    }

    @ParameterizedTest
    @CsvSource({
        "water diving, water, true, false, committed, diving",
        "water diving, water, false, false, '', ''",
        "water patrol, water, true, false, '', ''",
        "water, '', false, false, medium, water",
        "water road, road, false, true, waters, water",
        "water road, road, false, false, '', ''",
        "water road, water, false, true, '', ''",
        "water, ice, false, true, '', ''",
    })
    void a_unit_loses_nothing_that_it_needs_now_and_does_not_have_by_its_kind(
            String had, String left, boolean committed, boolean onWaters, String why, String lost) {
        // Given
        Kind kind =
                new Kind("raft", 1, "Raft", "筏", List.of("patrol"), 1, Duration.ofMinutes(5), Map.of(), 3, List.of());
        Unit registered = Unit.registered(BOAT, "boat", "raft", words(had), Optional.empty());
        Unit unit = committed ? registered.takenBy("orders/x") : registered;
        Unit corrected =
                unit.correct(unit.etag(), "boat", words(left), Optional.empty()).orRefuse();

        // When
        Decision<Unit> decision = new UnitLoss(unit, corrected, kind).check(onWaters);

        // Then
        switch (decision) {
            case Granted<Unit>(Unit next) -> {
                assertThat(why).isEmpty();
                assertThat(next).isEqualTo(corrected);
            }
            case Refused<Unit>(var refusal) -> {
                assertThat(refusal.reason()).isEqualTo(Reason.UNIT_KIND_IN_USE);
                assertThat(refusal.metadata())
                        .containsEntry("resource", BOAT)
                        .containsEntry("why", why)
                        .containsEntry("lost", lost);
                assertThat(refusal.message()).contains("unitKinds/raft", lost, BOAT);
            }
        }
    }
}
