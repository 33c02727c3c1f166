package io.qipan.patrol.commitment;

import static io.qipan.patrol.commitment.Orders.AT;
import static io.qipan.patrol.commitment.Orders.INCIDENT;
import static io.qipan.patrol.commitment.Orders.order;
import static io.qipan.patrol.commitment.Orders.release;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatException;

import io.qipan.patrol.Patrol;
import io.qipan.patrol.commitment.Commitments.Listed;
import io.qipan.patrol.commitment.model.Commitment;
import io.qipan.patrol.commitment.model.Commitment.Held;
import io.qipan.patrol.commitment.model.Commitment.NeverHeld;
import io.qipan.patrol.commitment.model.Commitment.Released;
import io.qipan.patrol.commitment.model.ReleaseReason;
import io.qipan.patrol.unit.model.Unit;
import io.qipan.runtime.page.Page;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

abstract class CommitmentsContract {
    abstract Patrol patrol();

    private static Held held(int order, int unit) {
        return new Held(order(order), "units/u" + unit, INCIDENT, AT.plusSeconds(order));
    }

    @BeforeEach
    void registerUnits() {
        for (int i = 1; i <= 4; i++) {
            Unit unit = Unit.registered("units/u" + i, "u" + i, "officer", List.of(), Optional.empty());
            patrol().unitOfWork().run("test", () -> patrol().units().add(unit));
        }
    }

    private void write(Runnable work) {
        patrol().unitOfWork().run("test", () -> {
            work.run();
            return true;
        });
    }

    private Map<String, Commitment> find(int... orders) {
        List<String> names =
                java.util.Arrays.stream(orders).mapToObj(Orders::order).toList();
        return patrol().unitOfWork().read(() -> patrol().commitments().find(names));
    }

    @Test
    void each_state_is_kept_as_it_is() {
        // Given
        Released released = held(2, 2).release(ReleaseReason.TIMED_OUT, AT.plusSeconds(99));
        NeverHeld neverHeld =
                release(3, "units/unknown", ReleaseReason.CANCELLED).beforehand();

        // When
        write(() -> {
            patrol().commitments().hold(List.of(order(3), order(1), order(2)));
            patrol().commitments().add(held(1, 1));
            patrol().commitments().add(held(2, 2));
            patrol().commitments().end(released);
            patrol().commitments().add(neverHeld);
        });

        // Then
        assertThat(find(1, 2, 3, 4)).isEqualTo(Map.of(order(1), held(1, 1), order(2), released, order(3), neverHeld));
    }

    @Test
    void a_unit_is_held_once_at_a_time() {
        // Given
        write(() -> patrol().commitments().add(held(1, 1)));

        // When
        assertThatException()
                .isThrownBy(() -> write(() -> patrol().commitments().add(held(2, 1))));

        // Then
        assertThat(find(1, 2)).containsOnlyKeys(order(1));
    }

    @Test
    void an_order_has_one_commitment() {
        // Given
        write(() -> patrol().commitments().add(held(1, 1)));

        // When
        assertThatException()
                .isThrownBy(() -> write(() -> patrol().commitments().add(held(1, 2))));

        // Then
        assertThat(find(1)).containsEntry(order(1), held(1, 1));
    }

    @Test
    void a_released_unit_can_be_held_again() {
        // Given
        write(() -> patrol().commitments().add(held(1, 1)));

        // When
        write(() -> {
            patrol().commitments().end(held(1, 1).release(ReleaseReason.DIVERTED, AT));
            patrol().commitments().add(held(2, 1));
        });

        // Then
        assertThat(find(2)).containsEntry(order(2), held(2, 1));
    }

    @Test
    void lists_have_the_newest_first() {
        // Given
        for (int i = 1; i <= 4; i++) {
            Held held = held(i, i);
            write(() -> patrol().commitments().add(held));
        }
        write(() -> patrol().commitments().end(held(3, 3).release(ReleaseReason.CLEARED, AT)));

        // When
        List<Listed> newest = list(Page.of(2, 50, "", ""), false);

        // Then
        assertThat(orders(newest)).containsExactly(order(4), order(3), order(2));
        String next = Page.of(2, 50, "", "").next(newest, last -> Long.toString(last.number()));
        assertThat(orders(list(Page.of(2, 50, next, ""), false))).containsExactly(order(2), order(1));
        assertThat(orders(list(Page.of(9, 50, "", ""), true))).containsExactly(order(4), order(2), order(1));
    }

    private List<Listed> list(Page page, boolean heldOnly) {
        return patrol().unitOfWork().read(() -> patrol().commitments().list(page, heldOnly));
    }

    private static List<String> orders(List<Listed> listed) {
        return listed.stream().map(one -> one.commitment().order()).toList();
    }
}
