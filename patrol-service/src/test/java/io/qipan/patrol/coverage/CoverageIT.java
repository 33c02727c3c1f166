package io.qipan.patrol.coverage;

import static io.qipan.patrol.coverage.model.Beat.MORNING;
import static io.qipan.patrol.coverage.model.Beat.drive;
import static io.qipan.patrol.coverage.model.Beat.fix;
import static io.qipan.patrol.coverage.model.Beat.point;
import static io.qipan.patrol.coverage.model.Beat.rule;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.qipan.patrol.coverage.model.Beat;
import io.qipan.patrol.coverage.model.RandomBeat;
import io.qipan.patrol.grid.model.GridFeature;
import io.qipan.patrol.grid.model.VisitingRule.Period;
import io.qipan.patrol.position.PositionCalendar;
import io.qipan.patrol.position.PositionMeters;
import io.qipan.patrol.position.PositionPorts;
import io.qipan.patrol.position.model.Fix;
import io.qipan.runtime.work.Tx;
import io.qipan.testkit.TestClock;
import io.qipan.testkit.TestDatabase;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** What is measured behind the fixes, and that nothing gets lost on the way. */
class CoverageIT {
    private static final String CAR = "units/car-1";
    private static final String BIKE = "units/bike-1";
    /** {@code -Dqipan.test.seed=N} for the same tracks again. */
    private static final long SEED =
            Long.getLong("qipan.test.seed", ThreadLocalRandom.current().nextLong());

    @RegisterExtension
    static final TestDatabase DATABASE =
            TestDatabase.migrated("db/runtime", "db/patrol").keeping("unit_kind");

    private final TestClock clock = TestClock.at(MORNING.plus(Duration.ofHours(2)));
    private Surveyor surveyor = Surveyor.on(DATABASE.unitOfWork(), clock);

    @BeforeEach
    void register() {
        surveyor.register(CAR, "patrol_car");
        surveyor.register(BIKE, "motorcycle");
    }

    private static GridFeature[] with(GridFeature... more) {
        return Stream.concat(Beat.land().stream(), Arrays.stream(more)).toArray(GridFeature[]::new);
    }

    private static Instant longAgo() {
        return MORNING.minus(Duration.ofDays(3));
    }

    private List<String> ofTable(String table) {
        return surveyor.everything().stream()
                .filter(row -> row.startsWith(table + " "))
                .toList();
    }

    @Test
    void recomputing_from_raw_fixes_gives_exactly_what_came_bit_by_bit() {
        for (int i = 0; i < 8; i++) {
            // Given
            long seed = SEED + i;
            Random random = new Random(seed);
            DATABASE.clear();
            surveyor = Surveyor.on(DATABASE.unitOfWork(), clock);
            register();
            clock.set(MORNING.plus(Duration.ofDays(1)));
            surveyor.grid(longAgo(), RandomBeat.features(random));
            for (String unit : List.of(CAR, BIKE)) {
                for (List<Fix> batch : RandomBeat.batches(random, RandomBeat.track(random, 80), 30)) {
                    surveyor.report(unit, batch);
                    if (random.nextBoolean()) {
                        surveyor.measureAll();
                    }
                }
            }
            surveyor.measureAll();
            List<String> bitByBit = surveyor.everything();
            List<String> duties = surveyor.duties();

            // When
            DATABASE.execute("truncate coverage_evidence, visit, track_sign, track_device");
            surveyor.recompute(MORNING.minus(Duration.ofDays(1)), MORNING.plus(Duration.ofDays(2)));
            surveyor.measureAll();

            // Then
            assertThat(bitByBit).as("seed %d", seed).isNotEmpty();
            assertThat(surveyor.everything()).as("seed %d", seed).isEqualTo(bitByBit);
            assertThat(surveyor.duties()).as("seed %d", seed).isEqualTo(duties);
        }
    }

    @Test
    void a_late_fix_that_shows_another_way_takes_back_what_the_straight_line_gave() {
        // Given two fixes whose straight way passes the point
        surveyor.grid(longAgo(), with(point("P", 5, 1, rule(1, Period.DAY, 0))));
        surveyor.report(CAR, List.of(fix(MORNING, 0, 1), fix(MORNING.plusSeconds(120), 10, 1)));
        surveyor.measureAll();
        List<String> before = ofTable("visit");

        // When the fix between comes, far from it
        surveyor.report(CAR, List.of(fix(MORNING.plusSeconds(60), 5, 6)));
        surveyor.measureAll();

        // Then
        assertThat(before).hasSize(1);
        assertThat(ofTable("visit")).isEmpty();
        assertThat(surveyor.told("must_patrol_point-P/2026-11-20")).containsExactly("opened", "met", "pending");
    }

