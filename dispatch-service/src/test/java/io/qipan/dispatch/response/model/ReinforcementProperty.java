package io.qipan.dispatch.response.model;

import static org.assertj.core.api.Assertions.assertThat;

import io.qipan.dispatch.recommend.model.Candidate;
import io.qipan.dispatch.recommend.model.Candidate.Fix;
import io.qipan.dispatch.recommend.model.Media;
import io.qipan.dispatch.recommend.model.Need;
import io.qipan.dispatch.recommend.model.Picture;
import io.qipan.dispatch.recommend.model.Recommendation.Cause;
import io.qipan.dispatch.recommend.model.Recommendation.Choice;
import io.qipan.dispatch.recommend.model.Recommendation.Shortfall;
import io.qipan.dispatch.recommend.model.Recommendation.Target;
import io.qipan.dispatch.response.model.Reinforcement.Limits;
import io.qipan.runtime.place.Datum.Wgs84;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.IntStream;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;

class ReinforcementProperty {
    private static final Instant NOW = Instant.parse("2026-11-20T02:00:00Z");
    private static final Wgs84 PLACE = new Wgs84(39.65, 106.79);
    private static final List<String> CAPABILITIES = List.of("road", "water", "fire");

    private static Candidate unit(int number, Set<String> capabilities, boolean free, double kmNorth) {
        return new Candidate(
                "units/" + number,
                "unit " + number,
                "boat",
                capabilities,
                10,
                60,
                true,
                !free,
                Candidate.Duty.NO_SHIFT_TODAY,
                Optional.of(new Fix(new Wgs84(PLACE.latitude() + kmNorth / 111.2, PLACE.longitude()), NOW)));
    }

    private static Picture picture(List<Candidate> units) {
        return new Picture(units, new Media(Set.of("road", "water"), Set.of()), true);
    }

    private static Limits anywhere() {
        return new Limits(new Target(PLACE, 50), 0, _ -> true);
    }

    /** Bits: which of the capabilities, and whether it is assigned or free. */
    private static List<Candidate> fleet(List<Integer> kinds) {
        return IntStream.range(0, kinds.size())
                .mapToObj(i -> {
                    Set<String> able = new HashSet<>();
                    for (int bit = 0; bit < CAPABILITIES.size(); bit++) {
                        if ((kinds.get(i) >> bit & 1) == 1) {
                            able.add(CAPABILITIES.get(bit));
                        }
                    }
                    return unit(i, able, (kinds.get(i) & 8) == 0, i + 1);
                })
                .toList();
    }

    @Property
    void theNextLevelAddsOnlyWhatIsMissingAndOnceThatIsAssignedNothingMore(
            @ForAll @Size(max = 12) List<@IntRange(max = 31) Integer> kinds,
            @ForAll @Size(3) List<@IntRange(max = 4) Integer> counts) {
        // Given
        List<Candidate> units = fleet(kinds);
        Set<String> assigned = new HashSet<>();
        IntStream.range(0, kinds.size()).filter(i -> (kinds.get(i) & 16) != 0).forEach(i -> assigned.add("units/" + i));
        List<Need> needs = IntStream.range(0, 3)
                .filter(i -> counts.get(i) > 0)
                .mapToObj(i -> new Need(CAPABILITIES.get(i), counts.get(i)))
                .toList();

        // When
        Reinforcement first = Reinforcement.of(needs, assigned, picture(units), anywhere(), NOW);
        List<String> proposed = first.proposed().stream()
                .map(choice -> choice.candidate().unit())
                .toList();
        Set<String> more = new HashSet<>(assigned);
        more.addAll(proposed);
        Reinforcement second = Reinforcement.of(needs, more, picture(units), anywhere(), NOW);

        // Then
        assertThat(proposed).doesNotHaveDuplicates().noneMatch(assigned::contains);
        assertThat(first.proposed()).allMatch(choice -> choice.candidate().isFree());
        for (Reinforcement.State state : first.states()) {
            long coming = first.proposed().stream()
                    .filter(choice ->
                            choice.need().capability().equals(state.need().capability()))
                    .count();
            assertThat(coming).as("no more than is missing of " + state).isLessThanOrEqualTo(state.missing());
            int missed = first.shortfalls().stream()
                    .filter(shortfall ->
                            shortfall.need().capability().equals(state.need().capability()))
                    .mapToInt(Shortfall::missing)
                    .sum();
            assertThat(first.proposed().stream()
                                    .filter(choice -> choice.candidate().can(state.need()))
                                    .count()
                            + missed)
                    .as("what is missing is proposed or said to be short: " + state)
                    .isGreaterThanOrEqualTo(state.missing());
        }
        assertThat(second.proposed())
                .as("what was ordered is not proposed again")
                .isEmpty();
        assertThat(Reinforcement.of(needs, assigned, picture(units), anywhere(), NOW))
                .isEqualTo(first);
    }

    private static List<Cause> causes(Picture picture, Limits limits) {
        return Reinforcement.of(List.of(new Need("water", 1)), Set.of(), picture, limits, NOW).shortfalls().stream()
                .map(Shortfall::cause)
                .toList();
    }

    @Example
    void aShortfallSaysWhy() {
        // Given
        Candidate boat = unit(1, Set.of("water"), true, 20);
        Limits near = new Limits(new Target(PLACE, 50), 5_000, _ -> true);
        Limits crewed = new Limits(new Target(PLACE, 50), 0, _ -> false);

        // When
        List<List<Cause>> causes = List.of(
                causes(picture(List.of(boat)), near),
                causes(picture(List.of(boat)), crewed),
                causes(picture(List.of(unit(1, Set.of("water"), false, 1))), near),
                causes(picture(List.of()), near),
                causes(new Picture(List.of(boat), new Media(Set.of(), Set.of("water")), true), anywhere()),
                causes(picture(List.of(boat)), anywhere()));

        // Then
        assertThat(causes)
                .containsExactly(
                        List.of(Cause.TOO_FAR),
                        List.of(Cause.NO_CREW),
                        List.of(Cause.ALL_COMMITTED),
                        List.of(Cause.NO_SUCH_CAPABILITY),
                        List.of(Cause.OUT_OF_SEASON),
                        List.of());
    }

    @Example
    void aZoneIsLeftBareOnlyWhenItsLastFreeUnitGoes() {
        // Given
        List<Candidate> boats =
                new ArrayList<>(List.of(unit(1, Set.of("water"), true, 1), unit(2, Set.of("water"), true, 2)));
        List<Choice> proposed = Reinforcement.of(
                        List.of(new Need("water", 1)), Set.of(), picture(boats), anywhere(), NOW)
                .proposed();
        Map<String, String> oneZone = Map.of("units/1", "gridFeatures/zone-7", "units/2", "gridFeatures/zone-7");
        Map<String, String> twoZones = Map.of("units/1", "gridFeatures/zone-7", "units/2", "gridFeatures/zone-8");

        // When
        List<CoverageGap> covered = CoverageGap.of(proposed, CoverageGap.toLocate(proposed, boats), oneZone);
        List<CoverageGap> bare = CoverageGap.of(proposed, CoverageGap.toLocate(proposed, boats), twoZones);

        // Then
        assertThat(covered).isEmpty();
        assertThat(bare).containsExactly(new CoverageGap("gridFeatures/zone-7", "water", List.of("units/1")));
    }
}
