package io.qipan.patrol.unit.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.qipan.patrol.position.model.Position;
import io.qipan.patrol.unit.model.Search.Found;
import io.qipan.patrol.unit.model.Search.NearUnit;
import io.qipan.patrol.unit.model.UnitStatus.OutOfService;
import io.qipan.runtime.place.Datum.Wgs84;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.DoubleRange;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;

class SearchTest {
    private static final Instant NOW = Instant.parse("2026-07-23T17:00:00Z");
    /** By the lake of Wuhai. */
    private static final Wgs84 SHORE = new Wgs84(39.66, 106.80);
    /** A degree of latitude on a sphere of the mean radius of the Earth, in metres. */
    private static final double DEGREE_M = 6_371_008.8 * Math.PI / 180;

    private static final Duration STALE_AFTER = Duration.ofMinutes(3);

    private static Search search(double radiusM, int limit) {
        return new Search(SHORE, radiusM, Set.of(), limit);
    }

    private static AbleUnit at(String name, double degreesNorth, double speedMps, Duration age) {
        Unit free = Unit.registered("units/" + name, name, "patrol_car", List.of(), Optional.empty());
        Wgs84 place = new Wgs84(SHORE.latitude() + degreesNorth, SHORE.longitude());
        Position position = Position.reported(place, 10, NOW.minus(age), NOW);
        return new AbleUnit(placed(free, Optional.of(position)), speedMps, STALE_AFTER);
    }

    private static Unit placed(Unit unit, Optional<Position> position) {
        return new Unit(
                unit.name(),
                unit.version(),
                unit.callSign(),
                unit.kind(),
                unit.extraCapabilities(),
                unit.station(),
                unit.status(),
                position,
                unit.committedOrder());
    }

    @Test
    void the_soonest_goes_first_even_if_it_is_further_away() {
        // Given
        AbleUnit onFoot = at("foot", 0.01, 1.4, Duration.ZERO);
        AbleUnit byCar = at("car", 0.05, 11, Duration.ZERO);

        // When
        Found found = search(0, 5).among(List.of(onFoot, byCar), NOW);

        // Then
        assertThat(found.units()).extracting(near -> near.unit().name()).containsExactly("units/car", "units/foot");
        assertThat(found.units().getFirst().distanceM()).isCloseTo(0.05 * DEGREE_M, within(0.01));
        assertThat(found.units().getFirst().etaS()).isCloseTo(0.05 * DEGREE_M / 11, within(0.001));
    }

    @Test
    void distance_is_counted_to_the_edge_of_the_radius_and_not_below_zero() {
        // Given
        List<AbleUnit> units = List.of(at("inside", 0.005, 10, Duration.ZERO), at("outside", 0.02, 10, Duration.ZERO));

        // When
        Found found = search(1_000, 5).among(units, NOW);

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
        AbleUnit fresh = at("fresh", 0.01, 10, STALE_AFTER);
        AbleUnit stale = at("stale", 0.02, 10, STALE_AFTER.plusMillis(1));

        // When
        Found found = search(0, 5).among(List.of(fresh, stale), NOW);

        // Then
        assertThat(found.units()).extracting(NearUnit::positionStale).containsExactly(false, true);
    }

    @Test
    void each_unit_that_cannot_go_is_counted_under_one_cause() {
        // Given
        AbleUnit free = at("free", 0, 10, Duration.ZERO);
        Unit committed = free.unit().takenBy("orders/x");
        Unit committedAndOut = committed.change("2", new OutOfService("engine")).orRefuse();
        Unit out = free.unit().change("1", new OutOfService("engine")).orRefuse();
        Unit nowhere = placed(free.unit(), Optional.empty());
        Unit nowhereAndOut = placed(out, Optional.empty());
        List<AbleUnit> able = new ArrayList<>(List.of(free));
        for (Unit unit : List.of(committed, committedAndOut, out, nowhere, nowhereAndOut)) {
            able.add(new AbleUnit(unit, 10, STALE_AFTER));
        }

        // When
        Found found = search(0, 5).among(able, NOW);

        // Then
        assertThat(found.units()).extracting(NearUnit::unit).containsExactly(free.unit());
        assertThat(found.able()).isEqualTo(6);
        assertThat(found.committed()).isEqualTo(2);
        assertThat(found.outOfService()).isEqualTo(2);
        assertThat(found.withoutPosition()).isEqualTo(1);
    }

    @Property
    void the_answer_is_sorted_limited_and_adds_up(
            @ForAll @Size(max = 30) List<@DoubleRange(min = -1, max = 1) Double> offsets,
            @ForAll @DoubleRange(max = 100_000) double radiusM,
            @ForAll @IntRange(min = 1, max = 100) int limit) {
        // Given
        List<AbleUnit> able = new ArrayList<>();
        for (int i = 0; i < offsets.size(); i++) {
            AbleUnit unit = at("u" + i, offsets.get(i), 1 + i % 3, Duration.ZERO);
            able.add(i % 4 == 0 ? new AbleUnit(unit.unit().takenBy("orders/x"), 1, STALE_AFTER) : unit);
        }

        // When
        Found found = search(radiusM, limit).among(able, NOW);

        // Then
        int free = found.able() - found.committed() - found.outOfService() - found.withoutPosition();
        assertThat(found.units())
                .hasSize(Math.min(limit, free))
                .isSortedAccordingTo(Comparator.comparingDouble(NearUnit::etaS))
                .allMatch(near ->
                        near.distanceM() >= 0 && near.unit().committedOrder().isEmpty());
    }
}
