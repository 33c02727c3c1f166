package io.qipan.patrol.position;

import static io.qipan.patrol.position.Fixes.CAR;
import static io.qipan.patrol.position.Fixes.batch;
import static io.qipan.patrol.position.Fixes.fix;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.qipan.patrol.Patrol;
import io.qipan.patrol.position.Positions.DeviceSpan;
import io.qipan.patrol.position.model.Fix;
import io.qipan.runtime.page.Page;
import io.qipan.runtime.refusal.RefusedException;
import io.qipan.runtime.work.Tx;
import io.qipan.testkit.TestClock;
import io.qipan.testkit.TestDatabase;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.Supplier;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Who waits for whom about old days, and what is opened. Each test has a month of its own: partitions stay. */
class ArchiveLocksIT {
    private static final Duration KEPT = Duration.ofDays(10);
    private static final Duration DAY = Duration.ofDays(1);
    private static final String OTHER = Fixes.BOAT;

    @RegisterExtension
    static final TestDatabase DATABASE =
            TestDatabase.migrated("db/runtime", "db/patrol").keeping("unit_kind", "position_day");

    private final TestClock clock = TestClock.standing();
    private final Patrol patrol = Patrol.onPostgres(DATABASE.unitOfWork(), clock);
    private final PositionDays days = new PostgresPositionDays();

    @BeforeEach
    void registerUnits() {
        Fixes.register(patrol, CAR);
        Fixes.register(patrol, OTHER);
    }

    private void turn(Duration kept) {
        new PositionCalendar(DATABASE.unitOfWork(), days, new PositionMeters(new SimpleMeterRegistry()), clock, kept)
                .turn();
    }

    private void keep(String unit, Fix fix) {
        var ignored = patrol.unitOfWork().run("test", () -> patrol.positions().keep(List.of(batch(unit, fix))));
    }

    private List<Long> track(String unit, Instant from, Instant until) {
        return patrol.positions().track(unit, from, until, Page.of(1_000, 1_000, "", "")).stream()
                .map(Fix::sequence)
                .toList();
    }

    private List<Long> read(String unit, Instant from, Instant until) {
        return patrol.unitOfWork().read(() -> track(unit, from, until));
    }

    /** A day of the archive with a fix in each hour. */
    private void archived(Instant begin) {
        clock.set(begin.plus(Duration.ofHours(12)));
        turn(KEPT);
        IntStream.range(0, 24)
                .forEach(hour -> keep(CAR, fix("phone-1", hour + 1L, begin.plus(Duration.ofHours(hour)))));
        clock.set(begin.plus(KEPT).plus(DAY.multipliedBy(3)));
        turn(KEPT);
    }

    private static boolean isWaitedFor(String table) {
        return DATABASE.unitOfWork()
                        .read(() -> Tx.current()
                                .query("select 1 from pg_locks where not granted and relation = to_regclass($1)", table)
                                .size())
                > 0;
    }

    /** Once more when it was kept waiting for too long, as the calendar does. */
    private Future<?> putBack(LocalDate day, ExecutorService threads) {
        return threads.submit(() -> await().ignoreException(RefusedException.class)
                .until(() -> DATABASE.unitOfWork().run("test", () -> {
                    days.putBack(day);
                    return true;
                })));
    }

    /** Refused, with all that it has read, if it has to wait for anybody. */
    private static void neverWait() {
        Tx.current().write("set local lock_timeout = '250ms'");
    }

    @Test
    void who_reads_an_old_day_does_not_wait_for_who_moves_it_back_and_waits_for_the_reader() {
        // Given
        Instant begin = Instant.parse("2027-01-10T00:00:00Z");
        archived(begin);

        // When
        List<Long> sequences;
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            List<Future<?>> back = new ArrayList<>();
            sequences = patrol.unitOfWork().read(() -> {
                // As far as the reading comes that asks both tables, when it has not come to their partitions.
                Tx.current().query("lock table only position, only position_archive in access share mode");
                back.add(putBack(LocalDate.parse("2027-01-10"), threads));
                await().until(() -> isWaitedFor("position_archive"));
                neverWait();
                return track(CAR, begin, begin.plus(DAY));
            });
            back.forEach(TestDatabase::await);
        }

