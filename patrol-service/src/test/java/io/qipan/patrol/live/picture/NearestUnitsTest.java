package io.qipan.patrol.live.picture;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.qipan.patrol.position.model.Position;
import io.qipan.patrol.unit.model.LiveUnit;
import io.qipan.patrol.unit.model.Medium;
import io.qipan.patrol.unit.model.Movement.InSeason;
import io.qipan.patrol.unit.model.Movement.OutOfSeason;
import io.qipan.patrol.unit.model.Search;
import io.qipan.patrol.unit.model.Search.Found;
import io.qipan.patrol.unit.model.Search.NearUnit;
import io.qipan.patrol.unit.model.Search.PassedOver;
import io.qipan.runtime.place.Datum.Wgs84;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** What a search finds, and in which order. */
class NearestUnitsTest {
    private static final Instant NOW = Instant.parse("2026-07-23T17:00:00Z");
    /** By the lake of Wuhai. */
    private static final Wgs84 SHORE = new Wgs84(39.66, 106.80);
    /** A degree of latitude on a sphere of the mean radius of the Earth, in metres. */
    private static final double DEGREE_M = 6_371_008.8 * Math.PI / 180;

    private static final Duration STALE_AFTER = Duration.ofMinutes(3);

    private static Search search(double radiusM, int limit) {
        return new Search(SHORE, radiusM, Set.of(), limit);
    }

    private static LiveUnit at(String name, double degreesNorth, double speedMps, Duration age) {
        Wgs84 place = new Wgs84(SHORE.latitude() + degreesNorth, SHORE.longitude());
        return Sketch.at(Sketch.unit(name, speedMps), Position.reported(place, 10, NOW.minus(age), NOW));
    }

    @Test
    void the_soonest_goes_first_even_if_it_is_further_away() {
        // Given
        LiveUnit onFoot = at("foot", 0.01, 1.4, Duration.ZERO);
        LiveUnit byCar = at("car", 0.05, 11, Duration.ZERO);

        // When
        Found found = Sketch.picture(onFoot, byCar).nearest(search(0, 5), Sketch.ALL_YEAR, NOW);

        // Then
        assertThat(found.units()).extracting(near -> near.unit().name()).containsExactly("units/car", "units/foot");
        assertThat(found.units().getFirst().distanceM()).isCloseTo(0.05 * DEGREE_M, within(0.01));
        assertThat(found.units().getFirst().etaS()).isCloseTo(0.05 * DEGREE_M / 11, within(0.001));
    }

    @Test
    void on_a_lake_what_is_fast_by_road_only_comes_after_a_boat_that_is_there_sooner() {
        // Given
        Wgs84 near = new Wgs84(SHORE.latitude() + 0.01, SHORE.longitude());
        LiveUnit amphibious = Sketch.at(Sketch.amphibious("amphibious", 9, 3), near);
        LiveUnit boat = at("boat", 0.02, 8, Duration.ZERO);
        Search.Season onLake = (kind, media) -> new InSeason(Set.of(Medium.WATER));

        // When
        Found found = Sketch.picture(amphibious, boat).nearest(search(0, 5), onLake, NOW);

        // Then
        assertThat(found.units())
                .extracting(unit -> unit.unit().name())
                .containsExactly("units/boat", "units/amphibious");
        assertThat(found.units().getLast().etaS()).isCloseTo(0.01 * DEGREE_M / 3, within(0.001));
    }

    @Test
    void distance_is_counted_to_the_edge_of_the_radius_and_not_below_zero() {
        // Given
        Picture picture =
                Sketch.picture(at("inside", 0.005, 10, Duration.ZERO), at("outside", 0.02, 10, Duration.ZERO));

        // When
        Found found = picture.nearest(search(1_000, 5), Sketch.ALL_YEAR, NOW);

        // Then
        assertThat(found.units().get(0).distanceM()).isZero();
        assertThat(found.units().get(0).etaS()).isZero();
        assertThat(found.units().get(1).distanceM()).isCloseTo(0.02 * DEGREE_M - 1_000, within(0.01));
    }

