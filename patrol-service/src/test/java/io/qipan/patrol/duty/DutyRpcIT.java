package io.qipan.patrol.duty;

import static io.qipan.testkit.Refusals.metadataOf;
import static io.qipan.testkit.Refusals.reasonOf;
import static io.qipan.testkit.Refusals.refused;
import static org.assertj.core.api.Assertions.assertThat;

import io.qipan.patrol.Patrol;
import io.qipan.patrol.unit.model.Unit;
import io.qipan.proto.patrol.v1.AcknowledgeDutyNoticeRequest;
import io.qipan.proto.patrol.v1.ChangeDutyLevelRequest;
import io.qipan.proto.patrol.v1.ChangeDutyLevelResponse;
import io.qipan.proto.patrol.v1.ConfirmDeliveryRequest;
import io.qipan.proto.patrol.v1.CrewMember;
import io.qipan.proto.patrol.v1.DutyLevel;
import io.qipan.proto.patrol.v1.DutyNotice;
import io.qipan.proto.patrol.v1.DutyOrder;
import io.qipan.proto.patrol.v1.DutyPlan;
import io.qipan.proto.patrol.v1.DutyServiceGrpc;
import io.qipan.proto.patrol.v1.DutyServiceGrpc.DutyServiceBlockingStub;
import io.qipan.proto.patrol.v1.EndShiftRequest;
import io.qipan.proto.patrol.v1.GetDutyOrderRequest;
import io.qipan.proto.patrol.v1.GetDutyPlanRequest;
import io.qipan.proto.patrol.v1.GetDutyStatusRequest;
import io.qipan.proto.patrol.v1.GetDutyStatusResponse;
import io.qipan.proto.patrol.v1.ListDutyNoticesRequest;
import io.qipan.proto.patrol.v1.ListDutyOrdersRequest;
import io.qipan.proto.patrol.v1.NoticeCounts;
import io.qipan.proto.patrol.v1.PlanShiftRequest;
import io.qipan.proto.patrol.v1.ReviseDutyPlanRequest;
import io.qipan.proto.patrol.v1.RosterServiceGrpc;
import io.qipan.proto.patrol.v1.Shift;
import io.qipan.proto.patrol.v1.StartShiftRequest;
import io.qipan.proto.patrol.v1.Strength;
import io.qipan.runtime.caller.Role;
import io.qipan.runtime.deadline.DeadlineWorker;
import io.qipan.runtime.refusal.Reason;
import io.qipan.runtime.rpc.Times;
import io.qipan.testkit.RpcHarness;
import io.qipan.testkit.TestClock;
import io.qipan.testkit.TestDatabase;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class DutyRpcIT {
    @RegisterExtension
    static final TestDatabase DATABASE =
            TestDatabase.migrated("db/runtime", "db/patrol").keeping("unit_kind");

    private static final Duration WITHIN = Duration.ofMinutes(1);

    private final TestClock clock = TestClock.standing();
    private final DutyBoard board = DutyBoard.over(Patrol.onPostgres(DATABASE.unitOfWork(), clock));

    @RegisterExtension
    final RpcHarness harness =
            RpcHarness.serving(() -> List.of(board.rpc(), board.roster().rpc()));

    private DutyServiceBlockingStub as(Role... roles) {
        return DutyServiceGrpc.newBlockingStub(harness.channel(roles));
    }

    private DutyServiceBlockingStub unit(String name) {
        return DutyServiceGrpc.newBlockingStub(harness.unitChannel(name));
    }

    private static String requestId() {
        return UUID.randomUUID().toString();
    }

    private static DutyLevel.Builder level(String code, int rank, double multiplier) {
        return DutyLevel.newBuilder()
                .setCode(code)
                .setNameEn(code)
                .setNameZh("级")
                .setRank(rank)
                .setMultiplier(multiplier)
                .setAcknowledgeWithinS((int) WITHIN.toSeconds());
    }

    private DutyPlan revised(long base) {
        return as(Role.ENGINEER)
                .reviseDutyPlan(ReviseDutyPlanRequest.newBuilder()
                        .setRequestId(requestId())
                        .setBaseRevision(base)
                        .setReason("summer")
                        .addBase(Strength.newBuilder().setKind("assault_boat").setUnits(2))
                        .addLevels(level("usual", 1, 1))
                        .addLevels(level("level-1", 2, 1.5)
                                .addMinimums(Strength.newBuilder()
                                        .setCapability("ice")
                                        .setUnits(1)))
                        .build())
                .getPlan();
    }

    private Shift onDuty(String id) {
        var ignored = DATABASE.unitOfWork()
                .run(
                        "test",
                        () -> board.patrol()
                                .units()
                                .add(Unit.registered("units/" + id, id, "assault_boat", List.of(), Optional.empty())));
        var roster = RosterServiceGrpc.newBlockingStub(harness.channel(Role.COMMANDER));
        Shift planned = roster.planShift(PlanShiftRequest.newBuilder()
                        .setRequestId(requestId())
                        .setUnit("units/" + id)
                        .setFrom(Times.message(clock.instant()))
                        .setUntil(Times.message(clock.instant().plus(Duration.ofHours(8))))
                        .addCrew(CrewMember.newBuilder().setMember("crew-" + id).setRole("coxswain"))
                        .build())
                .getShift();
        return roster.startShift(StartShiftRequest.newBuilder()
                        .setRequestId(requestId())
                        .setName(planned.getName())
                        .setEtag(planned.getEtag())
                        .setMember("crew-" + id)
                        .build())
                .getShift();
    }

    private ChangeDutyLevelResponse changed(String level, String current) {
        return as(Role.COMMANDER)
                .changeDutyLevel(ChangeDutyLevelRequest.newBuilder()
                        .setRequestId(requestId())
                        .setLevel(level)
                        .setCurrentOrder(current)
                        .setReason("ice warning")
                        .build());
    }

    private List<DutyNotice> noticesOf(String unit) {
        return unit(unit)
                .listDutyNotices(ListDutyNoticesRequest.newBuilder()
                        .setOptionalUnit(unit)
                        .build())
                .getNoticesList();
    }

    private DutyNotice delivered(DutyNotice notice) {
        return unit(notice.getUnit())
                .confirmDelivery(ConfirmDeliveryRequest.newBuilder()
                        .setRequestId(requestId())
                        .setName(notice.getName())
                        .setEtag(notice.getEtag())
                        .build())
                .getNotice();
    }

    private DutyNotice acknowledged(DutyNotice notice, String member) {
        return unit(notice.getUnit())
                .acknowledgeDutyNotice(AcknowledgeDutyNoticeRequest.newBuilder()
                        .setRequestId(requestId())
                        .setName(notice.getName())
                        .setEtag(notice.getEtag())
                        .setMember(member)
                        .build())
                .getNotice();
    }

    private NoticeCounts counts(DutyOrder order) {
        return as(Role.DISPATCHER)
                .getDutyOrder(GetDutyOrderRequest.newBuilder()
                        .setName(order.getName())
                        .build())
                .getNotices();
    }

    /** As a service that has just started on the same database would. */
    private DeadlineWorker afterRestart() {
        return new DeadlineWorker(
                DATABASE.unitOfWork(),
                clock,
                List.of(
                        DutyBoard.over(Patrol.onPostgres(DATABASE.unitOfWork(), clock))
                                .alertAgain(),
                        board.roster().remindOfHandover()));
    }

    private int handleAllDue() {
        // Strength is the matter of ShortfallIT.
        DATABASE.execute("delete from deadline where kind = 'duty.strength'");
        DeadlineWorker worker = afterRestart();
        int handled = 0;
        while (worker.handleNext()) {
            handled++;
        }
        return handled;
    }

    @Test
    void an_order_reaches_every_crew_on_duty_and_tells_what_is_missing() {
        // Given
        var ignored = revised(0);
        onDuty("a");
        onDuty("b");

        // When
        ChangeDutyLevelResponse first = changed("level-1", "");

        // Then
        assertThat(first.getRecipients()).isEqualTo(2);
        assertThat(first.getOrder().getDirection()).isEqualTo(DutyOrder.Direction.SET);
        assertThat(first.getOrder().getGivenBy()).isEqualTo("tester");
        assertThat(first.getShortfallsList()).hasSize(2);
        assertThat(first.getShortfalls(0).getNeeded().getKind()).isEqualTo("assault_boat");
        assertThat(first.getShortfalls(0).getNeeded().getUnits()).isEqualTo(3);
        assertThat(first.getShortfalls(0).getMissing()).isEqualTo(1);
        assertThat(first.getShortfalls(1).getNeeded().getCapability()).isEqualTo("ice");
        assertThat(counts(first.getOrder()).getSent()).isEqualTo(2);
        GetDutyStatusResponse status = as(Role.CALL_TAKER).getDutyStatus(GetDutyStatusRequest.getDefaultInstance());
        assertThat(status.getOnDuty()).isEqualTo(2);
        assertThat(status.getLevel().getCode()).isEqualTo("level-1");
        assertThat(status.getStrengthsList()).isEqualTo(first.getShortfallsList());
    }

    @Test
    void a_crew_whose_boat_is_out_of_service_is_on_duty_and_no_strength() {
        // Given
        var ignored = revised(0);
        onDuty("a");
        onDuty("b");
        onDuty("c");
        changed("level-1", "");
        DATABASE.execute("update unit set status = 'out_of_service', status_reason = 'engine' where name = 'units/b'");

        // When
        GetDutyStatusResponse status = as(Role.CALL_TAKER).getDutyStatus(GetDutyStatusRequest.getDefaultInstance());

        // Then
        assertThat(status.getOnDuty()).isEqualTo(3);
        assertThat(status.getStrengths(0).getOnDuty()).isEqualTo(2);
        assertThat(status.getStrengths(0).getMissing()).isEqualTo(1);
    }

    @Test
    void delivery_is_not_acknowledgement_and_silence_is_alerted_and_escalated_after_a_restart_too() {
        // Given
        var ignored = revised(0);
        onDuty("a");
        onDuty("b");
        onDuty("c");
        DutyOrder order = changed("level-1", "").getOrder();
        DutyNotice delivered = delivered(noticesOf("units/a").getFirst());
        DutyNotice acknowledged = acknowledged(noticesOf("units/b").getFirst(), "crew-b");
        assertThat(handleAllDue()).isZero();

        // When
        clock.advance(WITHIN);
        int alertedAgain = handleAllDue();

        // Then
        assertThat(alertedAgain).isEqualTo(2);
        assertThat(counts(order))
                .isEqualTo(NoticeCounts.newBuilder()
                        .setSent(1)
                        .setDelivered(1)
                        .setAcknowledged(1)
                        .build());
        assertThat(noticesOf("units/c").getFirst().getAlerts()).isEqualTo(2);
        clock.advance(WITHIN);
        assertThat(handleAllDue()).isEqualTo(2);
        assertThat(counts(order))
                .isEqualTo(NoticeCounts.newBuilder()
                        .setEscalated(2)
                        .setAcknowledged(1)
                        .build());
        DutyNotice late = acknowledged(delivered, "crew-a");
        assertThat(late.getState()).isEqualTo(DutyNotice.State.ACKNOWLEDGED);
        assertThat(late.hasEscalatedAt()).isTrue();
        assertThat(late.getDeliveredAt()).isEqualTo(delivered.getDeliveredAt());
        assertThat(acknowledged.getAcknowledgedBy()).isEqualTo("crew-b");
        clock.advance(WITHIN);
        assertThat(handleAllDue()).isEqualTo(1);
    }

    @Test
    void a_crew_that_comes_on_duty_afterwards_hears_of_it_and_one_that_goes_is_waited_for_no_more() {
        // Given
        var ignored = revised(0);
        DutyOrder order = changed("level-1", "").getOrder();

        // When
        Shift late = onDuty("late");

        // Then
        DutyNotice notice = noticesOf("units/late").getFirst();
        assertThat(notice.getOrder()).isEqualTo(order.getName());
        assertThat(notice.getShift()).isEqualTo(late.getName());
        var ended = RosterServiceGrpc.newBlockingStub(harness.channel(Role.DISPATCHER))
                .endShift(EndShiftRequest.newBuilder()
                        .setRequestId(requestId())
                        .setName(late.getName())
                        .setEtag(late.getEtag())
                        .setMember("crew-late")
                        .build());
        assertThat(ended.getShift().getState()).isEqualTo(Shift.State.ENDED);
        assertThat(noticesOf("units/late").getFirst().getLapseReason()).isEqualTo("shift_over");
        clock.advance(WITHIN);
        assertThat(handleAllDue()).isZero();
    }

    @Test
    void another_order_takes_the_place_of_the_first_and_its_open_notices_lapse() {
        // Given
        var ignored = revised(0);
        onDuty("a");
        DutyOrder high = changed("level-1", "").getOrder();

        // When
        DutyOrder usual = changed("usual", high.getName()).getOrder();

        // Then
        assertThat(usual.getDirection()).isEqualTo(DutyOrder.Direction.LOWERED);
        assertThat(usual.getPreviousLevel()).isEqualTo("level-1");
        assertThat(counts(high).getLapsed()).isEqualTo(1);
        assertThat(counts(usual).getSent()).isEqualTo(1);
        assertThat(noticesOf("units/a"))
                .extracting(DutyNotice::getState)
                .containsExactly(DutyNotice.State.SENT, DutyNotice.State.LAPSED);
        List<DutyOrder> orders = as(Role.UNIT)
                .listDutyOrders(ListDutyOrdersRequest.getDefaultInstance())
                .getOrdersList();
        assertThat(orders).extracting(DutyOrder::getName).containsExactly(usual.getName(), high.getName());
        assertThat(orders.get(1).getSupersededAt()).isEqualTo(usual.getGivenAt());
        clock.advance(WITHIN);
        assertThat(handleAllDue()).isEqualTo(1);
    }

    @Test
    void plans_are_revised_and_an_order_keeps_the_plan_it_was_given_by() {
        // Given
        DutyPlan first = revised(0);
        DutyOrder order = changed("usual", "").getOrder();

        // When
        DutyPlan second = revised(1);

        // Then
        assertThat(second.getName()).isEqualTo("dutyPlans/2");
        assertThat(order.getPlan()).isEqualTo(first.getName());
        assertThat(as(Role.UNIT)
                        .getDutyPlan(GetDutyPlanRequest.newBuilder()
                                .setOptionalName("dutyPlans/1")
                                .build())
                        .getPlan())
                .isEqualTo(first);
        assertThat(as(Role.UNIT)
                        .getDutyPlan(GetDutyPlanRequest.getDefaultInstance())
                        .getPlan())
                .isEqualTo(second);
        assertThat(changed("usual", order.getName()).getOrder().getPlan()).isEqualTo(second.getName());
    }

    @Test
    void what_makes_no_sense_is_refused() {
        // Given
        var noPlan = refused(() -> changed("usual", ""));
        var ignored = revised(0);
        onDuty("a");
        DutyOrder order = changed("usual", "").getOrder();
        DutyNotice notice = noticesOf("units/a").getFirst();

        // When
        var stalePlan = refused(() -> revised(0));
        var staleOrder = refused(() -> changed("level-1", ""));
        var same = refused(() -> changed("usual", order.getName()));
        var noLevel = refused(() -> changed("level-9", order.getName()));
        var stranger = refused(() -> acknowledged(notice, "Z9"));
        var otherUnit =
                refused(() -> delivered(notice.toBuilder().setUnit("units/b").build()));
        var allNotices = refused(() -> {
            var _ = unit("units/a").listDutyNotices(ListDutyNoticesRequest.getDefaultInstance());
        });
        DutyNotice done = acknowledged(notice, "crew-a");
        var again = refused(() -> acknowledged(done, "crew-a"));
        var staleNotice = refused(() -> acknowledged(notice, "crew-a"));
        var deliveredLate = refused(() -> delivered(done));

        // Then
        assertThat(reasonOf(noPlan)).isEqualTo(Reason.NOT_FOUND);
        assertThat(reasonOf(stalePlan)).isEqualTo(Reason.STALE_ETAG);
        assertThat(metadataOf(staleOrder)).containsEntry("etag", order.getName());
        assertThat(reasonOf(same)).isEqualTo(Reason.ILLEGAL_TRANSITION);
        assertThat(reasonOf(noLevel)).isEqualTo(Reason.NOT_FOUND);
        assertThat(reasonOf(stranger)).isEqualTo(Reason.INCOMPLETE);
        assertThat(reasonOf(otherUnit)).isEqualTo(Reason.ACCESS_DENIED);
        assertThat(reasonOf(allNotices)).isEqualTo(Reason.ACCESS_DENIED);
        assertThat(reasonOf(again)).isEqualTo(Reason.ILLEGAL_TRANSITION);
        assertThat(reasonOf(staleNotice)).isEqualTo(Reason.STALE_ETAG);
        assertThat(reasonOf(deliveredLate)).isEqualTo(Reason.ILLEGAL_TRANSITION);
    }
}
