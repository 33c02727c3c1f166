package io.qipan.patrol.roster;

import static io.qipan.testkit.Refusals.metadataOf;
import static io.qipan.testkit.Refusals.reasonOf;
import static io.qipan.testkit.Refusals.refused;
import static org.assertj.core.api.Assertions.assertThat;

import io.grpc.Channel;
import io.qipan.patrol.Patrol;
import io.qipan.patrol.unit.model.Unit;
import io.qipan.proto.patrol.v1.CancelShiftRequest;
import io.qipan.proto.patrol.v1.ConfirmHandoverRequest;
import io.qipan.proto.patrol.v1.ConfirmHandoverResponse;
import io.qipan.proto.patrol.v1.CrewMember;
import io.qipan.proto.patrol.v1.EndShiftRequest;
import io.qipan.proto.patrol.v1.GetShiftRequest;
import io.qipan.proto.patrol.v1.ListShiftsRequest;
import io.qipan.proto.patrol.v1.OfferHandoverRequest;
import io.qipan.proto.patrol.v1.PlanShiftRequest;
import io.qipan.proto.patrol.v1.RosterServiceGrpc;
import io.qipan.proto.patrol.v1.RosterServiceGrpc.RosterServiceBlockingStub;
import io.qipan.proto.patrol.v1.Shift;
import io.qipan.proto.patrol.v1.StartShiftRequest;
import io.qipan.proto.patrol.v1.WithdrawHandoverRequest;
import io.qipan.runtime.caller.Role;
import io.qipan.runtime.deadline.DeadlineWorker;
import io.qipan.runtime.refusal.Reason;
import io.qipan.runtime.rpc.Times;
import io.qipan.testkit.RpcHarness;
import io.qipan.testkit.TestClock;
import io.qipan.testkit.TestDatabase;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class RosterRpcIT {
    @RegisterExtension
    static final TestDatabase DATABASE =
            TestDatabase.migrated("db/runtime", "db/patrol").keeping("unit_kind");

    private static final DutyChange NOBODY_ELSE = new DutyChange() {
        @Override
        public void cameOnDuty(io.qipan.patrol.roster.model.Shift shift, Instant at) {}

        @Override
        public void wentOffDuty(io.qipan.patrol.roster.model.Shift shift, Instant at) {}
    };

    private final TestClock clock = TestClock.standing();
    private final Instant now = clock.instant();
    private final RosterBoard board = new RosterBoard(Patrol.onPostgres(DATABASE.unitOfWork(), clock), NOBODY_ELSE);

    @RegisterExtension
    final RpcHarness harness = RpcHarness.serving(() -> List.of(board.rpc()));

    @BeforeEach
    void givenUnits() {
        for (String id : List.of("units/a", "units/b")) {
            var ignored = DATABASE.unitOfWork()
                    .run(
                            "test",
                            () -> board.patrol()
                                    .units()
                                    .add(Unit.registered(id, id, "assault_boat", List.of(), Optional.empty())));
        }
    }

    private RosterServiceBlockingStub as(Role... roles) {
        return on(harness.channel(roles));
    }

    private static RosterServiceBlockingStub on(Channel channel) {
        return RosterServiceGrpc.newBlockingStub(channel);
    }

    private static String requestId() {
        return UUID.randomUUID().toString();
    }

    private PlanShiftRequest.Builder plan(String unit, int fromHour, int untilHour, String... members) {
        PlanShiftRequest.Builder request = PlanShiftRequest.newBuilder()
                .setRequestId(requestId())
                .setUnit(unit)
                .setFrom(Times.message(now.plus(Duration.ofHours(fromHour))))
                .setUntil(Times.message(now.plus(Duration.ofHours(untilHour))));
        for (String member : members) {
            request.addCrew(CrewMember.newBuilder().setMember(member).setRole("coxswain"));
        }
        return request;
    }

    private Shift planned(String unit, int fromHour, int untilHour, String... members) {
        return as(Role.COMMANDER)
                .planShift(plan(unit, fromHour, untilHour, members).build())
                .getShift();
    }

    private static StartShiftRequest start(Shift shift, String member) {
        return StartShiftRequest.newBuilder()
                .setRequestId(requestId())
                .setName(shift.getName())
                .setEtag(shift.getEtag())
                .setMember(member)
                .build();
    }

    private Shift started(Shift shift, String member) {
        return on(harness.unitChannel(shift.getUnit()))
                .startShift(start(shift, member))
                .getShift();
    }

    private Shift offered(Shift outgoing, Shift incoming, String member) {
        return on(harness.unitChannel(outgoing.getUnit()))
                .offerHandover(OfferHandoverRequest.newBuilder()
                        .setRequestId(requestId())
                        .setName(outgoing.getName())
                        .setEtag(outgoing.getEtag())
                        .setMember(member)
                        .setToShift(incoming.getName())
                        .setNotes("fuel at a third")
                        .addOpenMatters("net at km 12 to be taken out")
                        .build())
                .getShift();
    }

    private ConfirmHandoverResponse confirmed(Shift outgoing, String member) {
        return as(Role.UNIT, Role.DISPATCHER)
                .confirmHandover(ConfirmHandoverRequest.newBuilder()
                        .setRequestId(requestId())
                        .setName(outgoing.getName())
                        .setEtag(outgoing.getEtag())
                        .setMember(member)
                        .build());
    }

    private Shift get(Shift shift) {
        return as(Role.CALL_TAKER)
                .getShift(GetShiftRequest.newBuilder().setName(shift.getName()).build())
                .getShift();
    }

    private List<Shift> onDuty() {
        return as(Role.CALL_TAKER)
                .listShifts(ListShiftsRequest.newBuilder().setOnDutyOnly(true).build())
                .getShiftsList();
    }

    @Test
    void a_crew_checks_in_hands_over_and_the_next_one_confirms() {
        // Given
        Shift early = started(planned("units/a", 0, 8, "A1", "A2"), "A2");
        Shift late = planned("units/a", 8, 16, "B1");
        clock.advance(Duration.ofHours(7));

        // When
        Shift offered = offered(early, late, "A1");

        // Then
        assertThat(offered.getState()).isEqualTo(Shift.State.HANDING_OVER);
        assertThat(onDuty()).containsExactly(offered);
        ConfirmHandoverResponse change = confirmed(offered, "B1");
        assertThat(change.getOutgoing().getState()).isEqualTo(Shift.State.ENDED);
        assertThat(change.getOutgoing().getHandover().getConfirmedBy()).isEqualTo("B1");
        assertThat(change.getOutgoing().getHandover().getOpenMattersList())
                .containsExactly("net at km 12 to be taken out");
        assertThat(change.getIncoming().getState()).isEqualTo(Shift.State.RUNNING);
        assertThat(onDuty()).containsExactly(change.getIncoming());
        assertThat(get(early)).isEqualTo(change.getOutgoing());
    }

    @Test
    void a_handover_that_nobody_confirms_is_called_to_mind_by_whichever_instance_lives_then() {
        // Given
        Shift early = started(planned("units/a", 0, 8, "A1"), "A1");
        clock.advance(Duration.ofHours(7));
        Shift offered = offered(early, planned("units/a", 8, 16, "B1"), "A1");
        DeadlineWorker afterRestart =
                new DeadlineWorker(DATABASE.unitOfWork(), clock, List.of(board.remindOfHandover()));
        assertThat(afterRestart.handleNext()).isFalse();
        clock.advance(RosterBoard.CONFIRM_WITHIN);

        // When
        boolean handled = afterRestart.handleNext();

        // Then
        assertThat(handled).isTrue();
        Shift reminded = get(offered);
        assertThat(reminded.getState()).isEqualTo(Shift.State.HANDING_OVER);
        assertThat(reminded.getEtag()).isEqualTo(offered.getEtag());
        assertThat(reminded.getHandover().getReminders()).isEqualTo(1);
        clock.advance(RosterBoard.CONFIRM_WITHIN);
        assertThat(afterRestart.handleNext()).isTrue();
        assertThat(get(offered).getHandover().getReminders()).isEqualTo(2);
        var ignored = confirmed(offered, "B1");
        clock.advance(RosterBoard.CONFIRM_WITHIN);
        assertThat(afterRestart.handleNext()).isFalse();
    }

    @Test
    void plans_that_overlap_name_the_shift_in_the_way() {
        // Given
        Shift first = planned("units/a", 0, 8, "A1");

        // When
        var sameUnit = refused(() -> planned("units/a", 7, 9, "B1"));
        var samePerson = refused(() -> planned("units/b", 7, 9, "B1", "A1"));

        // Then
        assertThat(reasonOf(sameUnit)).isEqualTo(Reason.ALREADY_EXISTS);
        assertThat(metadataOf(sameUnit)).containsEntry("resource", first.getName());
        assertThat(samePerson.getStatus().getDescription()).startsWith("A1 is planned from");
        assertThat(metadataOf(samePerson)).containsEntry("resource", first.getName());
    }

    @Test
    void a_unit_that_is_on_duty_cannot_start_another_shift() {
        // Given
        Shift running = started(planned("units/a", 0, 1, "A1"), "A1");
        Shift next = planned("units/a", 1, 2, "B1");
        Shift samePerson = planned("units/b", 1, 2, "A1");

        // When
        var sameUnit = refused(() -> started(next, "B1"));
        var twice = refused(() -> started(samePerson, "A1"));

        // Then
        assertThat(metadataOf(sameUnit)).containsEntry("resource", running.getName());
        assertThat(metadataOf(twice)).containsEntry("resource", running.getName());
        assertThat(onDuty()).containsExactly(running);
    }

    @Test
    void plans_and_check_ins_that_make_no_sense_are_refused() {
        // Given
        Shift tomorrow = planned("units/a", 24, 32, "A1");
        Shift soon = planned("units/b", 1, 2, "B1");

        // When
        var early = refused(() -> started(tomorrow, "A1"));
        var stranger = refused(() -> started(soon, "Z9"));
        var otherUnit = refused(() -> on(harness.unitChannel("units/a")).startShift(start(soon, "B1")));
        var stale = refused(() -> started(soon.toBuilder().setEtag("9").build(), "B1"));
        var backwards = refused(() -> planned("units/a", 9, 9, "A1"));
        var endless = refused(() -> planned("units/a", 100, 173, "A1"));
        var twice = refused(() -> planned("units/a", 50, 51, "A1", "A1"));
        var noUnit = refused(() -> planned("units/none", 50, 51, "A1"));
        var notPlanned = refused(() -> offered(soon, tomorrow, "B1"));

        // Then
        assertThat(reasonOf(early)).isEqualTo(Reason.ILLEGAL_TRANSITION);
        assertThat(metadataOf(stranger)).containsEntry("missing", "crew_member");
        assertThat(reasonOf(otherUnit)).isEqualTo(Reason.ACCESS_DENIED);
        assertThat(reasonOf(stale)).isEqualTo(Reason.STALE_ETAG);
        assertThat(reasonOf(backwards)).isEqualTo(Reason.INVALID_FIELD);
        assertThat(reasonOf(endless)).isEqualTo(Reason.INVALID_FIELD);
        assertThat(reasonOf(twice)).isEqualTo(Reason.INVALID_FIELD);
        assertThat(metadataOf(noUnit)).containsEntry("resource", "units/none");
        assertThat(reasonOf(notPlanned)).isEqualTo(Reason.ILLEGAL_TRANSITION);
    }

    @Test
    void a_shift_is_ended_cancelled_or_takes_its_offer_back() {
        // Given
        Shift early = started(planned("units/a", 0, 1, "A1"), "A1");
        Shift late = planned("units/a", 1, 2, "B1");
        Shift offered = offered(early, late, "A1");

        // When
        Shift back = as(Role.DISPATCHER)
                .withdrawHandover(WithdrawHandoverRequest.newBuilder()
                        .setRequestId(requestId())
                        .setName(offered.getName())
                        .setEtag(offered.getEtag())
                        .setReason("they are late")
                        .build())
                .getShift();

        // Then
        assertThat(back.getState()).isEqualTo(Shift.State.RUNNING);
        assertThat(back.hasHandover()).isFalse();
        Shift ended = as(Role.DISPATCHER)
                .endShift(EndShiftRequest.newBuilder()
                        .setRequestId(requestId())
                        .setName(back.getName())
                        .setEtag(back.getEtag())
                        .setMember("A1")
                        .setNotes("boat on its berth")
                        .build())
                .getShift();
        assertThat(ended.getEndNotes()).isEqualTo("boat on its berth");
        assertThat(as(Role.COMMANDER)
                        .cancelShift(CancelShiftRequest.newBuilder()
                                .setRequestId(requestId())
                                .setName(late.getName())
                                .setEtag(late.getEtag())
                                .setReason("ice")
                                .build())
                        .getShift()
                        .getState())
                .isEqualTo(Shift.State.CANCELLED);
        assertThat(onDuty()).isEmpty();
    }
}
