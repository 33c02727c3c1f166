package io.qipan.dispatch.recommend.model;

import static io.qipan.dispatch.Places.NOW;
import static io.qipan.dispatch.Places.RIVER_BANK;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.qipan.dispatch.recommend.model.Candidate.Fix;
import io.qipan.dispatch.recommend.model.Media.Speeds;
import io.qipan.dispatch.recommend.model.Recommendation.Cause;
import io.qipan.dispatch.recommend.model.Recommendation.Choice;
import io.qipan.dispatch.recommend.model.Recommendation.Shortfall;
import io.qipan.dispatch.recommend.model.Recommendation.Target;
import io.qipan.runtime.place.Datum.Wgs84;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** What the roster and the place make of a recommendation. */
class DutyAndSpeedTest {
    private static final Target THERE = new Target(RIVER_BANK, 0);
    private static final Need WATER = new Need("water", 1);
    private static final Media SUMMER = new Media(Set.of("water", "road"), Set.of("ice"));

    private static Recommendation choose(List<Candidate> candidates) {
        return Recommendation.choose(candidates, true, List.of(WATER), THERE, SUMMER, NOW);
    }

    private static Candidate of(String kind, Candidate.Duty duty, String... capabilities) {
        return new Candidate(
                "units/" + kind,
                kind,
                kind,
                Set.of(capabilities),
                10,
                60,
                true,
                false,
                duty,
                Optional.of(new Fix(new Wgs84(RIVER_BANK.latitude() + 0.1, RIVER_BANK.longitude()), NOW)));
    }

    @Test
    void who_has_a_shift_today_and_no_crew_is_not_sent_and_the_shortfall_says_so() {
        // Given
        Candidate off = of("off", Candidate.Duty.OFF_DUTY, "water");
        Candidate on = of("on", Candidate.Duty.ON_DUTY, "water");

        // When
        Recommendation onlyOff = choose(List.of(off));
        Recommendation both = choose(List.of(off, on));

        // Then
        assertThat(onlyOff.choices()).isEmpty();
        assertThat(onlyOff.shortfalls()).containsExactly(new Shortfall(WATER, 1, Cause.NO_CREW));
        assertThat(both.choices())
                .extracting(choice -> choice.candidate().callSign())
                .containsExactly("on");
        assertThat(both.choices().getFirst().reason()).endsWith("about 19 min, crew on duty");
    }

    @Test
    void time_is_counted_by_the_speed_that_patrol_tells_for_the_place() {
        // Given a lake: a boat goes there, an ambulance as far as its bank, of a sledge nobody tells
        Media lake = new Media(
                Set.of("water", "road"),
                Set.of("ice"),
                Set.of("water"),
                Map.of("amphibious", new Speeds(8, 20), "ambulance", new Speeds(11, 13)));

        // When
        List<Choice> choices = List.of("amphibious", "ambulance", "sledge").stream()
                .map(kind -> of(
                        kind,
                        Candidate.Duty.NO_SHIFT_TODAY,
                        kind.equals("amphibious") ? new String[] {"water", "road"} : new String[] {"road"}))
                .map(unit -> Recommendation.choose(List.of(unit), true, List.of(new Need("", 1)), THERE, lake, NOW))
                .map(recommendation -> recommendation.choices().getFirst())
                .toList();

        // Then
        assertThat(choices).extracting(Choice::speedMps).containsExactly(8.0, 13.0, 10.0);
        assertThat(choices)
                .allSatisfy(choice ->
                        assertThat(choice.etaS()).isCloseTo(choice.distanceM() / choice.speedMps(), within(1e-9)));
    }
}
