package io.qipan.patrol.position;

import static io.qipan.patrol.position.Fixes.CAR;
import static io.qipan.patrol.position.Fixes.batch;
import static io.qipan.patrol.position.Fixes.fix;
import static org.assertj.core.api.Assertions.assertThat;

import io.qipan.patrol.Patrol;
import io.qipan.patrol.position.Positions.Kept;
import io.qipan.patrol.position.Positions.Kept.Stored;
import io.qipan.runtime.page.Page;
import io.qipan.runtime.work.Tx;
import io.qipan.testkit.TestClock;
import io.qipan.testkit.TestDatabase;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Each test has a month of its own: partitions stay from one to the next. */
class PositionCalendarIT {
    private static final Duration KEPT = Duration.ofDays(10);

    @RegisterExtension
    static final TestDatabase DATABASE =
            TestDatabase.migrated("db/runtime", "db/patrol").keeping("unit_kind");

    private final TestClock clock = TestClock.standing();
    private final Patrol patrol = Patrol.onPostgres(DATABASE.unitOfWork(), clock);
    private final PositionDays days = new PostgresPositionDays();
    private final PositionCalendar calendar =
            new PositionCalendar(DATABASE.unitOfWork(), days, new PositionMeters(patrol.meters()), clock, KEPT);

    @BeforeEach
    void registerUnit() {
        Fixes.register(patrol, CAR);
    }

    private Kept keep(long sequence, Instant fixedAt) {
        return patrol.unitOfWork()
                .run("test", () -> patrol.positions().keep(List.of(batch(CAR, fix("phone-1", sequence, fixedAt)))))
                .getFirst();
    }

    private static long count(String table) {
        return DATABASE.unitOfWork()
                .read(() -> Tx.current()
                        .query("select count(*) from " + table)
                        .iterator()
                        .next()
                        .getLong(0));
    }

    private int track(Instant from) {
        Page page = Page.of(1_000, 1_000, "", "");
        return patrol.unitOfWork()
                .read(() -> patrol.positions().track(CAR, from, from.plus(Duration.ofDays(30)), page))
                .size();
    }

    @Test
    void days_are_made_ahead_and_fixes_go_there() {
        // Given
        Instant now = Instant.parse("2027-01-10T23:59:59Z");
        clock.set(now);

        // When
        calendar.turn();

        // Then
        keep(1, now);
        keep(2, now.plusSeconds(1));
        assertThat(count("position_2027_01_10")).isEqualTo(1);
        assertThat(count("position_2027_01_11")).isEqualTo(1);
        assertThat(count("position_default")).isZero();
        assertThat(patrol.unitOfWork().read(days::own))
                .contains(LocalDate.parse("2027-01-09"), LocalDate.parse("2027-01-17"))
                .doesNotContain(LocalDate.parse("2027-01-18"));
    }

    @Test
    void a_fix_without_a_day_is_kept_and_moves_when_its_day_is_made() {
        // Given
        Instant now = Instant.parse("2027-03-10T12:00:00Z");
        clock.set(now);
        Instant late = now.minus(Duration.ofDays(5));
        keep(1, late);
        keep(2, now);
        assertThat(count("position_default")).isEqualTo(2);

        // When
        calendar.turn();

        // Then
        assertThat(count("position_default")).isZero();
        assertThat(count("position_2027_03_05")).isEqualTo(1);
        assertThat(track(late)).isEqualTo(2);
        assertThat(keep(1, late)).isEqualTo(new Stored(0, false));
    }

    @Test
    void old_days_move_to_the_archive_where_they_are_read() {
        // Given
        Instant now = Instant.parse("2027-05-10T12:00:00Z");
        clock.set(now);
        calendar.turn();
        keep(1, now);

        // When
        clock.set(now.plus(KEPT).plus(Duration.ofDays(1)));
        calendar.turn();
        long before = count("position_archive");
        clock.set(now.plus(KEPT).plus(Duration.ofDays(2)));
        calendar.turn();

        // Then
        assertThat(before).isZero();
        assertThat(count("position")).isZero();
        assertThat(count("position_archive")).isEqualTo(1);
        assertThat(track(now)).isEqualTo(1);
    }

    @Test
    void a_day_that_somebody_detached_comes_back_with_what_came_meanwhile() {
        // Given
        Instant now = Instant.parse("2027-07-10T12:00:00Z");
        clock.set(now);
        calendar.turn();
        keep(1, now);
        DATABASE.execute("alter table position detach partition position_2027_07_10");

        // When
        keep(2, now);
        calendar.turn();

        // Then
        assertThat(count("position_2027_07_10")).isEqualTo(2);
        assertThat(count("position_default")).isZero();
        assertThat(track(now)).isEqualTo(2);
    }

    @Test
    void fixes_are_stored_while_those_without_a_day_are_copied() {
        // Given
        Instant now = Instant.parse("2027-11-10T12:00:00Z");
        SortedSet<LocalDate> day = new TreeSet<>(List.of(LocalDate.parse("2027-11-10")));
        keep(1, now);
        keep(2, now.minus(Duration.ofDays(300)));

        // When
        Kept meanwhile = patrol.unitOfWork().run("test", () -> {
            PostgresNewDays made = new PostgresNewDays(Tx.current(), day);
            made.copy();
            // Waits for the rows of the copy.
            Tx.current().query("select 1");
            Kept kept = CompletableFuture.supplyAsync(() -> keep(3, now.plusSeconds(1)))
                    .orTimeout(10, TimeUnit.SECONDS)
                    .join();
            made.attach();
            return kept;
        });

        // Then
        assertThat(meanwhile).isEqualTo(new Stored(1, true));
        assertThat(count("position_2027_11_10")).isEqualTo(2);
        assertThat(count("position_default")).isEqualTo(1);
        assertThat(keep(3, now.plusSeconds(1))).isEqualTo(new Stored(0, false));
    }

    @Test
    void nothing_is_lost_while_replicas_make_days_and_streams_write() {
        // Given
        Instant now = Instant.parse("2027-09-20T12:00:00Z");
        clock.set(now);
        PositionIntake intake = patrol.intake();
        intake.start();
        List<CompletableFuture<Kept>> kept = new ArrayList<>();

        // When
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            for (int round = 0; round < 20; round++) {
                for (int day = 0; day < 9; day++) {
                    kept.add(intake.take(batch(CAR, fix("phone-1", round + 1L, now.minus(Duration.ofDays(day))))));
                }
                List<Future<?>> turning = List.of(threads.submit(calendar::turn), threads.submit(calendar::turn));
                kept.getLast().join();
                turning.forEach(TestDatabase::await);
            }
        }

        // Then
        assertThat(kept)
                .allSatisfy(one -> assertThat(one.join())
                        .isInstanceOfSatisfying(
                                Stored.class,
                                stored -> assertThat(stored.fixes()).isEqualTo(1)));
        calendar.turn();
        intake.close();
        assertThat(track(now.minus(Duration.ofDays(9)))).isEqualTo(180);
        assertThat(count("position_default")).isZero();
    }
}
