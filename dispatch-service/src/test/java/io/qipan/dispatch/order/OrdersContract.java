package io.qipan.dispatch.order;

import static io.qipan.dispatch.Places.NOW;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.github.f4b6a3.uuid.UuidCreator;
import io.qipan.dispatch.id.model.IncidentId;
import io.qipan.dispatch.id.model.OrderId;
import io.qipan.dispatch.order.Orders.Filter;
import io.qipan.dispatch.order.model.End;
import io.qipan.dispatch.order.model.Ladder;
import io.qipan.dispatch.order.model.Order;
import io.qipan.dispatch.order.model.Report;
import io.qipan.dispatch.order.model.Step;
import io.qipan.runtime.refusal.Reason;
import io.qipan.runtime.refusal.RefusedException;
import io.qipan.runtime.work.UnitOfWork;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;

/** What every store of orders promises. */
abstract class OrdersContract {
    private static final Instant LATER = NOW.plusSeconds(15);
    private static final Filter ALL = new Filter(Optional.empty(), Optional.empty(), false);

    abstract UnitOfWork unitOfWork();

    abstract Orders orders();

    /** An incident that is there. */
    abstract IncidentId incident();

    private <T> T work(Supplier<T> work) {
        return unitOfWork().run("system:test", work);
    }

    private static Report report(long seconds) {
        return new Report(NOW.plusSeconds(seconds), NOW.plusSeconds(seconds + 1), "tester", true);
    }

    private Order added(IncidentId incident, String unit, Optional<OrderId> divertedFrom) {
        OrderId id = new OrderId(UuidCreator.getTimeOrderedEpoch());
        return work(() -> {
            Order order = Order.requested(
                    id, incident, unit, "from the north bank", "tester", divertedFrom, false, report(0), LATER);
            orders().add(order);
            return order;
        });
    }

    private Order added(IncidentId incident, String unit) {
        return added(incident, unit, Optional.empty());
    }

    private Order saved(Order next) {
        return work(() -> {
            Order ignored = orders().lock(next.id());
            orders().save(next);
            return next;
        });
    }

    private Order cleared(Order order) {
        return saved(order.reach(Step.SENT, report(1), LATER)
                .then(sent -> sent.end(End.CLEARED, "", report(2)))
                .orRefuse());
    }

    private List<Order> list(Filter filter, Optional<OrderId> olderThan, int limit) {
        return unitOfWork().read(() -> orders().list(filter, olderThan, limit));
    }

    @Test
    void gives_back_everything_that_it_was_given() {
        // Given
        Order from = added(incident(), "units/boat-1");

        // When
        Order order = added(incident(), "units/boat-1", Optional.of(from.id()));

        // Then
        assertThat(unitOfWork().read(() -> orders().find(order.id()))).contains(order);
    }

    @Test
    void saves_state_milestones_and_escalations() {
        // Given
        Order order = added(incident(), "units/boat-1");

        // When
        Order saved = saved(order.reach(Step.SENT, report(-60), LATER)
                .then(sent -> sent.escalate(Ladder.Action.ALERT_UNIT_AGAIN, LATER, LATER))
                .then(sent -> sent.takeOver("li"))
                .then(sent -> sent.end(End.REFUSED, "engine broken", report(30)))
                .then(over -> over.record("on_scene", report(20)))
                .orRefuse());

        // Then
        assertThat(unitOfWork().read(() -> orders().find(order.id()))).contains(saved);
        assertThat(saved.milestones()).hasSize(4);
    }

    @Test
    void refuses_to_lock_what_is_not_there() {
        // Given
        OrderId id = new OrderId(UuidCreator.getTimeOrderedEpoch());

        // When
        RefusedException refused = catchThrowableOfType(RefusedException.class, () -> work(() -> orders().lock(id)));

        // Then
        assertThat(refused.refusal().reason()).isEqualTo(Reason.NOT_FOUND);
        assertThat(unitOfWork().read(() -> orders().find(id))).isEmpty();
    }

    @Test
    void lists_the_newest_first_by_incident_unit_and_openness() {
        // Given
        IncidentId here = incident();
        IncidentId there = incident();
        Order first = cleared(added(here, "units/boat-1"));
        Order second = added(here, "units/car-1");
        Order third = added(there, "units/boat-1");

        // When
        List<Order> page = list(ALL, Optional.empty(), 2);

        // Then
        assertThat(page).containsExactly(third, second);
        assertThat(list(ALL, Optional.of(second.id()), 2)).containsExactly(first);
        assertThat(list(new Filter(Optional.of(here), Optional.empty(), false), Optional.empty(), 9))
                .containsExactly(second, first);
        assertThat(list(new Filter(Optional.empty(), Optional.of("units/boat-1"), true), Optional.empty(), 9))
                .containsExactly(third);
    }

    @Test
    void knows_what_is_open_of_units_and_of_an_incident() {
        // Given
        IncidentId here = incident();
        IncidentId there = incident();
        Order over = cleared(added(here, "units/boat-1"));
        Order older = added(here, "units/boat-1");
        Order other = added(there, "units/car-1");
        Order newer = added(there, "units/boat-1");

        // When
        List<Order> open = unitOfWork().read(() -> orders().openOf(List.of("units/boat-1", "units/none")));

        // Then
        assertThat(open).containsExactly(older, newer).doesNotContain(over, other);
        assertThat(unitOfWork().read(() -> orders().countOpenOf(here))).isEqualTo(1);
        assertThat(unitOfWork().read(() -> orders().countOpenOf(there))).isEqualTo(2);
    }
}
