package io.qipan.patrol.live;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.qipan.patrol.Patrol;
import io.qipan.patrol.commitment.model.Commitment.Held;
import io.qipan.patrol.live.picture.Placed;
import io.qipan.patrol.position.ReportPosition;
import io.qipan.patrol.position.model.Position;
import io.qipan.patrol.unit.UnitChanges;
import io.qipan.patrol.unit.UnitChanges.Mark;
import io.qipan.patrol.unit.model.Unit;
import io.qipan.patrol.unit.model.UnitStatus.OutOfService;
import io.qipan.runtime.place.Datum.Wgs84;
import io.qipan.runtime.refusal.RefusedException;
import io.qipan.runtime.work.Database;
import io.qipan.runtime.work.PostgresUnitOfWork;
import io.qipan.testkit.TestClock;
import io.qipan.testkit.TestDatabase;
import io.vertx.sqlclient.Pool;
import java.time.Duration;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** The picture beside the database that it follows. */
class LivePictureIT {
    private static final String CAR = "units/car";
    private static final String BOAT = "units/boat";

    @RegisterExtension
    static final TestDatabase DATABASE =
            TestDatabase.migrated("db/runtime", "db/patrol").keeping("unit_kind");

    private final TestClock clock = TestClock.standing();
    private final Patrol patrol = Patrol.onPostgres(DATABASE.unitOfWork(), clock);
    private final LivePicture live = patrol.livePicture();

    @BeforeEach
    void register() {
        register(CAR, BOAT);
        live.refresh();
    }

    private void register(String... names) {
        for (String name : names) {
            Unit unit = Unit.registered(name, name, "patrol_car", List.of(), Optional.empty());
            run(() -> patrol.units().add(unit));
        }
    }

    private void run(Runnable work) {
        boolean ignored = patrol.unitOfWork().run("test", () -> {
            work.run();
            return true;
        });
    }

    private void report(String unit, double latitude) {
        Instant now = clock.instant();
        Position position = Position.reported(new Wgs84(latitude, 106.8), 5, now, now);
        boolean ignored = new ReportPosition(patrol.positions()).report(unit, position);
    }

    private void commit(String unit, String order) {
        Unit free = lock(unit);
        patrol.commitments()
                .add(new Held(order, unit, "incidents/0198a000-0000-7000-8000-00000000000a", clock.instant()));
        patrol.units().save(free.takenBy(order));
    }

    private Unit lock(String unit) {
        return Objects.requireNonNull(patrol.units().lock(List.of(unit)).get(unit));
    }

    private static String order(int number) {
        return "orders/0198a000-0000-7000-8000-%012d".formatted(number);
    }

    private Unit inPicture(String name) {
        return live.picture().units().stream()
                .map(placed -> placed.live().unit())
                .filter(unit -> unit.name().equals(name))
                .findFirst()
                .orElseThrow();
    }

    private Optional<Double> latitude(String unit) {
        return inPicture(unit).position().map(position -> position.wgs84().latitude());
    }

    private Set<Placed> afresh() {
        LivePicture fresh = patrol.livePicture();
        fresh.refresh();
        return new HashSet<>(fresh.picture().units());
    }

