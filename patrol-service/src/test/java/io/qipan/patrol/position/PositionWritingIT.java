package io.qipan.patrol.position;

import static io.qipan.patrol.position.Fixes.CAR;
import static io.qipan.patrol.position.Fixes.NOW;
import static io.qipan.patrol.position.Fixes.batch;
import static org.assertj.core.api.Assertions.assertThat;

import io.qipan.patrol.Patrol;
import io.qipan.proto.patrol.v1.StreamPositionsResponse;
import io.qipan.runtime.caller.Role;
import io.qipan.runtime.refusal.Reason;
import io.qipan.runtime.work.Database;
import io.qipan.runtime.work.PostgresUnitOfWork;
import io.qipan.runtime.work.Tx;
import io.qipan.testkit.Refusals;
import io.qipan.testkit.RpcHarness;
import io.qipan.testkit.TestClock;
import io.qipan.testkit.TestDatabase;
import io.vertx.sqlclient.Pool;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** When batches are acknowledged, and what happens if they cannot be. */
class PositionWritingIT {
    @RegisterExtension
    static final TestDatabase DATABASE =
            TestDatabase.migrated("db/runtime", "db/patrol").keeping("unit_kind");

    private final Patrol patrol = Patrol.onPostgres(DATABASE.unitOfWork(), TestClock.at(NOW));
    private final PositionIntake intake = patrol.intake();

    @RegisterExtension
    final RpcHarness harness = RpcHarness.serving(() -> patrol.services(intake)).withClock(TestClock.at(NOW));

    private final Pool nowhere = DATABASE.openTo(1, 2);
    private final PositionIntake away = new PositionIntake(
            new PostgresUnitOfWork(new Database(nowhere)), patrol.positions(), new PositionMeters(patrol.meters()));

    @RegisterExtension
    final RpcHarness withoutDatabase =
            RpcHarness.serving(() -> patrol.services(away)).withClock(TestClock.at(NOW));

    @BeforeEach
    void start() {
        Fixes.register(patrol, CAR);
        intake.start();
        away.start();
    }

    @AfterEach
    void stop() {
        intake.close();
        away.close();
        TestDatabase.await(nowhere.close().toCompletionStage().toCompletableFuture());
    }

