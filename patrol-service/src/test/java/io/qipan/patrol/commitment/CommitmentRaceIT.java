package io.qipan.patrol.commitment;

import static io.qipan.patrol.commitment.Orders.order;
import static org.assertj.core.api.Assertions.assertThat;

import io.qipan.patrol.Patrol;
import io.qipan.patrol.commitment.model.Claim;
import io.qipan.patrol.commitment.model.Commitment.Held;
import io.qipan.patrol.commitment.model.ReleaseReason;
import io.qipan.patrol.unit.model.Unit;
import io.qipan.runtime.refusal.Decision;
import io.qipan.runtime.refusal.Decision.Granted;
import io.qipan.runtime.refusal.Decision.Refused;
import io.qipan.runtime.refusal.Reason;
import io.qipan.runtime.work.Tx;
import io.qipan.testkit.TestClock;
import io.qipan.testkit.TestDatabase;
import io.vertx.sqlclient.Row;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestReporter;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Many at once on the real database: what no fake can show. */
class CommitmentRaceIT {
    private static final int UNITS = 10;

    @RegisterExtension
    static final TestDatabase DATABASE =
            TestDatabase.migrated("db/runtime", "db/patrol").keeping("unit_kind");

    private final Patrol patrol = Patrol.onPostgres(DATABASE.unitOfWork(), TestClock.standing());
    private final CommitUnits commitUnits = patrol.commitUnits();
    private final ReleaseCommitment releaseCommitment = patrol.releaseCommitment();

    @BeforeEach
    void registerUnits() {
        for (int i = 0; i < UNITS; i++) {
            Unit unit = Unit.registered(unit(i), "call sign " + i, "patrol_car", List.of(), Optional.empty());
            patrol.unitOfWork().run("test", () -> patrol.units().add(unit));
        }
    }

    private static String unit(int number) {
        return "units/car-" + number;
    }

    private List<Decision<Held>> commit(List<Claim> claims) {
        return patrol.unitOfWork().run("test", () -> commitUnits.commit(claims));
    }

    @Test
    void a_thousand_commits_of_the_same_ten_units_leave_ten_commitments() {
        // Given
        List<Callable<List<Decision<Held>>>> requests = new ArrayList<>();
        for (int request = 0; request < 1_000; request++) {
            List<Claim> claims = new ArrayList<>();
            for (int i = 0; i < UNITS; i++) {
                claims.add(Orders.claim(request * UNITS + i, unit(i)));
            }
            Collections.shuffle(claims, new Random(request));
            requests.add(() -> commit(claims));
        }

        // When
        List<Decision<Held>> decisions =
                atOnce(requests).stream().flatMap(List::stream).toList();

        // Then
        Map<String, String> winners = new HashMap<>();
        for (Decision<Held> decision : decisions) {
            if (decision instanceof Granted<Held>(Held held)) {
                assertThat(winners.put(held.unit(), held.order())).isNull();
            }
        }
        assertThat(winners).hasSize(UNITS).isEqualTo(openByUnit());
        assertThat(decisions).hasSize(1_000 * UNITS).allSatisfy(decision -> {
            if (decision instanceof Refused<Held>(var refusal)) {
                assertThat(refusal.reason()).isEqualTo(Reason.UNIT_COMMITTED);
                assertThat(refusal.metadata())
                        .containsEntry("order", winners.get(refusal.metadata().get("unit")));
            }
        });
    }

    @Test
    void one_order_sent_many_times_at_once_takes_its_unit_once() {
        // Given
        Callable<List<Decision<Held>>> request = () -> commit(List.of(Orders.claim(1, unit(1))));

        // When
        List<List<Decision<Held>>> answers = atOnce(Collections.nCopies(100, request));

        // Then
        assertThat(answers).allMatch(answer -> answer.equals(answers.getFirst()));
        assertThat(openByUnit()).isEqualTo(Map.of(unit(1), order(1)));
        assertThat(count("select count(*) from journal where resource like 'commitments/%'"))
                .isEqualTo(1);
    }

    @Test
    void one_order_for_many_units_at_once_takes_one() {
        // Given
        List<Callable<List<Decision<Held>>>> requests = new ArrayList<>();
        for (int i = 0; i < 100; i++) {
            String unit = unit(i % UNITS);
            requests.add(() -> commit(List.of(Orders.claim(1, unit))));
        }

        // When
        List<Decision<Held>> decisions =
                atOnce(requests).stream().flatMap(List::stream).toList();

        // Then
        assertThat(openByUnit()).hasSize(1).containsValue(order(1));
        assertThat(decisions)
                .filteredOn(Refused.class::isInstance)
                .hasSize(90)
                .allMatch(refused -> ((Refused<Held>) refused).refusal().reason() == Reason.ILLEGAL_TRANSITION);
    }