    /** Does something while a transaction has done its work and not committed. */
    private void beforeCommitOf(Runnable transaction, Runnable work) {
        CountDownLatch done = new CountDownLatch(1);
        CountDownLatch release = new CountDownLatch(1);
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            Future<?> late = threads.submit(() -> run(() -> {
                transaction.run();
                done.countDown();
                await(release);
            }));
            await(done);
            try {
                work.run();
            } finally {
                release.countDown();
            }
            TestDatabase.await(late);
        }
    }

    private static void await(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException e) {
            throw new AssertionError(e);
        }
    }

    @Test
    void what_was_written_earlier_and_commits_later_is_not_skipped() {
        // Given
        Runnable late = () -> {
            report(CAR, 39.1);
            Unit boat = patrol.units().find(BOAT).orElseThrow();
            patrol.units().save(boat.change("1", new OutOfService("engine")).orRefuse());
        };

        // When
        beforeCommitOf(late, () -> {
            run(() -> report(BOAT, 39.2));
            live.refresh();
            run(() -> report(BOAT, 39.3));
            live.refresh();
            assertThat(latitude(BOAT)).contains(39.3);
            assertThat(latitude(CAR)).isEmpty();
        });
        live.refresh();

        // Then
        assertThat(latitude(CAR)).contains(39.1);
        assertThat(inPicture(BOAT).status().code()).isEqualTo("out_of_service");
        assertThat(new HashSet<>(live.picture().units())).isEqualTo(afresh());
    }

    @Test
    void what_is_known_is_not_read_again_while_an_old_transaction_goes_on() {
        // Given
        run(() -> report(CAR, 39.1));
        Mark before = patrol.unitOfWork()
                .read(() -> patrol.units().all(patrol.clock().instant()))
                .mark();
        Mark[] known = new Mark[1];
        UnitChanges[] news = new UnitChanges[2];

        // When
        beforeCommitOf(() -> report(CAR, 39.2), () -> {
            run(() -> report(BOAT, 39.3));
            news[0] = patrol.unitOfWork()
                    .read(() -> patrol.units().since(before, patrol.clock().instant()));
            known[0] = news[0].mark();
            register("units/other");
            news[1] = patrol.unitOfWork()
                    .read(() -> patrol.units().since(known[0], patrol.clock().instant()));
        });

        // Then
        assertThat(news[0].positions()).containsOnlyKeys(BOAT);
        assertThat(news[1].positions()).isEmpty();
        assertThat(news[1].units()).extracting(Unit::name).containsExactly("units/other");
        assertThat(patrol.unitOfWork()
                        .read(() -> patrol.units()
                                .since(news[1].mark(), patrol.clock().instant()))
                        .positions())
                .containsOnlyKeys(CAR);
    }

    @Test
    void that_nothing_has_happened_is_known_without_reading() {
        // Given: one moment, for transactions of other databases of the server would count as well
        Mark[] mark = new Mark[1];

        // When
        UnitChanges changes = patrol.unitOfWork().read(() -> {
            mark[0] = patrol.units().all(patrol.clock().instant()).mark();
            return patrol.units().since(mark[0], patrol.clock().instant());
        });

        // Then
        assertThat(changes.isEmpty()).isTrue();
        assertThat(changes.mark()).isEqualTo(mark[0]);
    }

    @Test
    void a_history_that_was_undone_is_read_from_its_beginning() {
        // Given
        Mark future = new Mark("900000000000:900000000000:");

        // When
        UnitChanges changes = patrol.unitOfWork()
                .read(() -> patrol.units().since(future, patrol.clock().instant()));

        // Then
        assertThat(changes.everything()).isTrue();
        assertThat(changes.units()).extracting(Unit::name).containsExactlyInAnyOrder(CAR, BOAT);
    }

    @Test
    void pictures_that_follow_agree_with_one_that_starts_afresh_whatever_happens_at_once() {
        // Given
        String[] names = IntStream.range(0, 20).mapToObj(i -> "units/u-" + i).toArray(String[]::new);
        register(names);
        LivePicture other = patrol.livePicture();

        // When
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            List<Future<?>> writers = IntStream.range(0, 6)
                    .<Future<?>>mapToObj(writer -> threads.submit(() -> write(new Random(writer), writer, names)))
                    .toList();
            while (writers.stream().anyMatch(writer -> !writer.isDone())) {
                live.refresh();
                other.refresh();
            }
            writers.forEach(TestDatabase::await);
        }
        live.refresh();
        other.refresh();

        // Then
        assertThat(new HashSet<>(live.picture().units())).isEqualTo(afresh());
        assertThat(new HashSet<>(other.picture().units())).isEqualTo(afresh());
    }

    private void write(Random random, int writer, String... names) {
        for (int i = 0; i < 40; i++) {
            int order = writer * 1_000 + i;
            String unit = names[random.nextInt(names.length)];
            run(() -> {
                if (random.nextInt(3) == 0 && lock(unit).committedOrder().isEmpty()) {
                    commit(unit, order(order));
                }
                report(unit, 39 + random.nextInt(1_000) / 1_000.0);
            });
        }
    }

    @Test
    void without_the_database_the_picture_stays_and_says_of_when_it_is() {
        // Given
        Pool nowhere = DATABASE.openTo(1, 1);
        Instant known = clock.instant();
        LivePicture cut = new LivePicture(
                new PostgresUnitOfWork(new Database(nowhere)), patrol.units(), clock, new LiveMeters(patrol.meters()));

        // When
        Instant later = clock.advance(Duration.ofSeconds(20));

        // Then
        assertThatThrownBy(cut::refresh).isInstanceOf(RefusedException.class);
        assertThat(live.picture().asOf()).isEqualTo(known);
        assertThat(live.age()).isEqualTo(Duration.between(known, later));
        assertThat(live.picture().size()).isEqualTo(2);
        live.refresh();
        assertThat(live.age()).isZero();
        TestDatabase.await(nowhere.close().toCompletionStage().toCompletableFuture());
    }

    @Test
    void a_kind_that_a_migration_changes_is_taken_over() {
        // Given
        run(() -> report(CAR, 39.1));

        // When
        DATABASE.execute("update unit_kind set usual_speed_mps = 99 where code = 'patrol_car'");
        live.refresh();

        // Then
        try {
            assertThat(live.picture().units())
                    .allSatisfy(unit ->
                            assertThat(unit.live().kind().usualSpeedMps()).isEqualTo(99));
            assertThat(latitude(CAR)).contains(39.1);
        } finally {
            DATABASE.execute("update unit_kind set usual_speed_mps = 11 where code = 'patrol_car'");
        }
    }
}
