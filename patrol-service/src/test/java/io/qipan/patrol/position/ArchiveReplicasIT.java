package io.qipan.patrol.position;

import static io.qipan.patrol.position.Fixes.CAR;
import static io.qipan.patrol.position.Fixes.batch;
import static io.qipan.patrol.position.Fixes.fix;
import static org.assertj.core.api.Assertions.assertThat;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.qipan.patrol.Patrol;
import io.qipan.patrol.history.FleetHistory;
import io.qipan.patrol.position.Positions.Kept;
import io.qipan.patrol.position.Positions.Kept.Stored;
import io.qipan.patrol.position.model.Fix;
import io.qipan.runtime.page.Page;
import io.qipan.runtime.work.Tx;
import io.qipan.testkit.TestClock;
import io.qipan.testkit.TestDatabase;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.Supplier;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/**
 * Old days while replicas of two versions, or with two settings, run side by side. Each test has a month of its own:
 * partitions stay.
 */
class ArchiveReplicasIT {
    private static final Duration KEPT = Duration.ofDays(10);
    private static final Duration DAY = Duration.ofDays(1);

    @RegisterExtension
    static final TestDatabase DATABASE =
            TestDatabase.migrated("db/runtime", "db/patrol").keeping("unit_kind", "position_day");

    private final TestClock clock = TestClock.standing();
    private final Patrol patrol = Patrol.onPostgres(DATABASE.unitOfWork(), clock);

    @BeforeEach
    void registerUnit() {
        Fixes.register(patrol, CAR);
    }

    private PositionCalendar calendar(PositionDays days, Duration kept) {
        return new PositionCalendar(
                DATABASE.unitOfWork(), days, new PositionMeters(new SimpleMeterRegistry()), clock, kept);
    }

    private Kept keep(Fix... fixes) {
        return patrol.unitOfWork()
                .run("test", () -> patrol.positions().keep(List.of(batch(CAR, fixes))))
                .getFirst();
    }

    private List<Long> track(Instant from, Duration during) {
        return patrol
                .unitOfWork()
                .read(() -> patrol.positions().track(CAR, from, from.plus(during), Page.of(1_000, 1_000, "", "")))
                .stream()
                .map(Fix::sequence)
                .toList();
    }

    private static String parentOf(String table) {
        return DATABASE.unitOfWork()
                .read(() -> Tx.current()
                        .query("select coalesce(pg_partition_root(to_regclass($1))::text, 'none')", table)
                        .iterator()
                        .next()
                        .getString(0));
    }

    /** The day has a table, and hourly fixes, and is too old for those who keep ten days. */
    private Fix[] oldDay(Instant begin) {
        clock.set(begin.plus(Duration.ofHours(12)));
        calendar(new PostgresPositionDays(), KEPT).turn();
        Fix[] fixes = IntStream.range(0, 24)
                .mapToObj(hour -> fix("phone-1", hour + 1L, begin.plus(Duration.ofHours(hour))))
                .toArray(Fix[]::new);
        assertThat(keep(fixes)).isEqualTo(new Stored(24, true));
        clock.set(begin.plus(KEPT).plus(DAY.multipliedBy(3)));
        return fixes;
    }

    @Test
    void a_day_that_a_replica_without_an_archive_detaches_is_in_it_after_a_turn() {
        // Given
        Instant begin = Instant.parse("2028-01-10T00:00:00Z");
        Fix[] fixes = oldDay(begin);
        DATABASE.execute("alter table position detach partition position_2028_01_10;"
                + " alter table position_2028_01_10 drop constraint position_2028_01_10_bounds");
        Kept meanwhile = keep(fixes[0], fix("phone-1", 100, begin));

        // When
        calendar(new PostgresPositionDays(), KEPT).turn();

        // Then
        assertThat(meanwhile)
                .isInstanceOfSatisfying(
                        Stored.class, stored -> assertThat(stored.fixes()).isEqualTo(2));
        assertThat(parentOf("position_2028_01_10")).isEqualTo("position_archive");
        assertThat(track(begin, DAY)).hasSize(25).doesNotHaveDuplicates();
    }

    @Test
    void a_table_that_only_looks_like_a_day_is_left_alone() {
        // Given
        Instant begin = Instant.parse("2028-03-10T00:00:00Z");
        var ignored = oldDay(begin);
        DATABASE.execute("create table position_2028_02_31 (x integer); create table position_2028_02_20 (x integer)");

        // When
        calendar(new PostgresPositionDays(), KEPT).turn();

        // Then
        assertThat(parentOf("position_2028_02_20")).isEqualTo("none");
        assertThat(parentOf("position_2028_03_10")).isEqualTo("position_archive");
        DATABASE.execute("drop table position_2028_02_31; drop table position_2028_02_20");
    }

