package io.qipan.patrol.unit;

import static org.assertj.core.api.Assertions.assertThat;

import io.qipan.patrol.Patrol;
import io.qipan.patrol.commitment.model.Commitment.Held;
import io.qipan.patrol.position.ReportPosition;
import io.qipan.patrol.position.model.Position;
import io.qipan.patrol.station.model.Station;
import io.qipan.patrol.unit.UnitChanges.Mark;
import io.qipan.patrol.unit.model.Kind;
import io.qipan.patrol.unit.model.Unit;
import io.qipan.patrol.unit.model.UnitStatus.OutOfService;
import io.qipan.runtime.page.Page;
import io.qipan.runtime.place.Datum;
import io.qipan.runtime.place.Datum.Bd09;
import io.qipan.runtime.place.Datum.Gcj02;
import io.qipan.runtime.place.Datum.Wgs84;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;

/** What units, kinds and positions promise. */
abstract class UnitsContract {
    private static final Instant NOON = Instant.parse("2026-07-24T04:00:00Z");
    private static final String ORDER = "orders/0198a000-0000-7000-8000-000000000001";

    private final Unit car = unit("units/car-1", "patrol_car");

    abstract Patrol patrol();

    static Unit unit(String name, String kind, String... extra) {
        return Unit.registered(name, "call sign of " + name, kind, List.of(extra), Optional.empty());
    }

    private <T> T run(Supplier<T> work) {
        return patrol().unitOfWork().run("test", work);
    }

    private void add(Unit... units) {
        for (Unit unit : units) {
            assertThat(run(() -> patrol().units().add(unit))).isEmpty();
        }
    }

    /** Whether it is the last known position now. */
    private boolean keep(Position position) {
        return run(() -> new ReportPosition(patrol().positions()).report(car.name(), position));
    }

    private Unit find(String name) {
        return patrol().unitOfWork().read(() -> patrol().units().find(name)).orElseThrow();
    }

    private static Position position(Datum given, Instant fixedAt) {
        return Position.reported(given, 12.5, fixedAt, NOON);
    }

    @Test
    void a_unit_is_kept_as_it_was_registered() {
        // Given
        Station station = new Station("stations/s", 1, "S", "站", new Wgs84(39, 106));
        Unit unit = Unit.registered(
                "units/b-1", "快艇一号", "assault_boat", List.of("diving", "night"), Optional.of(station.name()));
        run(() -> patrol().stations().add(station));

        // When
        add(unit);

        // Then
        assertThat(find("units/b-1")).isEqualTo(unit);
        assertThat(patrol().unitOfWork().read(() -> patrol().units().find("units/none")))
                .isEmpty();
    }

    @Test
    void a_name_and_a_call_sign_are_given_once() {
        // Given
        add(car);
        Unit sameName = Unit.registered(car.name(), "other", "officer", List.of(), Optional.empty());
        Unit sameCallSign = Unit.registered("units/other", car.callSign(), "officer", List.of(), Optional.empty());

        // When
        List<Optional<String>> existing = run(
                () -> List.of(patrol().units().add(sameName), patrol().units().add(sameCallSign)));

        // Then
        assertThat(existing).containsExactly(Optional.of(car.name()), Optional.of(car.name()));
        assertThat(find(car.name())).isEqualTo(car);
    }

    @Test
    void locked_units_are_those_that_exist() {
        // Given
        add(car, unit("units/car-2", "patrol_car"), unit("units/car-3", "patrol_car"));

        // When
        Map<String, Unit> locked =
                run(() -> patrol().units().lock(List.of("units/car-3", "units/none", "units/car-1")));

        // Then
        assertThat(locked).containsOnlyKeys("units/car-1", "units/car-3").containsEntry(car.name(), car);
    }

    @Test
    void a_saved_status_stays() {
        // Given
        add(car);
        Unit changed = car.change("1", new OutOfService("puncture")).orRefuse();

        // When
        run(() -> {
            patrol().units().save(changed);
            return changed;
        });

        // Then
        assertThat(find(car.name())).isEqualTo(changed);
    }

    @Test
    void a_corrected_unit_stays_so_and_takes_no_call_sign_of_another() {
        // Given
        Unit car = unit("units/car-1", "patrol_car");
        Unit other = unit("units/car-2", "patrol_car");
        add(car, other);
        Unit corrected =
                car.correct("1", "renamed", List.of("diving"), Optional.empty()).orRefuse();
        Unit taken = corrected
                .correct("2", other.callSign(), List.of(), Optional.empty())
                .orRefuse();

        // When
        List<Optional<String>> inTheWay = run(() ->
                List.of(patrol().units().correct(corrected), patrol().units().correct(taken)));

        // Then
        assertThat(inTheWay).containsExactly(Optional.empty(), Optional.of(other.name()));
        assertThat(run(() -> patrol().units().find(car.name()))).contains(corrected);
    }

