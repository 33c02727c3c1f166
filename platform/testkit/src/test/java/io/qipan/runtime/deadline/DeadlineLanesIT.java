package io.qipan.runtime.deadline;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.qipan.runtime.work.Tx;
import io.qipan.testkit.FakeDeadlines.Standing;
import io.qipan.testkit.StandingDeadlines;
import io.qipan.testkit.TestClock;
import io.qipan.testkit.TestDatabase;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Deadlines beside requests and beside each other. */
class DeadlineLanesIT {

    @RegisterExtension
    static final TestDatabase DATABASE = TestDatabase.migrated("db/runtime");

    private final TestClock clock = TestClock.standing();
    private final Deadlines deadlines = new PostgresDeadlines(clock);

    private record Handler(String kind, boolean callsOut, Consumer<Due> work) implements DeadlineHandler {
        @Override
        public void handle(Due due) {
            work.accept(due);
        }
    }

    @BeforeEach
    void anOrder() {
        DATABASE.execute("create table if not exists thing (version int)");
        DATABASE.execute("truncate thing");
        DATABASE.execute("insert into thing values (1)");
    }

    private void inOneUnit(Runnable work) {
        boolean ignored = DATABASE.unitOfWork().run("system:test", () -> {
            work.run();
            return true;
        });
    }

    private static void lockThing() {
        assertThat(Tx.current().query("select version from thing for update").size())
                .isEqualTo(1);
    }

    @Test
    void a_deadline_gives_way_to_a_request_that_wants_the_same() throws Exception {
        // Given a request that has locked what it changes, and a handler that has locked the deadline
        inOneUnit(() -> deadlines.set("order.acknowledge", "orders/1", clock.instant()));
        Instant later = clock.instant().plusSeconds(60);
        CountDownLatch handling = new CountDownLatch(1);
        DeadlineWorker worker = new DeadlineWorker(
                DATABASE.unitOfWork(), clock, List.of(new Handler("order.acknowledge", false, due -> {
                    handling.countDown();
                    lockThing();
                })));
        CompletableFuture<Boolean> handled = new CompletableFuture<>();

        // When
        inOneUnit(() -> {
            lockThing();
            Thread.ofVirtual().start(() -> handled.complete(worker.handleNext()));
            awaitQuietly(handling);
            deadlines.set("order.acknowledge", "orders/1", later);
        });

        // Then the request was not the one to be refused, and its deadline stands
        assertThat(handled.get(10, TimeUnit.SECONDS)).isTrue();
        assertThat(StandingDeadlines.in(DATABASE.unitOfWork()))
                .containsExactly(new Standing("order.acknowledge", "orders/1", later));
    }

    @Test
    void a_deadline_that_was_set_anew_while_its_handler_called_out_stands() {
        // Given
        inOneUnit(() -> deadlines.set("order.settle", "orders/1", clock.instant()));
        Instant later = clock.instant().plusSeconds(600);
        DeadlineWorker worker =
                new DeadlineWorker(DATABASE.unitOfWork(), clock, List.of(new Handler("order.settle", true, due -> {
                    inOneUnit(() -> deadlines.set("order.settle", "orders/1", later));
                    throw new IllegalStateException("nobody answers");
                })));

        // When
        boolean handled = worker.handleNext();

        // Then
        assertThat(handled).isTrue();
        assertThat(StandingDeadlines.in(DATABASE.unitOfWork()))
                .containsExactly(new Standing("order.settle", "orders/1", later));
    }

    @Test
    void what_waits_for_another_service_keeps_nobody_else_waiting() {
        // Given more calls to a service that does not answer than there are threads
        CountDownLatch answer = new CountDownLatch(1);
        CountDownLatch climbed = new CountDownLatch(1);
        inOneUnit(() -> {
            for (int i = 0; i < 20; i++) {
                deadlines.set("order.settle", "orders/" + i, clock.instant().minusSeconds(60));
            }
            deadlines.set("order.acknowledge", "orders/99", clock.instant());
        });
        DeadlineWorker worker = new DeadlineWorker(
                DATABASE.unitOfWork(),
                clock,
                List.of(
                        new Handler("order.settle", true, due -> awaitQuietly(answer)),
                        new Handler("order.acknowledge", false, due -> climbed.countDown())));

        // When
        worker.start();

        // Then
        await().until(() -> climbed.getCount() == 0);
        answer.countDown();
        worker.close();
    }

    @Test
    void a_handler_that_takes_long_keeps_no_later_deadline_waiting() {
        // Given
        CountDownLatch handling = new CountDownLatch(1);
        CountDownLatch letGo = new CountDownLatch(1);
        CountDownLatch climbed = new CountDownLatch(1);
        inOneUnit(() -> deadlines.set("slow", "orders/1", clock.instant()));
        DeadlineWorker worker = new DeadlineWorker(
                DATABASE.unitOfWork(),
                clock,
                List.of(
                        new Handler("slow", false, due -> {
                            handling.countDown();
                            awaitQuietly(letGo);
                        }),
                        new Handler("order.acknowledge", false, due -> climbed.countDown())));
        worker.start();
        awaitQuietly(handling);

        // When
        inOneUnit(() -> deadlines.set("order.acknowledge", "orders/2", clock.instant()));

        // Then
        await().until(() -> climbed.getCount() == 0);
        letGo.countDown();
        worker.close();
    }

    private static void awaitQuietly(CountDownLatch latch) {
        try {
            assertThat(latch.await(30, TimeUnit.SECONDS)).isTrue();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