        // Then
        assertThat(sequences).hasSize(24);
        assertThat(patrol.unitOfWork().read(days::own)).contains(LocalDate.parse("2027-01-10"));
        assertThat(read(CAR, begin, begin.plus(DAY))).isEqualTo(sequences);
    }

    @Test
    void who_has_read_a_new_day_may_read_an_old_one_that_is_being_moved_back() {
        // Given
        Instant begin = Instant.parse("2027-03-10T00:00:00Z");
        archived(begin);
        Instant today = clock.instant();

        // When
        List<Long> sequences;
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            List<Future<?>> back = new ArrayList<>();
            sequences = patrol.unitOfWork().read(() -> {
                var ignored = track(CAR, today, today.plusSeconds(1));
                back.add(putBack(LocalDate.parse("2027-03-10"), threads));
                await().until(() -> isWaitedFor("position_archive") || isWaitedFor("position_default"));
                neverWait();
                return track(CAR, begin, begin.plus(DAY));
            });
            back.forEach(TestDatabase::await);
        }

        // Then
        assertThat(sequences).hasSize(24);
        assertThat(patrol.unitOfWork().read(days::own)).contains(LocalDate.parse("2027-03-10"));
    }

    @Test
    void what_waits_for_other_days_is_not_read_to_tidy_one() {
        // Given
        archived(Instant.parse("2027-05-10T00:00:00Z"));
        DATABASE.execute(fixes("position_2027_05_10", "2027-05-10", 1_400)
                + fixes("position_default", "2019-01-01", 20_000)
                + "analyze position_2027_05_10; analyze position_default");

        // When
        String plan = plan(PostgresPositionDays.dropKnown(LocalDate.parse("2027-05-10")));

        // Then
        assertThat(plan).contains("on position_default p").doesNotContain("Seq Scan on position_default");
    }

    private static String fixes(String table, String from, int minutes) {
        return """
                insert into %s (unit_name, fixed_at, device, sequence, received_at, given_latitude, given_longitude,
                    given_datum, latitude, longitude, accuracy_m, mock_location)
                select '%s', '%s 00:00:01+00'::timestamptz + minute * interval '1 minute', 'many', minute + 1, now(),
                    39, 106, 'WGS84', 39, 106, 5, false
                from generate_series(0, %d - 1) minute;
                """.formatted(table, CAR, from, minutes);
    }

    private static String plan(String sql) {
        List<String> lines = new ArrayList<>();
        DATABASE.unitOfWork()
                .read(() -> Tx.current().query("explain " + sql))
                .forEach(row -> lines.add(row.getString(0)));
        return String.join("\n", lines);
    }

    @Test
    void of_all_archived_days_those_are_opened_that_a_unit_has_fixes_in() {
        // Given
        Instant from = Instant.parse("2020-01-01T00:00:00Z");
        Instant until = Instant.parse("2021-01-01T00:00:00Z");
        DATABASE.execute(
                """
                do $$
                begin
                    for i in 0..299 loop
                        execute format(
                            'create table position_%s partition of position_archive for values from (%L) to (%L)',
                            to_char(date '2020-03-01' + i, 'YYYY_MM_DD'),
                            (date '2020-03-01' + i) || ' 00:00:00+00', (date '2020-03-01' + i + 1) || ' 00:00:00+00');
                        insert into position_day values (date '2020-03-01' + i, now());
                    end loop;
                end $$;
                """ + fixes("position_2020_03_05", "2020-03-05", 2) + fixes("position_2020_11_05", "2020-11-05", 3));
        List<Long> before = read(CAR, from, until);
        List<DeviceSpan> devicesBefore =
                patrol.unitOfWork().read(() -> patrol.positions().devices(CAR, from, until));
        int locksBefore = locksAfter(() -> track(CAR, from, until));

        // When
        turn(KEPT);

        // Then
        assertThat(patrol.unitOfWork().read(days::ofUnknownUnits)).isEmpty();
        assertThat(locksBefore).isGreaterThan(600);
        assertThat(locksAfter(() -> track(CAR, from, until))).isLessThan(50);
        assertThat(locksAfter(() -> patrol.positions().devices(CAR, from, until)))
                .isLessThan(50);
        assertThat(locksAfter(() -> track(OTHER, from, until))).isLessThan(50);
        assertThat(before).hasSize(5);
        assertThat(read(CAR, from, until)).isEqualTo(before);
        assertThat(patrol.unitOfWork().read(() -> patrol.positions().devices(CAR, from, until)))
                .isEqualTo(devicesBefore);
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

    @Test
    void a_unit_that_came_to_a_day_while_it_was_back_is_found_in_the_archive() {
        // Given
        Instant begin = Instant.parse("2027-07-10T00:00:00Z");
        archived(begin);
        turn(DAY.multipliedBy(30));
        keep(OTHER, fix("phone-2", 7, begin.plusSeconds(60)));

        // When
        turn(KEPT);

        // Then
        assertThat(patrol.unitOfWork().read(days::archived)).contains(LocalDate.parse("2027-07-10"));
        assertThat(read(OTHER, begin, begin.plus(DAY))).containsExactly(7L);
        assertThat(read(CAR, begin, begin.plus(DAY))).hasSize(24);
    }

    @Test
    void a_fix_that_came_for_an_archived_day_is_read_though_nothing_is_known_of_its_unit_there() {
        // Given
        Instant begin = Instant.parse("2027-09-10T00:00:00Z");
        archived(begin);

        // When
        keep(OTHER, fix("phone-2", 8, begin.plusSeconds(60)));

        // Then
        assertThat(read(OTHER, begin, begin.plus(DAY))).containsExactly(8L);
    }
}