    @Test
    void a_clock_that_runs_ahead_does_not_keep_a_position_fresh() {
        // Given
        Instant received = NOW.minus(STALE_AFTER).minusMillis(1);

        // When
        Position position = Position.reported(new Wgs84(39, 106), 5, NOW.plusSeconds(60), received);

        // Then
        assertThat(position.isOlderThan(STALE_AFTER, NOW)).isTrue();
    }

    @Test
    void a_position_is_stale_once_it_is_older_than_its_kind_allows() {
        // Given
        LiveUnit fresh = at("fresh", 0.01, 10, STALE_AFTER);
        LiveUnit stale = at("stale", 0.02, 10, STALE_AFTER.plusMillis(1));

        // When
        Found found = Sketch.picture(fresh, stale).nearest(search(0, 5), Sketch.ALL_YEAR, NOW);

        // Then
        assertThat(found.units()).extracting(NearUnit::positionStale).containsExactly(false, true);
    }

    @Test
    void each_unit_that_cannot_go_is_counted_under_one_cause() {
        // Given
        LiveUnit free = at("free", 0, 10, Duration.ZERO);
        LiveUnit nowhere = Sketch.unit("nowhere", 10);
        Picture picture = Sketch.picture(
                free,
                nowhere,
                Sketch.taken(at("committed", 0, 10, Duration.ZERO)),
                Sketch.taken(Sketch.out(at("committed-and-out", 0, 10, Duration.ZERO))),
                Sketch.out(at("out", 0, 10, Duration.ZERO)),
                Sketch.out(Sketch.unit("out-and-nowhere", 10)));

        // When
        Found found = picture.nearest(search(0, 5), Sketch.ALL_YEAR, NOW);

        // Then
        assertThat(found.units()).extracting(NearUnit::unit).containsExactly(free.unit());
        assertThat(found.able()).isEqualTo(6);
        assertThat(found.committed()).isEqualTo(2);
        assertThat(found.outOfService()).isEqualTo(2);
        assertThat(found.withoutPosition()).isEqualTo(1);
    }

    @Test
    void able_are_those_with_all_capabilities_of_their_kind_or_their_own() {
        // Given
        LiveUnit diver = Sketch.able(at("diver", 0, 10, Duration.ZERO), "diving");
        LiveUnit boat = at("boat", 0, 10, Duration.ZERO);

        // When
        Found found = Sketch.picture(diver, boat)
                .nearest(new Search(SHORE, 0, Set.of("water", "diving"), 5), Sketch.ALL_YEAR, NOW);

        // Then
        assertThat(found.units()).extracting(NearUnit::unit).containsExactly(diver.unit());
        assertThat(found.able()).isEqualTo(1);
    }

    @Test
    void those_whom_the_season_keeps_from_going_are_counted_by_kind_and_others_go() {
        // Given
        OutOfSeason frozen = new OutOfSeason("winter", "The river is frozen.", "河面已封冻。");
        LiveUnit car = at("car", 0.03, 11, Duration.ZERO);
        Picture picture = Sketch.picture(
                car,
                at("boat-1", 0.01, 9, Duration.ZERO),
                Sketch.able(at("boat-2", 0.02, 9, Duration.ZERO), "diving"),
                Sketch.taken(at("boat-3", 0.02, 9, Duration.ZERO)),
                Sketch.unit("boat-nowhere", 9));

        // When
        Found found = picture.nearest(
                search(0, 5), (kind, media) -> kind.code().equals("kind_9.0") ? frozen : new InSeason(media), NOW);

        // Then
        assertThat(found.units()).extracting(NearUnit::unit).containsExactly(car.unit());
        assertThat(found.outOfSeason()).containsExactly(Map.entry("kind_9.0", new PassedOver(2, frozen)));
        assertThat(found.able()).isEqualTo(5);
        assertThat(found.committed()).isEqualTo(1);
        assertThat(found.withoutPosition()).isEqualTo(1);
    }
}
