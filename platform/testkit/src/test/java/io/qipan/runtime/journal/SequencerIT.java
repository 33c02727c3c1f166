package io.qipan.runtime.journal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import com.google.protobuf.InvalidProtocolBufferException;
import com.google.protobuf.StringValue;
import io.qipan.runtime.work.Tx;
import io.qipan.testkit.TestDatabase;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class SequencerIT {

    @RegisterExtension
    static final TestDatabase DATABASE = TestDatabase.migrated("db/runtime");

    private static final int THREADS = 32;
    private static final int UNITS_PER_THREAD = 15;
    private static final int RESOURCES = 5;

    private final LiveFeed one = new LiveFeed(DATABASE);
    private final LiveFeed other = new LiveFeed(DATABASE);

    @Test
    void passesOverNoChangeThatTookItsPositionEarlyAndCommitsLate() throws Exception {
        // Given a transaction that holds position 1 while another takes 2, commits and is sealed
        CountDownLatch told = new CountDownLatch(1);
        CountDownLatch mayCommit = new CountDownLatch(1);
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            Future<Boolean> early = threads.submit(() -> one.unitOfWork.run("system:early", () -> {
                one.tell("calls/early");
                long ignored = Tx.current().query("select 1").size();
                told.countDown();
                return await(mayCommit);
            }));
            boolean holdsItsPosition = await(told);
            one.change("calls/late");
            List<Sealed> sealedFirst = one.sequencer.seal();
            mayCommit.countDown();
            boolean committed = TestDatabase.await(early);

            // When
            List<Sealed> sealedThen = one.sequencer.seal();

            // Then
            assertThat(holdsItsPosition && committed).isTrue();
            assertThat(sealedFirst).extracting(Sealed::position).containsExactly(2L);
            assertThat(sealedThen).extracting(Sealed::position).containsExactly(1L);
            assertThat(one.all()).extracting(Sealed::position).containsExactly(2L, 1L);
            assertThat(one.resources()).containsExactly("calls/late", "calls/early");
        }
    }

    private static boolean await(CountDownLatch latch) {
        try {
            return latch.await(30, TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    @Test
    void forgetsNothingOfATransactionThatRolledBackButItsPosition() {
        // Given
        one.change("calls/1");
        Throwable thrown = catchThrowable(() -> one.unitOfWork.run("system:test", () -> {
            one.tell("calls/never");
            throw new IllegalStateException("rolled back");
        }));
        one.change("calls/2");

        // When
        List<Sealed> sealed = one.sequencer.seal();

        // Then
        assertThat(thrown).isNotNull();
        assertThat(sealed).hasSize(2);
        assertThat(one.all()).extracting(Sealed::revision).containsExactly(1L, 2L);
    }

    @Test
    void takesABacklogInPiecesWithoutTearingATransactionApart() {
        // Given more transactions than are taken in one go, of three changes each
        for (int i = 0; i < 510; i++) {
            one.change("calls/" + i, "calls/" + i, "calls/" + i);
        }

        // When
        List<Integer> pieces =
                Stream.generate(one.sequencer::seal).limit(3).map(List::size).toList();

        // Then
        assertThat(pieces).containsExactly(1_500, 30, 0);
    }

    @Test
    void keepsOrderAndNeighbourhoodWhileManyWriteAndTwoReplicasSeal() {
        // Given
        DATABASE.execute("create table if not exists thing (id int primary key, version int not null)");
        DATABASE.execute("insert into thing select i, 0 from generate_series(0, 4) i");

        // When
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            CountDownLatch writing = new CountDownLatch(THREADS);
            List<Future<Boolean>> replicas = List.of(
                    threads.submit(() -> sealWhile(one, writing)), threads.submit(() -> sealWhile(other, writing)));
            List<Future<Boolean>> writers = new ArrayList<>();
            for (int i = 0; i < THREADS; i++) {
                int seed = i;
                writers.add(threads.submit(() -> write(new Random(seed), "writer " + seed, writing)));
            }
            writers.forEach(TestDatabase::await);
            replicas.forEach(TestDatabase::await);
        }

        // Then
        List<Sealed> all = one.all();
        assertThat(all).hasSize(THREADS * UNITS_PER_THREAD * 2);
        assertThat(all)
                .extracting(Sealed::revision)
                .containsExactlyElementsOf(
                        LongStream.rangeClosed(1, all.size()).boxed().toList());
        assertThat(versionsByResource(all).values())
                .hasSize(RESOURCES)
                .allSatisfy(versions -> assertThat(versions)
                        .isSortedAccordingTo(Comparator.naturalOrder())
                        .doesNotHaveDuplicates());
        for (int i = 0; i < all.size(); i += 2) {
            assertThat(all.get(i).told().reason())
                    .isEqualTo(all.get(i + 1).told().reason());
        }
        assertThat(new ChainVerification(one.store).verify(1, 0).getFirstBrokenRevision())
                .isZero();
    }

    private static boolean sealWhile(LiveFeed replica, CountDownLatch writing) {
        List<Sealed> last;
        do {
            last = replica.sequencer.seal();
        } while (writing.getCount() > 0 || !last.isEmpty());
        return true;
    }

    /** Each unit of work changes two different resources, each locked before it is changed. */
    private boolean write(Random random, String writer, CountDownLatch writing) {
        try {
            for (int i = 0; i < UNITS_PER_THREAD; i++) {
                int first = random.nextInt(RESOURCES - 1);
                int second = first + 1 + random.nextInt(RESOURCES - 1 - first);
                String unit = writer + " unit " + i;
                boolean ignored = one.unitOfWork.run("system:" + writer, () -> {
                    changeLocked(first, unit);
                    changeLocked(second, unit);
                    return true;
                });
            }
            return true;
        } finally {
            writing.countDown();
        }
    }

    private void changeLocked(int id, String unit) {
        Tx tx = Tx.current();
        int version = tx.query("select version from thing where id = $1 for update", id)
                        .iterator()
                        .next()
                        .getInteger(0)
                + 1;
        tx.write("update thing set version = $2 where id = $1", id, version);
        one.journal.append(
                "things/" + id, "thing.changed", one.clock.instant(), unit, StringValue.of(Integer.toString(version)));
    }

    private static Map<String, List<Integer>> versionsByResource(List<Sealed> all) {
        Map<String, List<Integer>> versions = new HashMap<>();
        for (Sealed change : all) {
            versions.computeIfAbsent(change.told().resource(), name -> new ArrayList<>())
                    .add(Integer.valueOf(state(change)));
        }
        return versions;
    }

    private static String state(Sealed change) {
        try {
            return StringValue.parseFrom(change.told().state()).getValue();
        } catch (InvalidProtocolBufferException e) {
            throw new AssertionError(e);
        }
    }
}