    @Test
    void a_day_that_a_replica_made_without_writing_it_down_is_remembered() {
        // Given
        Instant begin = Instant.parse("2028-05-10T00:00:00Z");
        var ignored = oldDay(begin);
        DATABASE.execute("delete from position_day where day = '2028-05-10'");
        calendar(new PostgresPositionDays(), DAY.multipliedBy(30)).turn();

        // When
        DATABASE.execute("drop table position_2028_05_10");

        // Then
        assertThat(patrol.unitOfWork()
                        .read(() -> new PostgresPositionDays().gone(begin, begin.plus(DAY)))
                        .days())
                .containsExactly(LocalDate.parse("2028-05-10"));
    }

    @Test
    void a_fix_is_kept_once_though_one_replica_takes_it_while_the_other_archives_its_day() {
        // Given
        Instant begin = Instant.parse("2028-07-10T00:00:00Z");
        Fix[] fixes = oldDay(begin);
        Callable<Boolean> again = () -> {
            for (int i = 0; i < 30; i++) {
                assertThat(keep(fixes)).isEqualTo(new Stored(0, false));
            }
            return true;
        };

        // When
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            List<Future<Boolean>> storing =
                    IntStream.range(0, 4).mapToObj(i -> threads.submit(again)).toList();
            Future<?> archiving = threads.submit(calendar(new PostgresPositionDays(), KEPT)::turn);
            Object ignored = TestDatabase.await(archiving);
            storing.forEach(one -> assertThat(TestDatabase.await(one)).isTrue());
        }
        calendar(new PostgresPositionDays(), KEPT).turn();

        // Then
        assertThat(parentOf("position_2028_07_10")).isEqualTo("position_archive");
        assertThat(keep(fixes)).isEqualTo(new Stored(0, false));
        assertThat(track(begin, DAY)).hasSize(24).doesNotHaveDuplicates();
    }

    @Test
    void the_bounds_of_a_large_day_have_all_the_time_they_need_and_keep_no_other_day_waiting() {
        // Given
        Instant begin = Instant.parse("2028-09-10T00:00:00Z");
        var ignored = oldDay(begin);
        DATABASE.execute("alter table position_2028_09_10 drop constraint position_2028_09_10_bounds");
        List<Integer> hours = new ArrayList<>();
        List<Boolean> othersMay = new ArrayList<>();
        PositionDays real = new PostgresPositionDays();
        PositionDays watched = (PositionDays) Proxy.newProxyInstance(
                PositionDays.class.getClassLoader(),
                new Class<?>[] {PositionDays.class},
                (proxy, method, arguments) -> {
                    try {
                        Object result = method.invoke(real, arguments);
                        if (method.getName().equals("checkBounds")) {
                            hours.add(patienceInHours());
                            othersMay.add(othersMayChangeDays());
                        }
                        return result;
                    } catch (InvocationTargetException e) {
                        throw e.getCause();
                    }
                });

        // When
        calendar(watched, KEPT).turn();

        // Then
        assertThat(hours).singleElement().satisfies(all -> assertThat(all).isGreaterThanOrEqualTo(6));
        assertThat(othersMay).containsExactly(true);
        assertThat(parentOf("position_2028_09_10")).isEqualTo("position_archive");
    }

    private static int patienceInHours() {
        return Tx.current()
                .query("select extract(epoch from current_setting('statement_timeout')::interval)::integer / 3600")
                .iterator()
                .next()
                .getInteger(0);
    }

    private static boolean othersMayChangeDays() {
        try (var thread = Executors.newVirtualThreadPerTaskExecutor()) {
            return TestDatabase.await(thread.submit(() -> DATABASE.unitOfWork()
                    .read(() -> Tx.current()
                            .query("select pg_try_advisory_xact_lock(hashtext('position days'))")
                            .iterator()
                            .next()
                            .getBoolean(0))));
        }
    }

    @Test
    void a_question_about_one_archived_day_locks_that_day_and_not_hundreds() {
        // Given
        Instant begin = Instant.parse("2020-07-10T00:00:00Z");
        DATABASE.execute("""
                do $$
                begin
                    for i in 0..299 loop
                        execute format(
                            'create table position_%s partition of position_archive for values from (%L) to (%L)',
                            to_char(date '2020-03-01' + i, 'YYYY_MM_DD'),
                            (date '2020-03-01' + i) || ' 00:00:00+00', (date '2020-03-01' + i + 1) || ' 00:00:00+00');
                        insert into position_day values (date '2020-03-01' + i, now());
                    end loop;
                end $$""");

        // When
        List<Integer> locks = List.of(
                locksAfter(() -> patrol.positions().track(CAR, begin, begin.plus(DAY), Page.of(100, 100, "", ""))),
                locksAfter(() -> patrol.positions().devices(CAR, begin, begin.plus(DAY))),
                locksAfter(() -> FleetHistory.units(begin)));

        // Then
        assertThat(locks).allSatisfy(held -> assertThat(held).isLessThan(150));
    }

    private int locksAfter(Supplier<?> question) {
        return patrol.unitOfWork().read(() -> {
            Object ignored = question.get();
            return Tx.current()
                    .query("select count(*)::integer from pg_locks where pid = pg_backend_pid()")
                    .iterator()
                    .next()
                    .getInteger(0);
        });
    }
}
