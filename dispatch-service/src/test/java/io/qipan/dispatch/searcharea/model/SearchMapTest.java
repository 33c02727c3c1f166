package io.qipan.dispatch.searcharea.model;

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
import io.qipan.runtime.place.Datum.Wgs84;
import io.qipan.runtime.place.Shape.Region;
import io.qipan.runtime.refusal.Decision.Refused;
import io.qipan.runtime.refusal.Reason;
import io.qipan.runtime.refusal.Refusal;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.assertj.core.data.Percentage;
import org.junit.jupiter.api.Test;

class SearchMapTest {
    private static final double KM2 = 1e6;

    private static Refusal refusal(List<SearchFact> facts) {
        return ((Refused<SearchMap>) SearchMap.of("searchAreas/1", facts, Told.NOW)).refusal();
    }

    @Test
    void two_circles_that_overlap_share_the_probability_by_area_and_certainty() {
        // Given: radii of 2 km, 2 km apart: the lens is r2 (2 pi / 3 - sqrt(3) / 2), 0.3910 of a circle. One half is
        // for what
        // one of them claims, each its quarter; the other half for the lens.
        double lens = (2 * Math.PI / 3 - Math.sqrt(3) / 2) / Math.PI;
        double both = (0.5 + 2 * 0.25 * lens) * 0.9 * 0.7;
        double onlyFirst = 0.25 * (1 - lens) * 0.9 * 0.3;
        double onlySecond = 0.25 * (1 - lens) * 0.1 * 0.7;
        double all = both + onlyFirst + onlySecond;

        // When
        SearchMap map = map(that(circle(0, 0, 2000), 0.9), that(circle(2000, 0, 2000), 0.7));

        // Then
        assertThat(map.on(circle(0, 0, 2000))).isCloseTo((both + onlyFirst) / all, within(0.002));
        assertThat(map.on(circle(2000, 0, 2000))).isCloseTo((both + onlySecond) / all, within(0.002));
        assertThat(both / all).as("89 % are in the lens").isCloseTo(0.894, within(0.001));
        assertThat(map.areaM2(both / all)).isCloseTo(lens * Math.PI * 4 * KM2, Percentage.withPercentage(2));
        assertThat(map.conflict()).isEmpty();
    }

    @Test
    void one_circle_has_all_of_it_and_its_shares_lie_in_its_middle() {
        // When
        SearchMap map = map(that(circle(0, 0, 1000), 0.6));

        // Then
        assertThat(map.areaM2(1)).isCloseTo(Math.PI * KM2, Percentage.withPercentage(1));
        assertThat(map.areaM2(0.5)).isCloseTo(Math.PI * KM2 / 2, Percentage.withPercentage(1));
        assertThat(map.on(circle(0, 0, 1000 * Math.sqrt(0.5)))).isCloseTo(0.5, within(0.01));
        assertThat(map.regions()).extracting(SearchRegion::share).containsExactly(0.5, 0.8, 0.95);
        assertThat(map.regions())
                .allSatisfy(
                        region -> assertThat(region.probability()).isBetween(region.share(), region.share() + 0.001));
    }

    @Test
    void the_fix_of_a_handset_counts_by_its_certainty_in_however_large_a_forest() {
        // When
        SearchMap map = map(that(circle(0, 0, 18_000), 0.9), that(circle(3000, 0, 50), 0.9));

        // Then
        assertThat(map.on(circle(3000, 0, 50)))
                .as("three quarters at first, and 0.9 against 0.1")
                .isCloseTo(27 / 28.0, within(0.005));
        assertThat(map.areaM2(0.8)).as("the fix, drawn by a few cells").isLessThan(KM2);
    }

    @Test
    void a_river_and_a_village_narrow_it_to_the_river_near_the_village() {
        // Given
        AlongLine river = new AlongLine(List.of(at(-100_000, 0), at(100_000, 0)), 200, "river");

        // When
        SearchMap map = map(that(river, 0.9), that(circle(0, 0, 10_000), 0.9));

        // Then
        assertThat(map.areaM2(0.8)).as("of 20 km of river").isLessThan(20_000 * 400);
        assertThat(map.on(river)).isGreaterThan(0.9);
    }