    @Test
    void workers_that_race_measure_each_unit_once_and_right() {
        // Given
        surveyor.grid(longAgo(), with(point("P", 5, 1, rule(40, Period.DAY, 0))));
        surveyor.measureAll();
        List<String> units = new ArrayList<>();
        for (int i = 0; i < 40; i++) {
            units.add("units/u-" + i);
            surveyor.register(units.get(i), "patrol_car");
        }

        // When
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            List<Future<Boolean>> running = new ArrayList<>();
            CountDownLatch stored = new CountDownLatch(units.size());
            for (String unit : units) {
                running.add(threads.submit(() -> {
                    for (int i = 0; i < 4; i++) {
                        surveyor.report(unit, List.of(fix(MORNING.plusSeconds(60L * i), 4L * i, 1)));
                    }
                    stored.countDown();
                    return true;
                }));
            }
            for (int i = 0; i < 4; i++) {
                CoverageWorker worker =
                        Surveyor.on(DATABASE.unitOfWork(), clock).worker();
                running.add(threads.submit(() -> {
                    while (worker.measure() || !stored.await(5, TimeUnit.MILLISECONDS)) {}
                    return true;
                }));
            }
            running.forEach(TestDatabase::await);
        }
        surveyor.measureAll();

        // Then
        assertThat(ofTable("visit")).hasSize(40);
        assertThat(surveyor.duties()).containsExactly("must_patrol_point-P/2026-11-20 met 40/40");
        assertThat(surveyor.waiting()).isZero();
    }

    @Test
    void what_a_worker_that_died_was_at_is_measured_by_another() {
        // Given
        surveyor.grid(longAgo(), with(point("P", 5, 1, rule(1, Period.DAY, 0))));
        surveyor.report(CAR, drive(MORNING, 60, 0, 1, 10, 1));
        Surveyor dying = Surveyor.on(DATABASE.unitOfWork(), clock).withWitness((unit, quarters, fixes, fastest) -> {
            throw new IllegalStateException("killed");
        });

        // When
        assertThatThrownBy(() -> dying.worker().measure()).hasMessageContaining("killed");
        long left = surveyor.waiting();
        List<String> none = surveyor.everything();
        // It lived long enough to put the unit back for a second.
        clock.set(clock.instant().plusSeconds(1));
        // PostgreSQL lets go of the rows of what it rolls back some moments before it lets go of the lock on the unit.
        Awaitility.await().until(() -> {
            surveyor.measureAll();
            return surveyor.waiting() == 0;
        });

        // Then
        assertThat(left).isEqualTo(1);
        assertThat(none).isEmpty();
        assertThat(ofTable("visit")).hasSize(1);
    }

    @Test
    void who_stores_fixes_does_not_wait_for_who_measures() {
        // Given
        surveyor.grid(longAgo(), with());
        surveyor.report(CAR, drive(MORNING, 60, 0, 1, 10, 1));
        CountDownLatch measuring = new CountDownLatch(1);
        CountDownLatch stored = new CountDownLatch(1);
        Surveyor slow = Surveyor.on(DATABASE.unitOfWork(), clock).withWitness((unit, quarters, fixes, fastest) -> {
            measuring.countDown();
            await(stored);
        });

        // When
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            Future<Boolean> worker = threads.submit(() -> slow.worker().measure());
            await(measuring);
            Future<Boolean> writer = threads.submit(() -> {
                surveyor.report(CAR, drive(MORNING.plusSeconds(120), 60, 12, 1, 14, 1));
                return true;
            });
            TestDatabase.await(writer);
            assertThat(surveyor.worker().measure())
                    .as("another worker leaves the unit alone")
                    .isFalse();
            stored.countDown();
            TestDatabase.await(worker);
        }

        // Then
        assertThat(surveyor.waiting()).isEqualTo(1);
    }

    private static void await(CountDownLatch latch) {
        try {
            assertThat(latch.await(20, TimeUnit.SECONDS)).isTrue();
        } catch (InterruptedException e) {
            throw new AssertionError(e);
        }
    }

    @Test
    void a_track_of_days_is_measured_a_day_at_a_time() {
        // Given
        surveyor.grid(longAgo(), with());
        List<Fix> days = new ArrayList<>();
        for (int hour = 0; hour < 60; hour++) {
            days.add(fix(MORNING.minus(Duration.ofHours(hour)), 1, 1));
        }
        surveyor.report(CAR, days);
        CoverageWorker worker = surveyor.worker();
        worker.follow();

        // When
        boolean first = worker.measure();
        long left = surveyor.waiting();
        surveyor.measureAll();

        // Then
        assertThat(first).isTrue();
        assertThat(left).isPositive();
        assertThat(ofTable("track_sign")).hasSize(60);
        assertThat(surveyor.meters().get("qipan.coverage.measuring").timer().count())
                .isGreaterThanOrEqualTo(3);
    }

    @Test
    void an_edit_of_the_grid_measures_open_periods_again_and_leaves_closed_ones_alone() {
        // Given a point that is visited yesterday and today
        surveyor.grid(longAgo(), with(point("P", 5, 1, rule(1, Period.DAY, 0))));
        Instant yesterday = MORNING.minus(Duration.ofDays(1));
        surveyor.report(CAR, drive(yesterday, 60, 0, 1, 10, 1));
        surveyor.report(CAR, drive(MORNING, 60, 0, 1, 10, 1));
        surveyor.measureAll();

        // When it is moved away from the road today
        surveyor.grid(MORNING.plusSeconds(600), with(point("P", 5, 8, rule(1, Period.DAY, 0))));
        surveyor.measureAll();
        surveyor.report(BIKE, drive(yesterday, 60, 0, 1, 10, 1));
        surveyor.measureAll();

        // Then
        assertThat(ofTable("visit")).hasSize(2).allMatch(row -> row.contains("2026-11-19") && row.endsWith(",0,1)"));
        assertThat(surveyor.duties()).containsExactly("must_patrol_point-P/2026-11-20 pending 0/1");
    }

    @Test
    void a_feature_that_goes_has_its_open_duty_withdrawn() {
        // Given
        surveyor.grid(longAgo(), with(point("P", 5, 1, rule(1, Period.DAY, 0))));
        surveyor.measureAll();

        // When
        surveyor.grid(MORNING, with(point("Q", 5, 1, rule(2, Period.WEEK, 0))));
        surveyor.measureAll();

        // Then
        assertThat(surveyor.duties())
                .containsExactly(
                        "must_patrol_point-P/2026-11-20 withdrawn 0/1", "must_patrol_point-Q/2026-W47 pending 0/2");
    }

    @Test
    void what_was_proved_is_found_again_in_the_archive_and_stays_when_its_day_is_gone() {
        // Given
        PositionCalendar calendar = new PositionCalendar(
                DATABASE.unitOfWork(),
                PositionPorts.days(),
                new PositionMeters(surveyor.meters()),
                clock,
                Duration.ofDays(400));
        calendar.turn();
        surveyor.grid(longAgo(), with(point("P", 5, 1, rule(1, Period.DAY, 0))));
        surveyor.report(CAR, drive(MORNING, 60, 0, 1, 10, 1));
        surveyor.measureAll();
        List<String> proved = surveyor.everything();
        clock.set(MORNING.plus(Duration.ofDays(500)));
        calendar.turn();

        // When
        DATABASE.execute("delete from coverage_evidence");
        surveyor.recompute(MORNING.minusSeconds(60), MORNING.plusSeconds(600));
        surveyor.measureAll();
        List<String> foundAgain = surveyor.everything();
        DATABASE.execute("drop table position_2026_11_20");
        surveyor.recompute(MORNING.minusSeconds(60), MORNING.plusSeconds(600));
        surveyor.measureAll();

        // Then
        assertThat(foundAgain).isEqualTo(proved);
        assertThat(surveyor.everything()).isEqualTo(proved);
        assertThat(surveyor.waiting()).isZero();
    }

    @Test
    void a_window_that_ends_without_its_visit_is_told_and_a_late_track_clears_it() {
        // Given windows until noon and until 18:00 in China, two visits a day, and a clock at 05:00
        clock.set(Instant.parse("2026-11-19T21:00:00Z"));
        surveyor.grid(longAgo(), with(point("P", 5, 1, rule(2, Period.DAY, 0, "09:00-12:00", "14:00-18:00"))));
        surveyor.measureAll();

        // When
        surveyor.wait(clock, Instant.parse("2026-11-20T01:00:00Z"));
        surveyor.wait(clock, Instant.parse("2026-11-20T04:00:00Z"));
        surveyor.report(CAR, drive(MORNING, 60, 0, 1, 10, 1));
        surveyor.measureAll();

        // Then
        assertThat(surveyor.told("must_patrol_point-P/2026-11-20"))
                .containsExactly("opened", "due", "overdue", "cleared");
        assertThat(surveyor.duties()).containsExactly("must_patrol_point-P/2026-11-20 pending 1/2");
    }

    @Test
    void days_that_end_are_missed_and_the_next_begin_also_after_a_long_sleep() {
        // Given
        surveyor.grid(longAgo(), with(point("P", 5, 1, rule(1, Period.DAY, 0))));
        surveyor.measureAll();

        // When
        surveyor.wait(clock, MORNING.plus(Duration.ofDays(2)));

        // Then
        assertThat(surveyor.duties())
                .containsExactly(
                        "must_patrol_point-P/2026-11-20 overdue 0/1",
                        "must_patrol_point-P/2026-11-21 overdue 0/1",
                        "must_patrol_point-P/2026-11-22 pending 0/1");
    }

    @Test
    void a_fix_of_a_unit_leaves_one_mark_for_each_transaction() {
        // When
        surveyor.report(CAR, drive(MORNING, 60, 0, 1, 10, 1));
        surveyor.report(CAR, drive(MORNING, 60, 0, 1, 10, 1));

        // Then the second one brought nothing new
        assertThat(surveyor.waiting()).isEqualTo(1);
        assertThat(DATABASE.unitOfWork()
                        .read(() -> Tx.current()
                                .query("select until_at - from_at = interval '60 s' from track_change")
                                .iterator()
                                .next()
                                .getBoolean(0)))
                .isTrue();
    }
}