    /** {@code -Dqipan.test.seed=N} takes the same steps again; how they interleave is up to the machine. */
    @Test
    void whatever_is_taken_diverted_and_released_at_once_a_unit_has_one_order(TestReporter reporter) {
        // Given
        long seed = Long.getLong("qipan.test.seed", ThreadLocalRandom.current().nextLong());
        reporter.publishEntry("seed", Long.toString(seed));
        Random random = new Random(seed);
        AtomicInteger orders = new AtomicInteger();
        List<Callable<Boolean>> steps = new ArrayList<>();
        for (int i = 0; i < 2_000; i++) {
            steps.add(step(random, orders));
        }

        // When
        List<Boolean> done = atOnce(steps);

        // Then
        assertThat(done).as("seed %d", seed).doesNotContain(false);
        assertThat(count("select count(*) from (select unit_name from commitment where released_at is null"
                        + " group by unit_name having count(*) > 1) as twice"))
                .as("units held twice, seed %d", seed)
                .isZero();
        assertJournalAgrees(seed);
    }

    /** Commits one to five units in random sequence, some diverted; or releases an order, known or not. */
    private Callable<Boolean> step(Random random, AtomicInteger orders) {
        if (random.nextInt(3) == 0) {
            int order = random.nextInt(orders.get() + 10);
            ReleaseReason reason = ReleaseReason.values()[random.nextInt(ReleaseReason.values().length)];
            String unit = unit(random.nextInt(UNITS));
            return () -> patrol.unitOfWork()
                    .run("test", () -> releaseCommitment.release(Orders.release(order, unit, reason)))
                    .order()
                    .equals(order(order));
        }
        List<Claim> claims = new ArrayList<>();
        for (int i = 0; i <= random.nextInt(5); i++) {
            int order = random.nextInt(10) == 0 ? random.nextInt(orders.get() + 1) : orders.incrementAndGet();
            String unit = unit(random.nextInt(UNITS));
            boolean divert = random.nextBoolean();
            int from = Math.max(0, order - 1 - random.nextInt(12));
            claims.add(divert ? Orders.divert(order, unit, from) : Orders.claim(order, unit));
        }
        return () -> commit(claims).size() == claims.size();
    }

    /** The last word of the journal on each unit is the order that holds it. */
    private void assertJournalAgrees(long seed) {
        Map<String, String> open = openByUnit();
        Map<String, String> shown = new HashMap<>();
        for (int i = 0; i < UNITS; i++) {
            String name = unit(i);
            patrol.unitOfWork()
                    .read(() -> patrol.units().find(name))
                    .flatMap(Unit::committedOrder)
                    .ifPresent(order -> shown.put(name, order));
        }
        assertThat(shown).as("seed %d", seed).isEqualTo(open);
        assertThat(count("""
                        select count(*) from unit u where version - 1 <>
                            (select count(*) from journal j where j.resource = u.name)"""))
                .as("units with changes that the journal does not tell, seed %d", seed)
                .isZero();
        assertThat(count("""
                        select count(*) from commitment c where
                            (select count(*) from journal j where j.resource = replace(c.order_name, 'orders', 'commitments'))
                            <> num_nonnulls(c.committed_at, c.released_at)"""))
                .as("commitments with changes that the journal does not tell, seed %d", seed)
                .isZero();
    }

    private Map<String, String> openByUnit() {
        return patrol.unitOfWork().read(() -> {
            Map<String, String> open = new HashMap<>();
            for (Row row : Tx.current().query("select * from commitment where released_at is null")) {
                assertThat(open.put(row.getString("unit_name"), row.getString("order_name")))
                        .isNull();
            }
            return open;
        });
    }

    private long count(String sql) {
        return patrol.unitOfWork()
                .read(() -> Tx.current().query(sql).iterator().next().getLong(0));
    }

    private static <T> List<T> atOnce(List<Callable<T>> calls) {
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            List<Future<T>> futures = calls.stream().map(threads::submit).toList();
            return futures.stream().map(TestDatabase::await).toList();
        }
    }
}
