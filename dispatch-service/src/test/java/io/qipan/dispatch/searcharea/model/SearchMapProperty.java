package io.qipan.dispatch.searcharea.model;

import static io.qipan.dispatch.searcharea.model.Told.NOW;
import static io.qipan.dispatch.searcharea.model.Told.at;
import static io.qipan.dispatch.searcharea.model.Told.circle;
import static io.qipan.dispatch.searcharea.model.Told.facts;
import static io.qipan.dispatch.searcharea.model.Told.map;
import static io.qipan.dispatch.searcharea.model.Told.searched;
import static io.qipan.dispatch.searcharea.model.Told.that;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.qipan.dispatch.searcharea.model.Extent.AlongLine;
import io.qipan.dispatch.searcharea.model.Extent.NearLandmark;
import io.qipan.dispatch.searcharea.model.Extent.Polygon;
import io.qipan.dispatch.searcharea.model.Extent.Reach;
import io.qipan.dispatch.searcharea.model.Extent.Sector;
import io.qipan.runtime.place.Shape.Region;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.Tuple;
import net.jqwik.api.constraints.DoubleRange;
import net.jqwik.api.constraints.IntRange;
import org.assertj.core.data.Percentage;

/** Whatever the facts are. */
class SearchMapProperty {

    @Provide
    Arbitrary<Extent> extents() {
        return Combinators.combine(
                        Arbitraries.doubles().between(-4000, 4000),
                        Arbitraries.doubles().between(-4000, 4000),
                        Arbitraries.doubles().between(50, 5000),
                        Arbitraries.integers().between(0, 359),
                        Arbitraries.integers().between(0, 5))
                .as((east, north, size, azimuth, kind) -> switch (kind) {
                    case 0 -> circle(east, north, size);
                    case 1 -> new Sector(at(east, north), size / 3, size, azimuth, 10 + azimuth / 2.0);
                    case 2 -> new AlongLine(List.of(at(east, north), at(0, size), at(-east, -north)), size / 5, "");
                    case 3 ->
                        new Polygon(new Region(
                                List.of(at(east, north), at(east + size, north), at(east + size / 2, north + size))));
                    case 4 ->
                        new Reach(at(east, north), size / 4, NOW.minusSeconds(600), Reach.Medium.ON_FOOT, size / 1000);
                    default -> new NearLandmark(at(east, north), size / 2, size, "");
                });
    }

    @Provide
    Arbitrary<List<SearchFact>> told() {
        Arbitrary<SearchFact> held = Combinators.combine(
                        extents(), Arbitraries.of(0.05, 0.3, 0.5, 0.6, 0.7, 0.8, 0.9, 0.99))
                .as(Told::that);
        Arbitrary<SearchFact> vain = Combinators.combine(
                        Arbitraries.doubles().between(-4000, 4000),
                        Arbitraries.doubles().between(50, 3000),
                        Arbitraries.of(0.2, 0.5, 0.9, 1.0))
                .as((east, radius, detection) -> searched(circle(east, 0, radius), detection));
        return Combinators.combine(
                        extents().map(extent -> that(extent, 0.8)),
                        Arbitraries.frequencyOf(Tuple.of(3, held), Tuple.of(1, vain))
                                .list()
                                .ofMaxSize(6))
                .as((first, more) -> {
                    List<SearchFact> all = new ArrayList<>(List.of(first));
                    all.addAll(more);
                    return facts(all.toArray(SearchFact[]::new));
                });
    }

    private static void assertSame(SearchMap one, SearchMap other) {
        assertThat(one.resolutionM()).isEqualTo(other.resolutionM());
        List<SearchRegion> regions = one.regions();
        List<SearchRegion> others = other.regions();
        for (int i = 0; i < regions.size(); i++) {
            assertThat(regions.get(i).probability()).isEqualTo(others.get(i).probability());
            assertThat(regions.get(i).areaM2()).isEqualTo(others.get(i).areaM2());
            assertThat(regions.get(i).polygons()).isEqualTo(others.get(i).polygons());
        }
    }

    private static List<SearchFact> plus(List<SearchFact> facts, SearchFact further) {
        List<SearchFact> more = new ArrayList<>(facts);
        more.add(further.numbered(facts.size() + 1));
        return more;
    }