    @Test
    void a_shore_that_is_narrower_than_a_cell_is_searched_along_all_of_its_length() {
        // Given
        Polygon shore =
                new Polygon(new Region(List.of(at(-15_000, 0), at(15_000, 0), at(15_000, 50), at(-15_000, 50))));

        // When
        SearchMap map = map(that(circle(0, 0, 100_000), 0.9), that(shore, 0.9));

        // Then
        assertThat(map.on(circle(-12_000, 0, 4_000))).isGreaterThan(0.1);
        assertThat(map.on(circle(12_000, 0, 4_000))).isGreaterThan(0.1);
    }

    @Test
    void a_narrow_sector_is_searched_along_all_of_its_length() {
        // When
        SearchMap map = map(that(circle(0, 0, 100_000), 0.9), that(new Sector(at(0, 0), 0, 30_000, 90, 1), 0.9));

        // Then
        assertThat(map.on(circle(5_000, 0, 3_000))).isGreaterThan(0.1);
        assertThat(map.on(circle(25_000, 0, 3_000))).isGreaterThan(0.1);
    }

    @Test
    void a_sliver_as_long_as_may_be_has_no_more_rows_than_cells() {
        // Given
        Polygon sliver = new Polygon(new Region(List.of(at(0, -200_000), at(0, 200_000), at(1, 0))));

        // When
        SearchMap map = map(that(sliver, 0.9));

        // Then
        assertThat(map.areaM2(1)).isGreaterThan(400_000 * 19.9);
    }

    @Test
    void of_two_places_far_apart_the_odds_are_those_of_the_certainties() {
        // When
        SearchMap map = map(that(circle(0, 0, 500), 0.9), that(circle(9000, 0, 2000), 0.6));

        // Then: 0.9 / 0.1 against 0.6 / 0.4.
        assertThat(map.on(circle(0, 0, 500))).isCloseTo(9 / 10.5, within(0.001));
    }

    @Test
    void when_no_place_agrees_with_all_it_says_which_fact_to_leave_out() {
        // Given
        SearchFact mast = that(circle(0, 0, 3000), 0.9);
        SearchFact river = that(circle(1000, 0, 3000), 0.8);
        SearchFact village = that(circle(20_000, 0, 3000), 0.7);

        // When
        SearchMap map = map(mast, river, village);

        // Then
        assertThat(map.conflict()).hasValueSatisfying(conflict -> {
            assertThat(conflict.leaveOut()).isEqualTo(3);
            assertThat(conflict.times()).isGreaterThan(1);
        });
        assertThat(map.areaM2(0.8)).isPositive();
        assertThat(map(mast, river).conflict()).isEmpty();
    }

    @Test
    void ground_that_was_searched_without_fail_keeps_the_area_from_being_empty_and_is_a_conflict() {
        // When
        SearchMap map = map(that(circle(0, 0, 500), 0.9), searched(circle(0, 0, 900), 1));

        // Then
        assertThat(map.total()).isCloseTo(1, within(1e-9));
        assertThat(map.areaM2(0.8)).isPositive();
        assertThat(map.conflict())
                .hasValueSatisfying(c -> assertThat(c.leaveOut()).isEqualTo(2));
    }