    @Test
    void a_held_unit_shows_its_order_until_it_is_released() {
        // Given
        add(car);
        Held held = new Held(ORDER, car.name(), "incidents/0198a000-0000-7000-8000-00000000000a", NOON);

        // When
        run(() -> {
            patrol().commitments().add(held);
            patrol().units().save(car.takenBy(ORDER));
            return held;
        });

        // Then
        assertThat(find(car.name())).isEqualTo(car.takenBy(ORDER));
    }

    @Test
    void lists_go_by_name_and_kind() {
        // Given
        add(unit("units/c", "officer"), unit("units/a", "patrol_car"), unit("units/B", "officer"));
        Page two = Page.of(1, 50, "", "");

        // When
        List<Unit> officers = patrol().unitOfWork().read(() -> patrol().units().list(two, Optional.of("officer")));

        // Then
        assertThat(officers).extracting(Unit::name).containsExactly("units/B", "units/c");
        assertThat(patrol().unitOfWork().read(() -> patrol().units().list(two, Optional.empty())))
                .extracting(Unit::name)
                .containsExactly("units/B", "units/a");
    }

    @Test
    void all_are_told_with_what_is_known_of_them_and_their_kinds() {
        // Given
        add(car, unit("units/boat", "assault_boat", "diving"));
        keep(position(new Wgs84(39, 106), NOON));

        // When
        UnitChanges all = patrol().unitOfWork()
                .read(() -> patrol().units().all(patrol().clock().instant()));

        // Then
        assertThat(all.everything()).isTrue();
        assertThat(all.units()).containsExactlyInAnyOrder(find(car.name()), find("units/boat"));
        assertThat(all.kinds()).extracting(Kind::code).contains("assault_boat", "officer", "patrol_car");
    }

    @Test
    void what_changed_since_a_mark_is_told() {
        // Given
        add(car, unit("units/moves", "patrol_car"), unit("units/is-taken", "patrol_car"));
        Mark mark = patrol().unitOfWork()
                .read(() -> patrol().units().all(patrol().clock().instant()).mark());

        // When
        add(unit("units/new", "assault_boat"));
        keep(position(new Wgs84(39, 106), NOON));
        run(() -> {
            Unit free = patrol().units().find("units/is-taken").orElseThrow();
            patrol().commitments()
                    .add(new Held(ORDER, free.name(), "incidents/0198a000-0000-7000-8000-00000000000a", NOON));
            patrol().units().save(free.takenBy(ORDER));
            return free;
        });

        // Then
        UnitChanges changes = patrol().unitOfWork()
                .read(() -> patrol().units().since(mark, patrol().clock().instant()));
        assertThat(changes.units()).contains(find("units/new"), find("units/is-taken"));
        assertThat(changes.everything() || changes.positions().containsKey(car.name()))
                .isTrue();
        assertThat(changes.mark()).isNotNull();
    }

    @Test
    void kinds_come_by_code_and_exist() {
        // Given
        Kinds kinds = patrol().kinds();

        // When
        List<String> codes = patrol().unitOfWork()
                .read(() -> kinds.all().stream().map(kind -> kind.code()).toList());

        // Then
        assertThat(codes).isSorted().contains("assault_boat", "officer", "patrol_car");
        assertThat(run(() -> List.of(kinds.exists("officer"), kinds.exists("broom"))))
                .containsExactly(true, false);
    }

    @Test
    void a_position_keeps_its_datum_and_leaves_the_version_alone() {
        // Given
        add(car);
        List<Datum> places = List.of(
                new Wgs84(39.6612345, 106.7912345),
                new Gcj02(39.6612345, 106.7912345),
                new Bd09(39.6612345, 106.7912345));

        for (Datum place : places) {
            // When
            boolean latest = keep(position(place, NOON));

            // Then
            assertThat(latest).isTrue();
            assertThat(find(car.name()).position()).contains(position(place, NOON));
            assertThat(find(car.name()).version()).isEqualTo(1);
        }
    }

    @Test
    void an_older_fix_does_not_replace_a_newer_one() {
        // Given
        add(car);
        Position newer = position(new Wgs84(39.1, 106.1), NOON);
        keep(newer);

        // When
        boolean latest = keep(position(new Wgs84(39.2, 106.2), NOON.minusMillis(1)));

        // Then
        assertThat(latest).isFalse();
        assertThat(find(car.name()).position()).contains(newer);
    }

    @Test
    void a_clock_that_ran_ahead_does_not_freeze_the_unit() {
        // Given
        add(car);
        Position ahead = Position.reported(new Wgs84(39.1, 106.1), 12.5, NOON.plusSeconds(240), NOON);
        keep(ahead);
        Position right = Position.reported(new Wgs84(39.2, 106.2), 12.5, NOON.plusSeconds(10), NOON.plusSeconds(11));

        // When
        boolean latest = keep(right);

        // Then
        assertThat(latest).isTrue();
        assertThat(find(car.name()).position()).contains(right);
    }
}
