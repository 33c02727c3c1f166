package io.qipan.patrol.duty;

import static org.assertj.core.api.Assertions.assertThat;

import io.qipan.patrol.duty.DutyNotices.Filter;
import io.qipan.patrol.duty.model.DutyLevel;
import io.qipan.patrol.duty.model.DutyNotice;
import io.qipan.patrol.duty.model.DutyOrder;
import io.qipan.patrol.duty.model.DutyOrder.Giving;
import io.qipan.patrol.duty.model.DutyPlan;
import io.qipan.patrol.duty.model.NoticeState.Lapse;
import io.qipan.patrol.duty.model.Strength;
import io.qipan.patrol.duty.model.Strength.OfKind;
import io.qipan.patrol.duty.model.Strength.Post;
import io.qipan.patrol.duty.model.Strength.WithCapability;
import io.qipan.patrol.id.ResourceId;
import io.qipan.patrol.roster.model.Beat.AsItMoves;
import io.qipan.patrol.roster.model.CrewMember;
import io.qipan.patrol.roster.model.Shift;
import io.qipan.patrol.roster.model.ShiftState.Planned;
import io.qipan.runtime.page.Page;
import io.qipan.runtime.work.UnitOfWork;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;

abstract class DutyContract {
    private static final Instant NOON = Instant.parse("2026-11-20T04:00:00Z");
    private static final DutyLevel USUAL =
            new DutyLevel("usual", "Usual", "日常", 1, 1, List.of(), Duration.ofMinutes(5));
    private static final DutyLevel HIGH = new DutyLevel(
            "level-1",
            "Level one",
            "一级",
            2,
            1.5,
            List.of(new Strength(new Post(Optional.of("gridFeatures/zone-N"), new WithCapability("rescue")), 2)),
            Duration.ofMinutes(1));
    private static final DutyPlan PLAN = new DutyPlan(
            1,
            NOON,
            "tester",
            "first",
            List.of(new Strength(new Post(Optional.empty(), new OfKind("patrol_car")), 4)),
            List.of(USUAL, HIGH));

    abstract DutyOrders orders();

    abstract DutyNotices notices();

    abstract UnitOfWork unitOfWork();

    /** So that a notice can be of it. */
    abstract void add(Shift shift);

    private UUID shift(String unit) {
        Shift shift = new Shift(
                ResourceId.fresh(),
                1,
                unit,
                Optional.empty(),
                NOON,
                NOON.plusSeconds(3600),
                List.of(new CrewMember("A1", "leader")),
                new AsItMoves(),
                new Planned());
        add(shift);
        return shift.id();
    }

    private DutyOrder ordered() {
        return unitOfWork().run("test", () -> {
            orders().holdForChange();
            orders().add(PLAN);
            DutyOrder order = DutyOrder.first(USUAL, PLAN, new Giving(ResourceId.fresh(), "normal", "chief", NOON));
            orders().add(order);
            return order;
        });
    }

    private DutyNotice sent(DutyOrder order, String unit) {
        UUID shift = shift(unit);
        return unitOfWork().run("test", () -> {
            DutyNotice notice = DutyNotice.sent(
                    ResourceId.fresh(), order.id(), order.level(), shift, unit, Duration.ofMinutes(1), NOON);
            notices().add(notice);
            return notice;
        });
    }

    private DutyNotice changed(DutyNotice notice, UnaryOperator<DutyNotice> change) {
        return unitOfWork().run("test", () -> {
            DutyNotice next = change.apply(notices().lock(notice.id()).orElseThrow());
            notices().save(next);
            return next;
        });
    }

    private Optional<DutyNotice> kept(DutyNotice notice) {
        return unitOfWork().read(() -> notices().find(notice.id()));
    }

    @Test
    void plans_are_kept_with_every_strength() {
        // Given
        assertThat(unitOfWork().read(() -> orders().plan())).isEmpty();

        // When
        var ignored = ordered();

        // Then
        assertThat(unitOfWork().read(() -> orders().plan())).contains(PLAN);
        assertThat(unitOfWork().read(() -> orders().plan(1))).contains(PLAN);
        assertThat(unitOfWork().read(() -> orders().plan(2))).isEmpty();
    }

    @Test
    void one_order_is_in_force_and_those_before_stay_on_record() {
        // Given
        DutyOrder first = ordered();
        Giving giving = new Giving(ResourceId.fresh(), "flood warning", "chief", NOON.plusSeconds(60));

        // When
        DutyOrder second = unitOfWork().run("test", () -> {
            DutyOrder next = first.followedBy(USUAL, HIGH, PLAN, giving).orRefuse();
            orders().end(first.superseded(giving.at()));
            orders().add(next);
            return next;
        });

        // Then
        assertThat(second.direction()).isEqualTo(DutyOrder.Direction.RAISED);
        assertThat(unitOfWork().read(() -> orders().inForce())).contains(second);
        assertThat(unitOfWork().read(() -> orders().find(first.id()))).contains(first.superseded(giving.at()));
        assertThat(unitOfWork().read(() -> orders().list(Page.of(1, 50, "", ""))))
                .containsExactly(second, first.superseded(giving.at()));
    }

    @Test
    void notices_are_kept_in_every_state_and_counted() {
        // Given
        DutyOrder order = ordered();
        DutyNotice sent = sent(order, "units/a");
        DutyNotice other = sent(order, "units/b");
        assertThat(kept(sent)).contains(sent);
        DutyNotice delivered = changed(sent, n -> n.deliver(NOON.plusSeconds(1)).orRefuse());
        assertThat(kept(sent)).contains(delivered);
        DutyNotice escalated = changed(
                sent,
                n -> n.alertAgain(NOON.plusSeconds(60))
                        .then(again -> again.alertAgain(NOON.plusSeconds(120)))
                        .orRefuse());
        assertThat(kept(sent)).contains(escalated);

        // When
        DutyNotice acknowledged =
                changed(sent, n -> n.acknowledge("A1", NOON.plusSeconds(130)).orRefuse());

        // Then
        assertThat(kept(sent)).contains(acknowledged);
        assertThat(unitOfWork().read(() -> notices().count(order.id())))
                .containsOnly(Map.entry("acknowledged", 1), Map.entry("sent", 1));
        DutyNotice lapsed = changed(other, n -> n.lapse(Lapse.SHIFT_OVER, NOON).orRefuse());
        assertThat(kept(other)).contains(lapsed);
    }

    @Test
    void open_notices_are_found_by_order_and_shift_and_lists_keep_to_their_filter() {
        // Given
        DutyOrder order = ordered();
        DutyNotice first = sent(order, "units/a");
        DutyNotice second = sent(order, "units/b");
        DutyNotice closed =
                changed(sent(order, "units/a"), n -> n.acknowledge("A1", NOON).orRefuse());

        // When
        List<DutyNotice> open = unitOfWork().run("test", () -> notices().lockOpenOfOrder(order.id()));

        // Then
        assertThat(open).containsExactly(first, second);
        assertThat(unitOfWork().run("test", () -> notices().lockOpenOfShift(second.shift())))
                .containsExactly(second);
        Filter ofA = new Filter(Optional.of("units/a"), Optional.of(order.id()), false);
        Filter openOnly = new Filter(Optional.empty(), Optional.empty(), true);
        assertThat(unitOfWork().read(() -> notices().list(Page.of(9, 50, "", ""), ofA)))
                .containsExactly(closed, first);
        assertThat(unitOfWork().read(() -> notices().list(Page.of(1, 50, "", ""), openOnly)))
                .containsExactly(second, first);
    }
}