    /** Does something while nothing can be written to the positions. */
    private void whileLocked(Runnable work) {
        CountDownLatch locked = new CountDownLatch(1);
        CountDownLatch done = new CountDownLatch(1);
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            Future<Boolean> holder = threads.submit(() -> DATABASE.unitOfWork().run("test", () -> {
                Tx.current().query("lock table position in share mode");
                locked.countDown();
                await(done);
                return true;
            }));
            await(locked);
            try {
                work.run();
            } finally {
                done.countDown();
            }
            TestDatabase.await(holder);
        }
    }

    private static void await(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException e) {
            throw new AssertionError(e);
        }
    }

    private static void untilAnInsertWaits() {
        Awaitility.await()
                .until(() -> DATABASE.unitOfWork()
                        .read(() -> Tx.current()
                                        .query(
                                                "select 1 from pg_stat_activity where datname = current_database()"
                                                        + " and wait_event_type = 'Lock' and query like 'insert into position%'")
                                        .size()
                                > 0));
    }

    private static long stored() {
        return DATABASE.unitOfWork()
                .read(() -> Tx.current()
                        .query("select count(*) from position")
                        .iterator()
                        .next()
                        .getLong(0));
    }

    @Test
    void nothing_is_acknowledged_before_it_is_committed() {
        // Given
        Phone phone = Phone.on(harness.unitChannel(CAR));
        List<StreamPositionsResponse> early = new ArrayList<>();

        // When
        whileLocked(() -> {
            phone.send(batch(1, CAR, 1, 2));
            untilAnInsertWaits();
            early.addAll(phone.acknowledgements());
        });

        // Then
        assertThat(early).isEmpty();
        assertThat(phone.acknowledgement().getStored()).isEqualTo(2);
        assertThat(stored()).isEqualTo(2);
    }

    @Test
    void a_stream_is_read_a_few_batches_ahead_and_no_more() {
        // Given
        Phone phone = Phone.on(harness.unitChannel(CAR));
        List<Integer> taken = new ArrayList<>();

        // When
        whileLocked(() -> {
            for (int i = 1; i <= 50; i++) {
                phone.send(batch(i, CAR, i));
            }
            untilAnInsertWaits();
            Awaitility.await().until(() -> intake.waitingFixes() >= 8);
            taken.add(intake.waitingFixes());
        });

        // Then
        assertThat(taken).containsExactly(8);
        assertThat(phone.hangUp().end())
                .hasSize(50)
                .last()
                .satisfies(last -> assertThat(last.getBatch()).isEqualTo(50));
        assertThat(stored()).isEqualTo(50);
    }

    @Test
    void a_stop_acknowledges_what_was_taken_and_ends_the_stream() {
        // Given
        Phone phone = Phone.on(harness.unitChannel(CAR));
        Phone idle = Phone.on(harness.channel(Role.SERVICE)).send(batch(1, CAR, 9));
        idle.acknowledgement();

        // When
        whileLocked(() -> {
            phone.send(batch(1, CAR, 1), batch(2, CAR, 2));
            Awaitility.await().until(() -> intake.waitingFixes() == 2);
            Thread.startVirtualThread(intake::close);
            idle.failure();
        });

        // Then
        assertThat(Refusals.reasonOf(phone.failure())).isEqualTo(Reason.SHUTTING_DOWN);
        assertThat(phone.acknowledgements()).hasSize(2);
        assertThat(stored()).isEqualTo(3);
        assertThat(Refusals.reasonOf(idle.failure())).isEqualTo(Reason.SHUTTING_DOWN);
        assertThat(Refusals.reasonOf(Phone.on(harness.unitChannel(CAR)).failure()))
                .isEqualTo(Reason.SHUTTING_DOWN);
    }

    @Test
    void one_that_cannot_be_stored_does_not_keep_the_others_from_it() {
        // Given
        DATABASE.execute("alter table position add constraint no_nine check (sequence <> 9)");
        Phone bad = Phone.on(harness.unitChannel(CAR));
        Phone good = Phone.on(harness.channel(Role.SERVICE));

        // When
        whileLocked(() -> {
            bad.send(batch(1, CAR, 9));
            good.send(batch(1, CAR, 1), batch(2, CAR, 2));
            Awaitility.await().until(() -> intake.waitingFixes() == 3);
        });

        // Then
        try {
            assertThat(Refusals.reasonOf(bad.failure())).isEqualTo(Reason.INTERNAL_FAULT);
            assertThat(good.hangUp().end()).hasSize(2);
            assertThat(stored()).isEqualTo(2);
        } finally {
            DATABASE.execute("alter table position drop constraint no_nine");
        }
    }

    @Test
    void without_a_database_nothing_is_acknowledged() {
        // Given
        Phone phone = Phone.on(withoutDatabase.unitChannel(CAR));

        // When
        phone.send(batch(1, CAR, 1));

        // Then
        assertThat(Refusals.reasonOf(phone.failure())).isEqualTo(Reason.DEPENDENCY_UNAVAILABLE);
        assertThat(phone.acknowledgements()).isEmpty();
    }

    @Test
    void many_units_at_once_are_all_stored_and_counted() {
        // Given
        int units = 200;
        for (int i = 0; i < units; i++) {
            Fixes.register(patrol, "units/u-" + i);
        }
        List<Phone> phones = new ArrayList<>();

        // When
        for (int i = 0; i < units; i++) {
            Phone phone = Phone.on(harness.unitChannel("units/u-" + i));
            phones.add(phone.send(
                            batch(1, "units/u-" + i, 1, 2, 3),
                            batch(2, "units/u-" + i, 4, 4),
                            batch(3, "units/u-" + i, 5))
                    .hangUp());
        }

        // Then
        assertThat(phones).allSatisfy(phone -> assertThat(phone.end()).hasSize(3));
        assertThat(stored()).isEqualTo(5L * units);
        assertThat(patrol.meters().counter("qipan.positions.stored").count()).isEqualTo(5.0 * units);
        assertThat(patrol.meters().counter("qipan.positions.duplicate").count()).isEqualTo(units);
        assertThat(patrol.meters().summary("qipan.positions.batch.size").max()).isGreaterThan(6);
    }
}
