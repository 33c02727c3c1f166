package io.qipan.patrol.unit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.qipan.patrol.Patrol;
import io.qipan.patrol.position.ReportPosition;
import io.qipan.patrol.position.model.Position;
import io.qipan.patrol.unit.model.Unit;
import io.qipan.runtime.place.Datum.Wgs84;
import io.qipan.runtime.refusal.Reason;
import io.qipan.runtime.refusal.RefusedException;
import io.qipan.runtime.work.Tx;
import io.qipan.testkit.TestClock;
import io.qipan.testkit.TestDatabase;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class PostgresUnitsIT extends UnitsContract {
    @RegisterExtension
    static final TestDatabase DATABASE =
            TestDatabase.migrated("db/runtime", "db/patrol").keeping("unit_kind");

    @Override
    Patrol patrol() {
        return Patrol.onPostgres(DATABASE.unitOfWork(), TestClock.standing());
    }

    @Test
    void late_positions_are_kept_as_history() {
        // Given
        Instant now = Instant.parse("2026-07-24T04:00:00Z");
        Unit car = Unit.registered("units/car", "car", "patrol_car", List.of(), Optional.empty());
        DATABASE.unitOfWork().run("test", () -> patrol().units().add(car));

        // When
        for (int minutesAgo : List.of(3, 1, 2)) {
            Position position = Position.reported(new Wgs84(39, 106), 5, now.minusSeconds(60L * minutesAgo), now);
            DATABASE.unitOfWork()
                    .run("test", () -> new ReportPosition(patrol().positions()).report(car.name(), position));
        }

        // Then
        long kept = DATABASE.unitOfWork()
                .read(() -> Tx.current()
                        .query("select count(*) from position")
                        .iterator()
                        .next()
                        .getLong(0));
        assertThat(kept).isEqualTo(3);
    }

    @Test
    void a_position_does_not_wait_for_whoever_holds_the_unit() {
        // Given
        Unit car = Unit.registered("units/car", "car", "patrol_car", List.of(), Optional.empty());
        DATABASE.unitOfWork().run("test", () -> patrol().units().add(car));
        Position position = Position.reported(new Wgs84(39, 106), 5, Instant.EPOCH, Instant.EPOCH);

        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            // When
            boolean latest = DATABASE.unitOfWork().run("test", () -> {
                patrol().units().lock(List.of(car.name()));
                return CompletableFuture.supplyAsync(
                                () -> DATABASE.unitOfWork()
                                        .run(
                                                "other",
                                                () -> new ReportPosition(patrol().positions())
                                                        .report(car.name(), position)),
                                threads)
                        .orTimeout(10, TimeUnit.SECONDS)
                        .join();
            });

            // Then
            assertThat(latest).isTrue();
        }
    }

    @Test
    void of_two_units_that_take_one_call_sign_at_the_same_moment_one_is_told_to_try_again() {
        // Given
        Unit car = unit("units/car-1", "patrol_car");
        Unit other = unit("units/car-2", "patrol_car");
        DATABASE.unitOfWork().run("test", () -> {
            assertThat(patrol().units().add(car)).isEmpty();
            return patrol().units().add(other);
        });

        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            // When
            CompletableFuture<Optional<String>> second = DATABASE.unitOfWork().run("first", () -> {
                assertThat(patrol().units().correct(named(car))).isEmpty();
                CompletableFuture<Optional<String>> waiting = CompletableFuture.supplyAsync(
                        () -> DATABASE.unitOfWork()
                                .run("second", () -> patrol().units().correct(named(other))),
                        threads);
                awaitBlocked();
                return waiting;
            });

            // Then
            assertThatThrownBy(second::join)
                    .cause()
                    .isInstanceOfSatisfying(
                            RefusedException.class,
                            refused -> assertThat(refused.refusal().reason()).isEqualTo(Reason.CONCURRENT_CHANGE));
        }
    }

    private static Unit named(Unit unit) {
        return unit.correct("1", "the same", List.of(), Optional.empty()).orRefuse();
    }

    private static void awaitBlocked() {
        await().atMost(Duration.ofSeconds(10))
                .until(() -> DATABASE.unitOfWork()
                                .read(() -> Tx.current()
                                        .query("""
                                                select count(*) from pg_stat_activity
                                                where datname = current_database() and cardinality(pg_blocking_pids(pid)) > 0""")
                                        .iterator()
                                        .next()
                                        .getLong(0))
                        > 0);
    }

    @Test
    void the_migrations_load_the_kinds_with_sensible_figures() {
        // Given
        Kinds kinds = patrol().kinds();

        // When
        var all = DATABASE.unitOfWork().read(kinds::all);

        // Then
        assertThat(all).hasSizeGreaterThanOrEqualTo(19).allSatisfy(kind -> {
            assertThat(kind.capabilities()).isNotEmpty().doesNotHaveDuplicates();
            assertThat(kind.usualSpeedMps()).isBetween(1.0, 20.0);
            assertThat(kind.nameZh()).isNotBlank();
            assertThat(kind.capabilities()).containsAnyOf("foot", "road", "water", "ice", "air");
        });
    }
}
