package io.qipan.runtime.work;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.google.protobuf.StringValue;
import io.grpc.Context;
import io.qipan.runtime.deadline.Deadlines;
import io.qipan.runtime.deadline.PostgresDeadlines;
import io.qipan.runtime.refusal.Reason;
import io.qipan.runtime.refusal.Refusal;
import io.qipan.runtime.refusal.RefusedException;
import io.qipan.testkit.FakeDeadlines.Standing;
import io.qipan.testkit.StandingDeadlines;
import io.qipan.testkit.TestDatabase;
import io.qipan.testkit.UnitOfWorkContract;
import io.vertx.sqlclient.Pool;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class PostgresUnitOfWorkIT extends UnitOfWorkContract {

    @RegisterExtension
    static final TestDatabase DATABASE = TestDatabase.migrated("db/runtime");

    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
    private final ScheduledExecutorService timer = Executors.newSingleThreadScheduledExecutor();

    @BeforeEach
    void aResourceOfVersionOne() {
        DATABASE.execute("create table if not exists thing (id int primary key, version int not null)");
        DATABASE.execute("insert into thing values (1, 1)");
    }

    @AfterEach
    void stopThreads() {
        threads.shutdownNow();
        timer.shutdownNow();
    }

    @Override
    protected UnitOfWork unitOfWork() {
        return DATABASE.unitOfWork();
    }

    @Override
    protected Deadlines deadlines() {
        return new PostgresDeadlines(InstantSource.system());
    }

    @Override
    protected Set<String> written() {
        return StandingDeadlines.in(DATABASE.unitOfWork()).stream()
                .map(Standing::subject)
                .collect(Collectors.toSet());
    }

    /** A transition as services make it: lock, compare the etag, write. */
    private static StringValue transitionFromVersionOne() {
        int version = Tx.current()
                .query("select version from thing where id = 1 for update")
                .iterator()
                .next()
                .getInteger(0);
        if (version != 1) {
            throw Refusal.staleEtag("things/1", "1", Integer.toString(version)).asException();
        }
        Tx.current().write("update thing set version = 2 where id = 1");
        return StringValue.of("version 2");
    }

    @Test
    void answersARepeatThatOvertookItsOwnFirstAttemptAsIfItHadComeLater() {
        // Given a retry that arrives while the first attempt still runs, both with the etag of version one
        RequestKey key = new RequestKey("wang", "m", UUID.randomUUID(), new byte[] {1});
        List<Callable<StringValue>> attempts = IntStream.range(0, 8)
                .<Callable<StringValue>>mapToObj(i -> () ->
                        unitOfWork().once(key, StringValue.parser(), PostgresUnitOfWorkIT::transitionFromVersionOne))
                .toList();

        // When
        Set<StringValue> replies = together(attempts);

        // Then
        assertThat(replies).containsExactly(StringValue.of("version 2"));
    }

    @Test
    void leavesAStaleEtagStaleForAnotherRequest() {
        // Given
        StringValue ignored = unitOfWork()
                .once(
                        new RequestKey("wang", "m", UUID.randomUUID(), new byte[] {1}),
                        StringValue.parser(),
                        PostgresUnitOfWorkIT::transitionFromVersionOne);

        // When
        RefusedException refused = catchThrowableOfType(
                RefusedException.class,
                () -> unitOfWork()
                        .once(
                                new RequestKey("wang", "m", UUID.randomUUID(), new byte[] {1}),
                                StringValue.parser(),
                                PostgresUnitOfWorkIT::transitionFromVersionOne));

        // Then
        assertThat(refused.refusal().reason()).isEqualTo(Reason.STALE_ETAG);
    }

    @Test
    void namesTheConstraintThatARowBreaksEvenWhenNobodyWaitedForTheWrite() {
        // When
        ConstraintViolated violated = catchThrowableOfType(
                ConstraintViolated.class,
                () -> unitOfWork().run("system:test", () -> {
                    Tx.current().write("insert into thing values (1, 1)");
                    return "done";
                }));

        // Then
        assertThat(violated.constraint()).isEqualTo("thing_pkey");
    }

    @Test
    void readsEverythingFromOneSnapshot() {
        // When
        List<Integer> versions = unitOfWork().read(() -> {
            int before = version();
            DATABASE.execute("update thing set version = 7");
            return List.of(before, version());
        });

        // Then
        assertThat(versions).containsExactly(1, 1);
    }

    private static int version() {
        return Tx.current().query("select version from thing").iterator().next().getInteger(0);
    }

    @Test
    void givesBackAConnectionThatArrivesAfterTheDeadline() throws Exception {
        // Given a pool of one connection, which somebody holds until the deadline of another has passed
        Pool pool = DATABASE.open(1);
        UnitOfWork narrow = new PostgresUnitOfWork(new Database(pool));
        CountDownLatch held = new CountDownLatch(1);
        CountDownLatch letGo = new CountDownLatch(1);
        Future<String> holder = threads.submit(() -> narrow.run("system:holder", () -> {
            held.countDown();
            awaitQuietly(letGo);
            return "held";
        }));
        held.await();
        RefusedException late =
                catchThrowableOfType(RefusedException.class, () -> within(Duration.ofMillis(100), narrow));
        letGo.countDown();
        String ignored = TestDatabase.await(holder);

        // When
        Future<Integer> next = threads.submit(() -> narrow.run("system:next", PostgresUnitOfWorkIT::version));

        // Then
        assertThat(late.refusal().reason()).isEqualTo(Reason.DEADLINE_PASSED);
        assertThat(next.get(5, TimeUnit.SECONDS)).isEqualTo(1);
        pool.close();
    }

    @Test
    void doesNotPassOnAConnectionThatStillWaitsForALock() throws Exception {
        // Given a pool of one connection whose statement waits for a lock, past its deadline
        Pool pool = DATABASE.open(1);
        UnitOfWork narrow = new PostgresUnitOfWork(new Database(pool));
        CountDownLatch locked = new CountDownLatch(1);
        CountDownLatch letGo = new CountDownLatch(1);
        Future<StringValue> holder = threads.submit(() -> unitOfWork().run("system:holder", () -> {
            StringValue reply = transitionFromVersionOne();
            locked.countDown();
            awaitQuietly(letGo);
            return reply;
        }));
        locked.await();
        RefusedException late =
                catchThrowableOfType(RefusedException.class, () -> within(Duration.ofMillis(200), narrow));

        // When
        Future<String> next = threads.submit(() -> narrow.run("system:next", () -> "served"));

        // Then
        assertThat(late.refusal().reason()).isEqualTo(Reason.DEADLINE_PASSED);
        assertThat(next.get(5, TimeUnit.SECONDS)).isEqualTo("served");
        letGo.countDown();
        StringValue ignored = TestDatabase.await(holder);
        pool.close();
    }

    private StringValue within(Duration time, UnitOfWork work) throws Exception {
        return Context.current()
                .withDeadlineAfter(time.toMillis(), TimeUnit.MILLISECONDS, timer)
                .call(() -> work.run("system:late", PostgresUnitOfWorkIT::transitionFromVersionOne));
    }

    private static void awaitQuietly(CountDownLatch latch) {
        try {
            assertThat(latch.await(30, TimeUnit.SECONDS)).isTrue();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    @Test
    void tellsThatTheDatabaseIsAwayWhenNothingListensThere() {
        // Given
        Pool nowhere = DATABASE.openTo(1, 1);
        UnitOfWork away = new PostgresUnitOfWork(new Database(nowhere));

        // When
        RefusedException refused =
                catchThrowableOfType(RefusedException.class, () -> away.read(PostgresUnitOfWorkIT::version));

        // Then
        assertThat(refused.refusal().reason()).isEqualTo(Reason.DEPENDENCY_UNAVAILABLE);
        assertThat(refused.refusal().metadata()).containsEntry("dependency", "database");
        assertThat(refused.refusal().retryAfter()).isPresent();
        nowhere.close();
    }

    @Test
    void worksAgainAfterItsConnectionsWereCut() {
        // Given connections that have prepared their statements
        int ignored = unitOfWork().read(PostgresUnitOfWorkIT::version);
        DATABASE.execute("select pg_terminate_backend(pid) from pg_stat_activity"
                + " where datname = current_database() and pid <> pg_backend_pid()");

        // When
        Awaitility.await()
                .ignoreExceptionsMatching(e -> e instanceof RefusedException refused
                        && refused.refusal().reason() == Reason.DEPENDENCY_UNAVAILABLE)
                .untilAsserted(() -> assertThat(unitOfWork().read(PostgresUnitOfWorkIT::version))
                        .isEqualTo(1));

        // Then
        assertThat(unitOfWork().read(PostgresUnitOfWorkIT::version)).isEqualTo(1);
    }
}