    @Property(tries = 60)
    void the_order_in_which_facts_are_told_does_not_matter(
            @ForAll("told") List<SearchFact> facts, @ForAll @IntRange(max = 1000) int seed) {
        // Given
        List<SearchFact> shuffled = new ArrayList<>(facts);
        Collections.shuffle(shuffled, new Random(seed));

        // When
        SearchMap map = map(shuffled);

        // Then
        assertSame(map, map(facts));
        assertThat(map.conflict().isPresent()).isEqualTo(map(facts).conflict().isPresent());
    }

    @Property(tries = 60)
    void a_fact_that_may_as_well_be_false_changes_nothing(
            @ForAll("told") List<SearchFact> facts, @ForAll("extents") Extent anywhere) {
        // When
        SearchMap map = map(plus(facts, that(anywhere, 0.5)));

        // Then
        assertSame(map, map(facts));
        assertThat(map.conflict()).isEqualTo(map(facts).conflict());
    }

    @Property(tries = 60)
    void the_place_is_somewhere_and_a_larger_share_needs_no_less_ground(@ForAll("told") List<SearchFact> facts) {
        // When
        SearchMap map = map(facts);

        // Then
        assertThat(map.total()).isCloseTo(1, within(1e-9));
        assertThat(map.areaM2(0.5)).isPositive().isLessThanOrEqualTo(map.areaM2(0.8));
        assertThat(map.areaM2(0.8)).isLessThanOrEqualTo(map.areaM2(0.95));
        assertThat(map.put().region().ring()).hasSizeBetween(3, 500);
        assertThat(map.put().uncertaintyM()).isBetween(0.0, 100_000.0);
        map.conflict().ifPresent(conflict -> {
            assertThat(conflict.times()).isGreaterThan(1);
            assertThat(conflict.leaveOut()).isBetween(1, facts.size());
        });
    }

    @Property(tries = 60)
    void ground_that_was_searched_is_less_likely_and_impossible_only_if_nothing_can_be_missed(
            @ForAll("told") List<SearchFact> facts,
            @ForAll @DoubleRange(min = 0.05, max = 1) double detection,
            @ForAll @DoubleRange(min = 100, max = 2000) double radius) {
        // Given
        Extent ground = circle(500, 500, radius);
        double before = map(facts).on(ground);

        // When
        double after = map(plus(facts, searched(ground, detection))).on(ground);

        // Then
        if (before > 1e-12 && before < 1 - 1e-9) {
            assertThat(after).isLessThan(before);
            if (detection < 1) {
                double odds = before / (1 - before) * (1 - detection);
                assertThat(after).isPositive().isCloseTo(odds / (1 + odds), within(1e-6));
            } else {
                assertThat(after).isZero();
            }
        }
    }

    @Property(tries = 40)
    void somebody_who_moves_may_be_further_with_time(
            @ForAll @DoubleRange(min = 1, max = 80) double speed,
            @ForAll @IntRange(min = 0, max = 200) int minutes,
            @ForAll @IntRange(min = 1, max = 200) int later) {
        // Given
        Reach reach = new Reach(at(0, 0), 100, NOW, Reach.Medium.BY_BOAT, speed);
        List<SearchFact> facts = facts(that(reach, 0.9));

        // When
        double then = area(facts, minutes);
        double afterwards = area(facts, minutes + later);

        // Then
        double radius = reach.radiusM(NOW.plus(Duration.ofMinutes(minutes)));
        double wider = reach.radiusM(NOW.plus(Duration.ofMinutes(minutes + later)));
        assertThat(afterwards / then)
                .as("as the square of how far they may have come")
                .isCloseTo(Math.pow(wider / radius, 2), Percentage.withPercentage(1));
        assertThat(wider).isGreaterThanOrEqualTo(radius).isLessThanOrEqualTo(150_000);
    }

    private static double area(List<SearchFact> facts, int minutes) {
        return SearchMap.of("searchAreas/1", facts, NOW.plus(Duration.ofMinutes(minutes)))
                .orRefuse()
                .areaM2(0.8);
    }
}
