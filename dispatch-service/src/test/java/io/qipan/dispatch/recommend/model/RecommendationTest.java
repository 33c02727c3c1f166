package io.qipan.dispatch.recommend.model;

import static io.qipan.dispatch.Places.NOW;
import static io.qipan.dispatch.Places.RIVER_BANK;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.qipan.dispatch.recommend.model.Candidate.Fix;
import io.qipan.dispatch.recommend.model.Recommendation.Cause;
import io.qipan.dispatch.recommend.model.Recommendation.Choice;
import io.qipan.dispatch.recommend.model.Recommendation.Shortfall;
import io.qipan.dispatch.recommend.model.Recommendation.Target;
import io.qipan.runtime.place.Datum.Wgs84;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class RecommendationTest {
    private static final Target THERE = new Target(RIVER_BANK, 0);
    private static final Need WATER = new Need("water", 1);

    /** One degree of latitude on the mean sphere. */
    private static final double DEGREE_M = 111_195.08;

    /** A boat so many hundredths of a degree to the north, at 10 m/s, whose position is fresh for 60 s. */
    private static Candidate boat(String name, int hundredths) {
        return unit(name, Set.of("water"), true, false, Optional.of(fix(hundredths, NOW)));
    }

    private static Candidate unit(
            String name, Set<String> capabilities, boolean inService, boolean committed, Optional<Fix> position) {
        return new Candidate(
                "units/" + name,
                name,
                "kind",
                capabilities,
                10,
                60,
                inService,
                committed,
                Candidate.Duty.NO_SHIFT_TODAY,
                position);
    }

    private static Fix fix(int hundredths, Instant at) {
        return new Fix(new Wgs84(RIVER_BANK.latitude() + hundredths / 100.0, RIVER_BANK.longitude()), at);
    }

    private static final Media SUMMER = new Media(Set.of("water", "road"), Set.of("ice"));
    private static final Media FREEZING = new Media(Set.of("road"), Set.of("water", "ice"));

    private static Recommendation choose(List<Candidate> candidates, Need... needs) {
        return Recommendation.choose(candidates, true, Arrays.asList(needs), THERE, SUMMER, NOW);
    }

    private static List<String> names(Recommendation recommendation) {
        return recommendation.choices().stream()
                .map(choice -> choice.candidate().callSign())
                .toList();
    }

    @Test
    void soonest_comes_first_and_equals_by_name() {
        // Given
        List<Candidate> boats = List.of(boat("far", 5), boat("b", 2), boat("a", 2), boat("near", 1));

        // When
        Recommendation recommendation = choose(boats, new Need("water", 3));

        // Then
        assertThat(names(recommendation)).containsExactly("near", "a", "b");
        assertThat(recommendation.shortfalls()).isEmpty();
    }

    @Test
    void a_fast_unit_beats_a_near_one() {
        // Given
        Candidate fast = new Candidate(
                "units/fast",
                "fast",
                "kind",
                Set.of("water"),
                30,
                60,
                true,
                false,
                Candidate.Duty.NO_SHIFT_TODAY,
                Optional.of(fix(2, NOW)));

        // When
        Recommendation recommendation = choose(List.of(boat("near", 1), fast), WATER);

        // Then
        assertThat(names(recommendation)).containsExactly("fast");
    }

    @Test
    void says_why_with_distance_and_time() {
        // When
        Recommendation recommendation = choose(List.of(boat("near", 1)), WATER);

        // Then
        Choice choice = recommendation.choices().getFirst();
        assertThat(choice.distanceM()).isCloseTo(DEGREE_M / 100, within(0.1));
        assertThat(choice.etaS()).isCloseTo(DEGREE_M / 1000, within(0.1));
        assertThat(choice.reason()).isEqualTo("free and able to do water, 1.1 km away, about 2 min");
    }

    @Test
    void says_that_any_unit_will_do() {
        // When
        Recommendation recommendation = choose(List.of(boat("near", 1)), new Need("", 1));

        // Then
        assertThat(recommendation.choices().getFirst().reason()).isEqualTo("free, 1.1 km away, about 2 min");
    }

    @Test
    void says_that_a_position_is_not_fresh() {
        // Given
        Candidate silent = unit("silent", Set.of("water"), true, false, Optional.of(fix(1, NOW.minusSeconds(61))));

        // When
        Recommendation recommendation = choose(List.of(silent), WATER);

        // Then
        assertThat(recommendation.choices().getFirst().stale()).isTrue();
        assertThat(recommendation.choices().getFirst().reason()).endsWith("about 2 min, position not fresh");
    }

    @Test
    void a_position_is_fresh_as_long_as_its_kind_says() {
        // Given
        Candidate heard = unit("heard", Set.of("water"), true, false, Optional.of(fix(1, NOW.minusSeconds(60))));

        // When
        Recommendation recommendation = choose(List.of(heard), WATER);

        // Then
        assertThat(recommendation.choices().getFirst().stale()).isFalse();
    }

    @Test
    void of_units_that_were_known_once_every_position_is_stale() {
        // Given
        Candidate ahead = unit("ahead", Set.of("water"), true, false, Optional.of(fix(1, NOW.plusSeconds(60))));

        // When
        Recommendation recommendation =
                Recommendation.choose(List.of(ahead), false, List.of(WATER), THERE, Media.unknown(), NOW);

        // Then
        assertThat(recommendation.choices().getFirst().stale()).isTrue();
    }

    @Test
    void a_unit_of_unknown_speed_comes_last_and_says_so() {
        // Given
        Candidate odd = new Candidate(
                "units/odd",
                "odd",
                "kind",
                Set.of("water"),
                0,
                60,
                true,
                false,
                Candidate.Duty.NO_SHIFT_TODAY,
                Optional.of(fix(1, NOW)));

        // When
        Recommendation recommendation = choose(List.of(odd, boat("far", 50)), new Need("water", 2));

        // Then
        assertThat(names(recommendation)).containsExactly("far", "odd");
        assertThat(recommendation.choices().getLast().reason())
                .isEqualTo("free and able to do water, 1.1 km away, speed not known");
        assertThat(recommendation.choices().getLast().etaS()).isEqualTo(86_400);
    }

    @Test
    void nobody_takes_longer_than_a_day() {
        // Given
        Candidate snail = new Candidate(
                "units/snail",
                "snail",
                "kind",
                Set.of("water"),
                0.001,
                60,
                true,
                false,
                Candidate.Duty.NO_SHIFT_TODAY,
                Optional.of(fix(50, NOW)));

        // When
        Recommendation recommendation = choose(List.of(snail), WATER);

        // Then
        assertThat(recommendation.choices().getFirst().etaS()).isEqualTo(86_400);
    }

    @Test
    void inside_the_area_the_distance_is_none() {
        // Given
        Target area = new Target(RIVER_BANK, 5_000);

        // When
        Recommendation recommendation =
                Recommendation.choose(List.of(boat("near", 1)), true, List.of(WATER), area, SUMMER, NOW);

        // Then
        assertThat(recommendation.choices().getFirst().distanceM()).isZero();
        assertThat(recommendation.choices().getFirst().reason()).contains("0.0 km away, about 0 min");
    }

    private static Candidate here(String name, String... capabilities) {
        return unit(name, Set.of(capabilities), true, false, Optional.of(fix(1, NOW)));
    }

    @Test
    void a_unit_that_can_do_all_that_is_needed_is_enough_if_there_is_no_other() {
        // Given
        Candidate both = here("both", "water", "road");

        // When
        Recommendation recommendation = choose(List.of(both), WATER, new Need("road", 1));

        // Then
        assertThat(names(recommendation)).containsExactly("both");
        assertThat(recommendation.shortfalls()).isEmpty();
    }

    @Test
    void each_need_gets_a_unit_of_its_own_while_there_are_free_ones() {
        // Given
        Candidate both = here("both", "water", "road");
        Candidate car = unit("car", Set.of("road"), true, false, Optional.of(fix(9, NOW)));

        // When
        Recommendation recommendation = choose(List.of(both, car), WATER, new Need("road", 1));

        // Then
        assertThat(names(recommendation)).containsExactly("both", "car");
    }

    @Test
    void what_few_can_do_does_not_lose_them_to_what_many_can() {
        // Given
        Candidate diver = here("diver", "road", "diving");
        Candidate car = unit("car", Set.of("road"), true, false, Optional.of(fix(9, NOW)));

        // When
        Recommendation recommendation = choose(List.of(diver, car), new Need("road", 1), new Need("diving", 1));

        // Then
        assertThat(recommendation.choices())
                .extracting(choice ->
                        choice.candidate().callSign() + " for " + choice.need().capability())
                .as("in the order of the needs")
                .containsExactly("car for road", "diver for diving");
        assertThat(recommendation.shortfalls()).isEmpty();
    }

    @Test
    void what_is_asked_for_twice_is_needed_twice() {
        // Given
        Candidate boat = boat("boat", 1);

        // When
        Recommendation recommendation = choose(List.of(boat), WATER, WATER);

        // Then
        assertThat(recommendation.shortfalls()).containsExactly(new Shortfall(new Need("water", 2), 1, Cause.TOO_FEW));
    }

    static Stream<Arguments> shortfalls() {
        Optional<Fix> here = Optional.of(fix(0, NOW));
        Candidate car = unit("car", Set.of("road"), true, false, here);
        Candidate boat = boat("boat", 1);
        Candidate committed = unit("committed", Set.of("water"), true, true, here);
        Candidate off = unit("off", Set.of("water"), false, false, here);
        Candidate lost = unit("lost", Set.of("water"), true, false, Optional.empty());
        return Stream.of(
                Arguments.of(List.of(car), 1, Cause.NO_SUCH_CAPABILITY),
                Arguments.of(List.of(), 1, Cause.NO_SUCH_CAPABILITY),
                Arguments.of(List.of(car, committed), 1, Cause.ALL_COMMITTED),
                Arguments.of(List.of(off, committed), 1, Cause.ALL_COMMITTED),
                Arguments.of(List.of(car, off), 1, Cause.ALL_OUT_OF_SERVICE),
                Arguments.of(List.of(lost, committed, off), 1, Cause.NO_POSITION),
                Arguments.of(List.of(boat), 2, Cause.TOO_FEW),
                Arguments.of(List.of(boat, lost), 2, Cause.TOO_FEW),
                Arguments.of(List.of(boat, committed), 2, Cause.TOO_FEW));
    }

    @ParameterizedTest
    @MethodSource("shortfalls")
    void a_need_that_is_not_met_says_what_is_missing(List<Candidate> candidates, int count, Cause cause) {
        // When
        Recommendation recommendation = choose(candidates, new Need("water", count));

        // Then
        assertThat(recommendation.shortfalls()).containsExactly(new Shortfall(new Need("water", count), 1, cause));
    }

    @Test
    void a_boat_is_not_sent_onto_a_freezing_river_and_the_shortfall_says_so() {
        // Given
        Candidate amphibious = unit("both", Set.of("water", "road"), true, false, Optional.of(fix(5, NOW)));

        // When
        Recommendation boats =
                Recommendation.choose(List.of(boat("near", 1)), true, List.of(WATER), THERE, FREEZING, NOW);
        Recommendation both =
                Recommendation.choose(List.of(boat("near", 1), amphibious), true, List.of(WATER), THERE, FREEZING, NOW);

        // Then
        assertThat(boats.choices()).isEmpty();
        assertThat(boats.shortfalls()).containsExactly(new Shortfall(WATER, 1, Cause.OUT_OF_SEASON));
        assertThat(names(both)).containsExactly("both");
        assertThat(both.shortfalls()).isEmpty();
    }

    @Test
    void with_patrol_away_and_nothing_known_the_units_are_unknown() {
        // When
        Recommendation recommendation =
                Recommendation.choose(List.of(), false, List.of(WATER), THERE, Media.unknown(), NOW);

        // Then
        assertThat(recommendation.shortfalls()).containsExactly(new Shortfall(WATER, 1, Cause.UNITS_UNKNOWN));
    }

    @Property
    void every_need_is_met_or_its_shortfall_counted_and_no_unit_comes_twice(
            @ForAll @Size(max = 12) List<@IntRange(min = 0, max = 63) Integer> fleet,
            @ForAll @Size(max = 4) List<@IntRange(min = 1, max = 5) Integer> counts) {
        // Given
        List<Candidate> candidates = Stream.iterate(0, i -> i < fleet.size(), i -> i + 1)
                .map(i -> any("u" + i, fleet.get(i)))
                .toList();
        List<Need> needs = Stream.iterate(0, i -> i < counts.size(), i -> i + 1)
                .map(i -> new Need(i % 2 == 0 ? "water" : "road", counts.get(i)))
                .toList();

        // When
        Recommendation recommendation = choose(candidates, needs.toArray(Need[]::new));

        // Then
        assertThat(names(recommendation)).doesNotHaveDuplicates();
        assertThat(recommendation.choices()).allSatisfy(choice -> {
            assertThat(choice.candidate().can(choice.need())).isTrue();
            assertThat(choice.candidate().isFree()).isTrue();
        });
        for (String capability : Set.of("water", "road")) {
            long needed = needs.stream()
                    .filter(need -> need.capability().equals(capability))
                    .mapToInt(Need::count)
                    .sum();
            long able = recommendation.choices().stream()
                    .filter(choice -> choice.candidate().capabilities().contains(capability))
                    .count();
            long missing = recommendation.shortfalls().stream()
                    .filter(shortfall -> shortfall.need().capability().equals(capability))
                    .mapToInt(Shortfall::missing)
                    .sum();
            assertThat(missing).as(capability).isEqualTo(Math.max(0, needed - able));
        }
    }

    private static Candidate any(String name, int bits) {
        Set<String> capabilities = (bits & 1) == 0 ? Set.of("water") : Set.of("water", "road");
        Optional<Fix> position = (bits & 8) == 0 ? Optional.of(fix(bits / 16, NOW)) : Optional.empty();
        return unit(name, capabilities, (bits & 2) == 0, (bits & 4) != 0, position);
    }
}
