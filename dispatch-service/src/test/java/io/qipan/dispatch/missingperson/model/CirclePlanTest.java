package io.qipan.dispatch.missingperson.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.qipan.dispatch.DispatchSettings;
import io.qipan.dispatch.Surroundings;
import java.time.Duration;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

class CirclePlanTest {

    @ParameterizedTest
    @CsvSource({"0, 100", "59, 100", "60, 200", "119, 200", "120, 300", "179, 300", "180, 500", "60000, 500"})
    void the_shipped_plan_is_that_of_the_ministrys_system_for_missing_children(int minutes, int radiusKm) {
        // Given
        DispatchSettings shipped = Surroundings.defaults();
        CirclePlan plan = CirclePlan.of(shipped.missingCircleAfter(), shipped.missingCircleKm());

        // When
        int reached = plan.at(Duration.ofMinutes(minutes)).radiusKm();

        // Then
        assertThat(reached).isEqualTo(radiusKm);
    }

    static Stream<Arguments> noPlans() {
        Duration hour = Duration.ofHours(1);
        return Stream.of(
                Arguments.of(List.of(), List.of()),
                Arguments.of(List.of(Duration.ZERO), List.of(100, 200)),
                Arguments.of(List.of(hour), List.of(100)),
                Arguments.of(List.of(Duration.ZERO, hour, hour), List.of(100, 200, 300)),
                Arguments.of(List.of(Duration.ZERO, hour), List.of(200, 200)),
                Arguments.of(List.of(Duration.ZERO), List.of(0)));
    }

    @ParameterizedTest
    @MethodSource("noPlans")
    void what_is_no_plan_stops_the_start_and_names_the_settings(List<Duration> after, List<Integer> radiusKm) {
        // When
        var making = assertThatThrownBy(() -> CirclePlan.of(after, radiusKm));

        // Then
        making.isInstanceOf(IllegalStateException.class).hasMessageContaining("qipan.dispatch.missing-circle-km");
    }

    @ParameterizedTest
    @CsvSource({
        "17, , MINOR",
        "18, , ADULT",
        ", 2008-11-20, ADULT",
        ", 2008-11-21, MINOR",
        "30, 2010-01-01, MINOR",
        "9, 1990-01-01, MINOR",
        ", , AGE_UNKNOWN"
    })
    void who_is_a_minor_by_either_is_one(Integer age, LocalDate born, AgeGroup group) {
        // When
        AgeGroup found =
                AgeGroup.of(Optional.ofNullable(age), Optional.ofNullable(born), LocalDate.parse("2026-11-20"));

        // Then
        assertThat(found).isEqualTo(group);
    }

    @Test
    void a_name_shows_its_first_letter_only_also_of_letters_beyond_the_first_plane() {
        // When
        List<String> masked = Stream.of("", " ", "李", " 李 ", "李明", "乌日娜", "𠮷田")
                .map(Missing::mask)
                .toList();

        // Then
        assertThat(masked).containsExactly("", "", "**", "**", "李**", "乌**", "𠮷**");
    }
}
