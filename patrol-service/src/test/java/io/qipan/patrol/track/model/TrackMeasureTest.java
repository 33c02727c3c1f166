package io.qipan.patrol.track.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.qipan.patrol.position.model.Fix;
import io.qipan.runtime.place.Datum.Wgs84;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class TrackMeasureTest {
    private static final Duration SECOND = Duration.ofSeconds(1);
    private static final Duration TEN_SECONDS = Duration.ofSeconds(10);

    @Test
    void nothing_amounts_to_nothing() {
        // When
        TrackSummary summary = Walk.measured(List.of());

        // Then
        assertThat(summary.fixes()).isZero();
        assertThat(summary.span()).isEmpty();
        assertThat(summary.rawM() + summary.filteredM()).isZero();
    }

    @Test
    void a_straight_way_is_as_long_as_an_independent_computation_says() {
        // Given
        List<Fix> fixes = Walk.of("boat").steps(500, 31, 57, TEN_SECONDS).fixes();

        // When
        TrackSummary summary = Walk.measured(fixes);

        // Then
        double independent = Vincenty.metres(place(fixes.getFirst()), place(fixes.getLast()));
        assertThat(independent).isBetween(32_000.0, 33_000.0);
        assertThat(summary.rawM()).isCloseTo(independent, within(independent * 0.0001));
        assertThat(summary.filteredM()).isCloseTo(independent, within(independent * 0.0001));
        assertThat(summary.times().moving()).isEqualTo(Duration.ofSeconds(5_000));
    }

    private static Wgs84 place(Fix fix) {
        return fix.position().wgs84();
    }

    @Test
    void drift_while_standing_adds_nothing() {
        // Given
        Walk walk = Walk.of("phone");
        for (int i = 0; i < 600; i++) {
            Walk ignored = walk.wrong(12 * Math.sin(i * 1.7), 12 * Math.cos(i * 2.3), SECOND);
        }

        // When
        TrackSummary summary = walk.measured();

        // Then
        assertThat(summary.rawM()).isGreaterThan(4_000);
        assertThat(summary.filteredM()).isZero();
        assertThat(summary.times().standing()).isEqualTo(Duration.ofSeconds(600));
    }

    @Test
    void a_fix_within_its_own_accuracy_has_not_moved() {
        // Given
        Walk walk = Walk.of("phone").accurateTo(300);
        for (int i = 0; i < 20; i++) {
            Walk ignored = walk.wrong(i % 2 * 250, 0, TEN_SECONDS);
        }

        // When
        TrackSummary summary = walk.measured();

        // Then
        assertThat(summary.rawM()).isGreaterThan(4_000);
        assertThat(summary.filteredM()).isZero();
    }

    @Test
    void slow_walking_counts_though_each_step_is_within_the_radius() {
        // Given
        Walk walk = Walk.of("phone").steps(1_000, 1.4, 0, SECOND);

        // When
        TrackSummary summary = walk.measured();

        // Then
        assertThat(summary.filteredM()).isCloseTo(1_400, within(25.0));
        assertThat(summary.times().moving()).isGreaterThan(Duration.ofSeconds(980));
    }

    @Test
    void a_jump_that_nobody_can_make_is_left_out() {
        // Given
        Walk walk = Walk.of("boat")
                .steps(10, 50, 0, TEN_SECONDS)
                .wrong(9_000, 9_000, SECOND)
                .steps(10, 50, 0, TEN_SECONDS);

        // When
        TrackSummary summary = walk.measured();

        // Then
        assertThat(summary.impossibleJumps()).isEqualTo(1);
        assertThat(summary.rawM()).isGreaterThan(25_000);
        assertThat(summary.filteredM()).isCloseTo(1_000, within(1.0));
    }

    @Test
    void after_three_fixes_that_fit_each_other_the_path_goes_on_there() {
        // Given
        Walk walk = Walk.of("boat")
                .steps(10, 50, 0, TEN_SECONDS)
                .step(20_000, 0, TEN_SECONDS)
                .steps(12, 50, 0, TEN_SECONDS);

        // When
        TrackSummary summary = walk.measured();

        // Then
        assertThat(summary.impossibleJumps()).isEqualTo(2);
        assertThat(summary.filteredM()).isCloseTo(1_000, within(1.0));
        assertThat(summary.times().unobserved()).isEqualTo(Duration.ofSeconds(30));
    }

    @Test
    void a_gap_is_told_with_its_straight_way() {
        // Given
        Walk walk = Walk.of("boat")
                .steps(3, 40, 0, TEN_SECONDS)
                .step(2_000, 0, Duration.ofMinutes(20))
                .step(0, 500, Duration.ofMinutes(6))
                .steps(3, 40, 0, TEN_SECONDS);

        // When
        TrackSummary summary = walk.measured();

        // Then
        assertThat(summary.gaps().number()).isEqualTo(2);
        assertThat(summary.gaps().largest()).isEqualTo(Duration.ofMinutes(20));
        assertThat(summary.gaps().largestFrom()).contains(Walk.START.plusSeconds(30));
        assertThat(summary.gaps().overM()).isCloseTo(2_500, within(2.0));
        assertThat(summary.filteredM()).isCloseTo(2_740, within(2.0));
        assertThat(summary.times().unobserved()).isEqualTo(Duration.ofMinutes(26));
        assertThat(summary.times().moving()).isEqualTo(Duration.ofMinutes(1));
    }

    @Test
    void two_telephones_in_one_boat_are_one_way() {
        // Given
        List<Fix> one = Walk.of("a").steps(100, 0, 100, TEN_SECONDS).fixes();
        List<Fix> other =
                Walk.of("b").step(40, 0, SECOND).steps(100, 0, 100, TEN_SECONDS).fixes();
        List<Fix> both = Stream.concat(one.stream(), other.stream())
                .sorted(Comparator.comparing((Fix fix) -> fix.position().fixedAt())
                        .thenComparing(Fix::device))
                .toList();

        // When
        TrackSummary summary = Walk.measured(both);

        // Then
        assertThat(summary.devices()).isEqualTo(2);
        assertThat(summary.fixesBeside()).isEqualTo(102);
        assertThat(summary.rawM()).isCloseTo(20_040, within(5.0));
        assertThat(summary.filteredM()).isCloseTo(10_000, within(5.0));
    }

    @Test
    void another_device_takes_over_when_the_first_one_is_silent() {
        // Given
        List<Fix> one = Walk.of("a").steps(10, 0, 100, TEN_SECONDS).fixes();
        List<Fix> next = Walk.of("b")
                .step(0, 1_200, Duration.ofSeconds(170))
                .steps(9, 0, 100, TEN_SECONDS)
                .fixes();

        // When
        TrackSummary summary = Walk.measured(Stream.concat(one.stream(), next.subList(1, next.size()).stream())
                .toList());

        // Then
        assertThat(summary.fixesBeside()).isZero();
        assertThat(summary.filteredM()).isCloseTo(2_100, within(1.0));
    }

    @Test
    void what_another_device_tells_after_a_gap_is_a_way_of_its_own() {
        // Given
        List<Fix> morning = Walk.of("a").steps(10, 0, 100, TEN_SECONDS).fixes();
        List<Fix> evening = Walk.of("b")
                .step(5_000, 0, Duration.ofHours(8))
                .steps(10, 0, 100, TEN_SECONDS)
                .fixes();

        // When
        TrackSummary summary =
                Walk.measured(Stream.concat(morning.stream(), evening.subList(1, evening.size()).stream())
                        .toList());

        // Then
        assertThat(summary.filteredM()).isCloseTo(2_000, within(1.0));
        assertThat(summary.gaps().number()).isEqualTo(1);
        assertThat(summary.gaps().overM()).isZero();
        assertThat(summary.times().unobserved()).isEqualTo(Duration.ofHours(8).minusSeconds(100));
    }
}
