package io.qipan.patrol.suspicion.model;

import static io.qipan.patrol.coverage.model.Beat.MORNING;
import static io.qipan.patrol.coverage.model.Beat.accurateTo;
import static io.qipan.patrol.coverage.model.Beat.drawn;
import static io.qipan.patrol.coverage.model.Beat.fix;
import static io.qipan.patrol.coverage.model.Beat.survey;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;
import static org.assertj.core.api.Assertions.within;

import io.qipan.patrol.coverage.model.Quarter;
import io.qipan.patrol.coverage.model.Survey;
import io.qipan.patrol.grid.model.FeatureKind;
import io.qipan.patrol.position.model.Fix;
import io.qipan.patrol.suspicion.model.Reason.Kind;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SuspicionTest {
    private static final Quarter QUARTER = Quarter.of(MORNING);

    /** Along a road for ten minutes, with the noise of a receiver: 3 m. */
    private static List<Fix> ride(String device, Instant from, Random noise) {
        List<Fix> fixes = new ArrayList<>();
        for (int i = 0; i < 120; i++) {
            fixes.add(fix(
                    device,
                    from.plusSeconds(5L * i),
                    5 + 0.4 * i + 0.03 * noise.nextGaussian(),
                    5 + 0.03 * noise.nextGaussian(),
                    false));
        }
        return fixes;
    }

    private static Suspicion alone(List<Fix> fixes) {
        return Suspicion.of(
                List.of(Signs.of(QUARTER, fixes, 70, at -> Optional.empty())),
                List.of(),
                List.of(),
                List.of(),
                List.of());
    }

    @Test
    void the_same_places_in_the_same_order_have_the_same_prints_at_any_time_from_any_device() {
        // Given
        Instant later = MORNING.plus(Duration.ofDays(3)).plusSeconds(123);

        // When
        Prints prints = Prints.of(ride("one", MORNING, new Random(1)));

        // Then
        assertThat(prints.hashes()).hasSizeBetween(10, 60);
        assertThat(Prints.of(ride("two", later, new Random(1)))).isEqualTo(prints);
    }

    @Test
    void two_honest_rides_along_the_same_road_have_no_print_in_common() {
        // Given
        Set<Long> common =
                new HashSet<>(Prints.of(ride("one", MORNING, new Random(1))).hashes());

        // When
        common.retainAll(Prints.of(ride("one", MORNING, new Random(2))).hashes());

        // Then
        assertThat(common).isEmpty();
    }

    @Test
    void a_parked_car_has_no_prints() {
        // Given
        List<Fix> parked = new ArrayList<>();
        for (int i = 0; i < 100; i++) {
            parked.add(fix(MORNING.plusSeconds(5L * i), 1, 1));
        }

        // When
        Suspicion suspicion = alone(parked);

        // Then
        assertThat(suspicion.score()).isZero();
        assertThat(suspicion.fixes()).isEqualTo(100);
    }

    @Test
    void a_phone_that_flickers_among_three_places_indoors_plays_no_track_again() {
        // Given what the network says, now this antenna, now that one
        Random antenna = new Random(3);
        List<Fix> indoors = new ArrayList<>();
        for (int i = 0; i < 180; i++) {
            indoors.add(fix(MORNING.plusSeconds(4L * i), 0.2 * antenna.nextInt(3), 1));
        }

        // When
        Suspicion suspicion = Suspicion.of(
                List.of(Signs.of(QUARTER, indoors, 1e9, at -> Optional.empty())),
                List.of(),
                List.of(),
                List.of(),
                List.of());

        // Then
        assertThat(Prints.of(indoors).hashes()).isEmpty();
        assertThat(suspicion.reasons()).isEmpty();
    }

    @Test
    void a_loop_that_is_played_again_within_the_quarter_shows() {
        // Given two minutes, three times
        List<Fix> fixes = new ArrayList<>();
        for (int round = 0; round < 3; round++) {
            for (Fix fix : ride("one", MORNING, new Random(5)).subList(0, 100)) {
                long second =
                        Duration.between(MORNING, fix.position().fixedAt()).toSeconds() / 5;
                fixes.add(fix(
                        "one",
                        MORNING.plusSeconds(150L * round + second),
                        (fix.position().wgs84().longitude() - 106.8) * 1000,
                        (fix.position().wgs84().latitude() - 39.6) * 1000,
                        false));
            }
        }

        // When
        Suspicion suspicion = Suspicion.of(
                List.of(Signs.of(QUARTER, fixes, 1e9, at -> Optional.empty())),
                List.of(),
                List.of(),
                List.of(),
                List.of());

        // Then
        assertThat(suspicion.reasons()).extracting(Reason::kind).containsExactly(Kind.REPLAYED_TRACK);
        assertThat(suspicion.score()).isGreaterThan(0.5);
    }

    @ParameterizedTest
    @CsvSource({"1, 0.3", "3, 0.55", "5, 0.8", "50, 0.8"})
    void one_jump_may_be_a_bad_fix_and_many_are_not(int jumps, double score) {
        // Given
        Signs signs = new Signs(
                QUARTER,
                100,
                0,
                jumps,
                0,
                500,
                Prints.of(List.of()),
                TimedPairs.NONE,
                TimedPlaces.NONE,
                new java.util.TreeMap<>(),
                Optional.empty());

        // When
        Suspicion suspicion = Suspicion.of(List.of(signs), List.of(), List.of(), List.of(), List.of());

        // Then
        assertThat(suspicion.score()).isCloseTo(score, within(1e-9));
        assertThat(suspicion.reasons().getFirst().text()).contains("500 m/s");
    }

    @Test
    void a_jump_between_two_devices_is_the_unit_in_two_places() {
        // Given
        List<Fix> fixes = List.of(
                fix("one", MORNING, 0, 0, false),
                fix("two", MORNING.plusSeconds(5), 30, 0, false),
                fix("one", MORNING.plusSeconds(10), 0, 0, false));

        // When
        Suspicion suspicion = alone(fixes);

        // Then
        assertThat(suspicion.reasons()).extracting(Reason::kind).containsExactly(Kind.TWO_PLACES);
        assertThat(suspicion.reasons().getFirst().count()).isEqualTo(2);
    }

    @Test
    void a_device_that_jumps_is_too_fast_though_another_reports_in_between() {
        // Given
        List<Fix> fixes = List.of(
                fix("one", MORNING, 0, 0, false),
                fix("two", MORNING.plusSeconds(5), 0, 0, false),
                fix("one", MORNING.plusSeconds(10), 30, 0, false),
                fix("two", MORNING.plusSeconds(15), 0, 0, false));

        // When
        Suspicion suspicion = alone(fixes);

        // Then
        assertThat(suspicion.reasons())
                .extracting(Reason::kind, Reason::count)
                .containsExactlyInAnyOrder(tuple(Kind.IMPOSSIBLE_SPEED, 1), tuple(Kind.TWO_PLACES, 2));
    }

    @Test
    void reasons_add_up_and_never_reach_certainty() {
        // Given
        List<SharedDevice> shared = List.of(
                new SharedDevice(QUARTER, "one", "units/b", true), new SharedDevice(QUARTER, "one", "units/c", false));
        List<Fix> fixes = List.of(fix("one", MORNING, 0, 0, true), fix("one", MORNING.plusSeconds(5), 0, 0, false));

        // When
        Suspicion suspicion = Suspicion.of(
                List.of(Signs.of(QUARTER, fixes, 70, at -> Optional.empty())), List.of(), List.of(), List.of(), shared);

        // Then
        assertThat(suspicion.reasons()).extracting(Reason::weight).containsExactly(0.7, 0.5, 0.2);
        assertThat(suspicion.reasons()).extracting(Reason::otherUnit).startsWith(Optional.of("units/b"));
        assertThat(suspicion.score()).isCloseTo(1 - 0.3 * 0.5 * 0.8, within(1e-9));
    }

    @Test
    void likeness_counts_across_two_quarters_of_the_other_and_two_prints_are_chance() {
        // Given
        List<Fix> ride = ride("one", MORNING, new Random(1));
        Signs signs = Signs.of(QUARTER, ride, 1e9, at -> Optional.empty());
        int prints = signs.prints().hashes().size();
        Quarter before = Quarter.of(MORNING.minus(Duration.ofDays(1)));
        List<Likeness> likenesses = List.of(
                new Likeness(QUARTER, "units/b", before, 2),
                new Likeness(QUARTER, "units/b", before.next(), prints - 2),
                new Likeness(QUARTER, "units/c", before, 2));

        // When
        Suspicion suspicion = Suspicion.of(List.of(signs), likenesses, List.of(), List.of(), List.of());

        // Then
        assertThat(suspicion.reasons()).hasSize(1);
        assertThat(suspicion.reasons().getFirst().otherUnit()).contains("units/b");
        assertThat(suspicion.score()).isCloseTo(0.95, within(1e-9));
    }

    @Test
    void a_print_now_and_then_over_a_long_past_is_no_track_that_is_played_again() {
        // Given the same corner once a day, for a month
        List<Fix> ride = ride("one", MORNING, new Random(1));
        Signs signs = Signs.of(QUARTER, ride, 1e9, at -> Optional.empty());
        List<Likeness> likenesses = new ArrayList<>();
        for (int day = 1; day <= 30; day++) {
            likenesses.add(new Likeness(QUARTER, "units/b", Quarter.of(MORNING.minus(Duration.ofDays(day))), 2));
        }

        // When
        Suspicion suspicion = Suspicion.of(List.of(signs), likenesses, List.of(), List.of(), List.of());

        // Then
        assertThat(suspicion.reasons()).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({"2, 0", "3, 0.03", "30, 0.3", "90, 0.6"})
    void a_boat_that_reports_from_ashore_is_off_the_water_and_never_certainly(int ashore, double score) {
        // Given
        Signs signs = new Signs(
                QUARTER,
                400,
                0,
                0,
                0,
                0,
                Prints.of(List.of()),
                TimedPairs.NONE,
                TimedPlaces.NONE,
                new java.util.TreeMap<>(),
                Optional.of(new Signs.Ashore(ashore, 100)));

        // When
        Suspicion suspicion = Suspicion.of(List.of(signs), List.of(), List.of(), List.of(), List.of());

        // Then
        assertThat(suspicion.score()).isCloseTo(score, within(1e-9));
        assertThat(suspicion.unjudged()).isEmpty();
    }

    @Test
    void of_a_boat_ashore_those_fixes_count_that_are_accurate() {
        // Given a boat in a garage, whose phone has a satellite now and then
        Survey survey = survey(drawn(FeatureKind.WATER, "river", "POLYGON ((0 0, 1 0, 1 9, 0 9, 0 0))"));
        List<Fix> fixes = new ArrayList<>();
        for (int i = 0; i < 60; i++) {
            fixes.add(accurateTo(i % 6 == 0 ? 10 : 2_000, fix(MORNING.plusSeconds(5L * i), 20, 5)));
        }

        // When
        Suspicion suspicion = Suspicion.of(
                List.of(Signs.of(QUARTER, fixes, 70, at -> survey.waters())),
                List.of(),
                List.of(),
                List.of(),
                List.of());

        // Then
        assertThat(suspicion.reasons()).singleElement().satisfies(reason -> {
            assertThat(reason.kind()).isEqualTo(Kind.OFF_WATER);
            assertThat(reason.weight()).isEqualTo(0.6);
            assertThat(reason.text()).startsWith("10 of 10 ");
        });
    }

    @Test
    void what_was_not_compared_with_waters_is_said() {
        // When
        Suspicion suspicion = alone(List.of(fix(MORNING, 0, 0)));

        // Then
        assertThat(suspicion.unjudged()).singleElement().satisfies(unjudged -> {
            assertThat(unjudged.kind()).isEqualTo(Kind.OFF_WATER);
            assertThat(unjudged.text()).contains("1 of 1", "no waters");
        });
    }
}