    @Test
    void each_kind_of_ground_has_the_area_that_it_should() {
        // Given
        Sector quarter = new Sector(at(0, 0), 1000, 3000, 45, 90);
        Sector most = new Sector(at(0, 0), 0, 2000, 0, 270);
        NearLandmark ring = new NearLandmark(at(0, 0), 500, 1500, "tower");
        AlongLine river = new AlongLine(List.of(at(0, 0), at(4000, 0)), 200, "river");
        Polygon bent = new Polygon(new Region(
                List.of(at(0, 0), at(3000, 0), at(3000, 1000), at(1000, 1000), at(1000, 3000), at(0, 3000))));
        Reach walk = new Reach(at(0, 0), 100, Told.NOW.minus(Duration.ofMinutes(30)), Reach.Medium.ON_FOOT, 4);

        // When
        List<Double> km2 = Stream.of(quarter, most, ring, river, bent, walk)
                .map(extent -> map(that(extent, 0.9)).areaM2(1) / KM2)
                .toList();

        // Then
        List<Double> expected = List.of(
                Math.PI * (9 - 1) / 4, Math.PI * 4 * 0.75, Math.PI * 2, 1.6 + Math.PI * 0.04, 5.0, Math.PI * 4.41);
        for (int i = 0; i < expected.size(); i++) {
            assertThat(km2.get(i)).as("number " + i).isCloseTo(expected.get(i), Percentage.withPercentage(2));
        }
        SearchMap north = map(that(quarter, 0.9));
        assertThat(north.on(circle(1400, 1400, 300))).as("clockwise from north").isPositive();
        assertThat(north.on(circle(-1400, 1400, 300))).isZero();
        assertThat(map(that(most, 0.9)).on(circle(0, -1000, 300))).isZero();
    }

    @Test
    void a_river_as_long_as_a_province_is_still_bounded() {
        // Given
        List<Wgs84> path = new ArrayList<>();
        for (int i = 0; i < 400; i++) {
            path.add(at(-150_000 + 750 * i, 60_000 * Math.sin(i / 20.0)));
        }
        AlongLine river = new AlongLine(List.copyOf(path), 50, "the Yellow River");

        // When
        SearchMap map = map(that(river, 0.9), that(circle(0, 0, 20_000), 0.9));

        // Then
        assertThat(map.on(circle(0, 0, 20_000))).isGreaterThan(0.9);
        assertThat(map.regions())
                .allSatisfy(region -> assertThat(region.polygons().stream()
                                .mapToInt(polygon -> polygon.getNumPoints() - 1)
                                .sum())
                        .isBetween(3, 600));
        assertThat(map.put().region().ring()).hasSizeBetween(3, 500);
    }

    @Test
    void what_lies_too_far_apart_or_says_nowhere_is_refused_with_the_value() {
        // When
        Refusal far = refusal(facts(that(circle(0, 0, 1000), 0.9), that(circle(600_000, 0, 1000), 0.9)));

        // Then
        assertThat(far.reason()).isEqualTo(Reason.PLACE_INVALID);
        assertThat(far.metadata()).containsEntry("problem", "too_wide");
        assertThat(far.message()).contains("602 km", "500 km");
        assertThat(refusal(facts(that(circle(0, 0, 1000), 0.9), searched(circle(600_000, 0, 100), 0.5)))
                        .metadata())
                .containsEntry("problem", "too_wide");
        assertThat(refusal(facts(that(circle(0, 0, 1000), 0.5), searched(circle(0, 0, 100), 0.5)))
                        .reason())
                .isEqualTo(Reason.INCOMPLETE);
    }

    @Test
    void fifty_facts_are_worked_out_while_somebody_talks() {
        // Given
        List<SearchFact> told = new ArrayList<>();
        for (int i = 0; i < 50; i++) {
            double east = 1500 * Math.cos(i);
            double north = 1500 * Math.sin(i);
            told.add(
                    switch (i % 5) {
                        case 0 -> that(circle(east, north, 4000 + 100 * i), 0.8);
                        case 1 -> that(new Sector(at(east, north), 200, 6000, 7 * i, 120), 0.7);
                        case 2 ->
                            that(new AlongLine(List.of(at(east, -9000), at(0, north), at(east, 9000)), 800, ""), 0.6);
                        case 3 -> searched(circle(east, north, 300), 0.7);
                        default -> that(new NearLandmark(at(east, north), 500, 5000, ""), 0.75);
                    });
        }
        List<SearchFact> facts = facts(told.toArray(SearchFact[]::new));
        long quickest = Long.MAX_VALUE;

        // When
        for (int i = 0; i < 10; i++) {
            long begin = System.nanoTime();
            SearchMap map = map(facts);
            assertThat(map.regions()).hasSize(3);
            quickest = Math.min(quickest, System.nanoTime() - begin);
        }

        // Then
        assertThat(Duration.ofNanos(quickest)).isLessThan(Duration.ofSeconds(1));
    }
}
