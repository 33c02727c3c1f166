package io.qipan.dispatch.order;

import static io.qipan.dispatch.Desk.anIncident;
import static io.qipan.dispatch.Desk.units;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.qipan.dispatch.DispatchScenario;
import io.qipan.dispatch.id.model.OrderId;
import io.qipan.dispatch.order.model.End;
import io.qipan.dispatch.order.model.Order;
import io.qipan.dispatch.order.model.Report;
import io.qipan.proto.dispatch.v1.Incident;
import io.qipan.testkit.TestDatabase;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** The last two units of an incident are let go at the same time. */
class LastTwoUnitsIT extends DispatchScenario {
    private final PostgresOrders orders = new PostgresOrders();

    /** Lets the unit go, and keeps that from everybody else until the last latch is open. */
    private Order letGo(String name, CountDownLatch gone, CountDownLatch end) {
        return DATABASE.unitOfWork().run("system:test", () -> {
            Instant now = clock.instant();
            Order over = orders.lock(OrderId.parse(name))
                    .end(End.CLEARED, "", new Report(now, now, "system:test", false))
                    .orRefuse();
            Order stored = dispatch.orders().loseUnit().letGo(over, "order.cleared", now, "");
            gone.countDown();
            awaited(end);
            return stored;
        });
    }

    private static void awaited(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    @Test
    void the_later_one_is_found_to_be_the_last() {
        // Given one of two that is let go, which nobody else sees yet
        Incident incident = desk().open(anIncident("drowning"));
        List<String> sent = desk().send(units(incident, "units/boat-1", "units/car-1")).stream()
                .map(order -> order.getName())
                .toList();
        CountDownLatch first = new CountDownLatch(1);
        CountDownLatch second = new CountDownLatch(1);
        CountDownLatch end = new CountDownLatch(1);

        // When
        List<Order> over;
        try (ExecutorService crews = Executors.newVirtualThreadPerTaskExecutor()) {
            Future<Order> one = crews.submit(() -> letGo(sent.getFirst(), first, end));
            awaited(first);
            Future<Order> other = crews.submit(() -> letGo(sent.getLast(), second, end));
            await().until(() -> second.getCount() == 0 || waitingForLocks() == 1);
            end.countDown();
            over = Stream.of(one, other).map(TestDatabase::await).toList();
        }

        // Then
        assertThat(over).allMatch(Order::isOver);
        int ignored = pass(5 * 60);
        assertThat(told(incident.getName())).endsWith("incident.units_ordered", "incident.overdue");
    }

    private static int waitingForLocks() {
        return rows("select pid::text from pg_stat_activity where datname = current_database() and wait_event_type = 'Lock'")
                .size();
    }
}
