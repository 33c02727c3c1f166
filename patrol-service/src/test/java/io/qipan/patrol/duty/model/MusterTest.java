package io.qipan.patrol.duty.model;

import static org.assertj.core.api.Assertions.assertThat;

import io.qipan.patrol.duty.model.Muster.Count;
import io.qipan.patrol.duty.model.Muster.Crew;
import io.qipan.patrol.duty.model.Strength.OfKind;
import io.qipan.patrol.duty.model.Strength.Post;
import io.qipan.patrol.duty.model.Strength.WithCapability;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class MusterTest {
    private static final Post CARS = new Post(Optional.empty(), new OfKind("patrol_car"));
    private static final Post RESCUE_NORTH = new Post(Optional.of("gridFeatures/zone-N"), new WithCapability("rescue"));

    private static DutyLevel level(String code, int rank, double multiplier, Strength... minimums) {
        return new DutyLevel(code, code, code, rank, multiplier, List.of(minimums), Duration.ofMinutes(1));
    }

    private static DutyPlan plan(List<Strength> base, DutyLevel... levels) {
        return new DutyPlan(1, Instant.EPOCH, "tester", "why", base, List.of(levels));
    }

    @ParameterizedTest
    @CsvSource({"10, 1.1, 11", "3, 1.1, 4", "3, 1, 3", "1, 0.1, 1", "7, 1.5, 11", "200, 1.15, 230"})
    void the_base_is_multiplied_in_decimals_and_rounded_up(int base, double multiplier, int needed) {
        // Given
        DutyLevel level = level("l", 1, multiplier);

        // When
        var all = plan(List.of(new Strength(CARS, base)), level).needed(level);

        // Then
        assertThat(all).containsEntry(CARS, needed);
    }

    @Test
    void minimums_hold_where_the_multiplier_gives_less_and_where_there_is_no_base() {
        // Given
        DutyLevel level = level("l", 1, 0.5, new Strength(CARS, 6), new Strength(RESCUE_NORTH, 2));

        // When
        var needed = plan(List.of(new Strength(CARS, 10)), level).needed(level);

        // Then
        assertThat(needed).containsEntry(CARS, 6).containsEntry(RESCUE_NORTH, 2);
    }

    @Test
    void crews_count_by_kind_and_capability_where_their_station_is() {
        // Given
        Crew car =
                new Crew("units/1", "patrol_car", Set.of("patrol"), Set.of("stations/s", "gridFeatures/zone-N"), true);
        Crew boat = new Crew("units/2", "assault_boat", Set.of("rescue"), Set.of("gridFeatures/zone-N"), true);
        Crew elsewhere = new Crew("units/3", "assault_boat", Set.of("rescue"), Set.of(), true);
        DutyLevel level = level("l", 1, 1, new Strength(CARS, 1), new Strength(RESCUE_NORTH, 3));

        // When
        List<Count> counts = new Muster(List.of(car, boat, elsewhere))
                .against(plan(List.of(), level).needed(level));

        // Then
        assertThat(counts).containsExactly(new Count(CARS, 1, 1), new Count(RESCUE_NORTH, 3, 1));
        assertThat(Muster.shortfalls(counts)).extracting(Count::missing).containsExactly(2);
    }

    @Test
    void levels_that_cannot_be_told_apart_are_a_problem() {
        // When
        var sameCode = plan(List.of(), level("a", 1, 1), level("a", 2, 1)).problem();
        var sameRank = plan(List.of(), level("a", 1, 1), level("b", 1, 1)).problem();
        var twice = plan(List.of(new Strength(CARS, 1), new Strength(CARS, 2)), level("a", 1, 1))
                .problem();

        // Then
        assertThat(sameCode).hasValueSatisfying(problem -> assertThat(problem).contains("code a"));
        assertThat(sameRank).hasValueSatisfying(problem -> assertThat(problem).contains("rank 1"));
        assertThat(twice).isPresent();
        assertThat(plan(List.of(), level("a", 2, 1), level("b", 1, 1)).levels())
                .extracting(DutyLevel::code)
                .containsExactly("b", "a");
    }
}
