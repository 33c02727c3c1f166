package io.qipan.patrol.roster;

import static io.qipan.testkit.Refusals.reasonOf;
import static io.qipan.testkit.Refusals.refused;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.qipan.patrol.Patrol;
import io.qipan.patrol.unit.model.Unit;
import io.qipan.proto.patrol.v1.CancelShiftRequest;
import io.qipan.proto.patrol.v1.ConfirmHandoverRequest;
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
import io.qipan.runtime.caller.Role;
import io.qipan.runtime.deadline.DeadlineWorker;
import io.qipan.runtime.refusal.Reason;
import io.qipan.runtime.rpc.Times;
import io.qipan.runtime.work.Tx;
import io.qipan.testkit.RpcHarness;
import io.qipan.testkit.TestClock;
import io.qipan.testkit.TestDatabase;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** What a roster must not let happen: waiting for nobody, running for ever, and being read by others. */
class RosterRulesIT {
    @RegisterExtension
    static final TestDatabase DATABASE =
            TestDatabase.migrated("db/runtime", "db/patrol").keeping("unit_kind");

    static final DutyChange NOBODY_ELSE = new DutyChange() {
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

    private RosterServiceBlockingStub commander() {
        return RosterServiceGrpc.newBlockingStub(harness.channel(Role.COMMANDER));
    }

    private RosterServiceBlockingStub unit(String name) {
        return RosterServiceGrpc.newBlockingStub(harness.unitChannel(name));
    }

    private static String requestId() {
        return UUID.randomUUID().toString();
    }

    private Shift planned(String unit, int fromHour, int untilHour, String member) {
        return commander()
                .planShift(PlanShiftRequest.newBuilder()
                        .setRequestId(requestId())
                        .setUnit(unit)
                        .setFrom(Times.message(now.plus(Duration.ofHours(fromHour))))
                        .setUntil(Times.message(now.plus(Duration.ofHours(untilHour))))
                        .addCrew(CrewMember.newBuilder().setMember(member).setRole("coxswain"))
                        .build())
                .getShift();
    }

    private Shift started(Shift shift, String member) {
        return commander()
                .startShift(StartShiftRequest.newBuilder()
                        .setRequestId(requestId())
                        .setName(shift.getName())
                        .setEtag(shift.getEtag())
                        .setMember(member)
                        .build())
                .getShift();
    }

    private Shift offered(Shift outgoing, Shift incoming) {
        return commander()
                .offerHandover(OfferHandoverRequest.newBuilder()
                        .setRequestId(requestId())
                        .setName(outgoing.getName())
                        .setEtag(outgoing.getEtag())
                        .setMember("A1")
                        .setToShift(incoming.getName())
                        .build())
                .getShift();
    }

    private Shift confirmed(Shift outgoing) {
        return commander()
                .confirmHandover(ConfirmHandoverRequest.newBuilder()
                        .setRequestId(requestId())
                        .setName(outgoing.getName())
                        .setEtag(outgoing.getEtag())
                        .setMember("B1")
                        .build())
                .getIncoming();
    }

    private Shift cancelled(Shift shift) {
        return commander()
                .cancelShift(CancelShiftRequest.newBuilder()
                        .setRequestId(requestId())
                        .setName(shift.getName())
                        .setEtag(shift.getEtag())
                        .setReason("ice")
                        .build())
                .getShift();
    }

    @Test
    void a_shift_that_another_one_hands_over_to_is_not_cancelled() {
        // Given
        Shift early = started(planned("units/a", 0, 1, "A1"), "A1");
        Shift late = planned("units/a", 1, 2, "B1");
        Shift offered = offered(early, late);

        // When
        var refused = refused(() -> cancelled(late));

        // Then
        assertThat(reasonOf(refused)).isEqualTo(Reason.ILLEGAL_TRANSITION);
        assertThat(refused.getStatus().getDescription()).contains(early.getName(), "taken back");
        assertThat(confirmed(offered).getState()).isEqualTo(Shift.State.RUNNING);
    }

    @Test
    void whoever_takes_over_keeps_to_the_times_of_whoever_starts() {
        // Given
        Shift early = started(planned("units/a", 0, 8, "A1"), "A1");
        Shift late = planned("units/a", 8, 9, "B1");

        // When
        var tooEarly = refused(() -> offered(early, late));

        // Then
        assertThat(reasonOf(tooEarly)).isEqualTo(Reason.ILLEGAL_TRANSITION);
        clock.advance(Duration.ofHours(7));
        Shift offered = offered(early, late);
        clock.advance(Duration.ofHours(3));
        var tooLate = refused(() -> confirmed(offered));
        assertThat(reasonOf(tooLate)).isEqualTo(Reason.ILLEGAL_TRANSITION);
        assertThat(tooLate.getStatus().getDescription()).contains("over at");
    }

    @Test
    void a_shift_that_nobody_ends_is_called_to_mind_again_and_again() {
        // Given
        Shift running = started(planned("units/a", 0, 8, "A1"), "A1");
        DeadlineWorker deadlines = new DeadlineWorker(DATABASE.unitOfWork(), clock, List.of(board.remindOfEnd()));
        clock.advance(Duration.ofHours(8));
        assertThat(deadlines.handleNext()).isFalse();

        // When
        clock.advance(RosterBoard.OVERDUE_AFTER);
        boolean told = deadlines.handleNext();
        clock.advance(RosterBoard.OVERDUE_AFTER);
        boolean toldAgain = deadlines.handleNext();

        // Then
        assertThat(told).isTrue();
        assertThat(toldAgain).isTrue();
        assertThat(told(running)).containsExactly("shift.planned", "shift.started", "shift.overdue", "shift.overdue");
        var ignored = commander()
                .endShift(EndShiftRequest.newBuilder()
                        .setRequestId(requestId())
                        .setName(running.getName())
                        .setEtag(running.getEtag())
                        .setMember("A1")
                        .build());
        clock.advance(RosterBoard.OVERDUE_AFTER);
        assertThat(deadlines.handleNext()).isFalse();
    }

    private static List<String> told(Shift shift) {
        return DATABASE.unitOfWork().read(() -> {
            List<String> actions = new ArrayList<>();
            Tx.current()
                    .query("select action from journal where resource = $1 order by position", shift.getName())
                    .forEach(row -> actions.add(row.getString("action")));
            return actions;
        });
    }

    @Test
    void a_unit_reads_its_own_shifts_only() {
        // Given
        Shift own = planned("units/a", 0, 8, "A1");
        Shift other = planned("units/b", 0, 8, "B1");
        GetShiftRequest get =
                GetShiftRequest.newBuilder().setName(other.getName()).build();
        ListShiftsRequest list =
                ListShiftsRequest.newBuilder().setOptionalUnit("units/a").build();

        // When
        var read = refused(() -> unit("units/a").getShift(get));
        var listed = refused(() -> unit("units/a").listShifts(ListShiftsRequest.getDefaultInstance()));

        // Then
        assertThat(reasonOf(read)).isEqualTo(Reason.ACCESS_DENIED);
        assertThat(reasonOf(listed)).isEqualTo(Reason.ACCESS_DENIED);
        assertThat(unit("units/a").listShifts(list).getShiftsList()).containsExactly(own);
        assertThat(commander().getShift(get).getShift()).isEqualTo(other);
    }

    @Test
    void a_setting_that_would_remind_without_end_is_refused() {
        // When
        var noTime = assertThatThrownBy(() -> new RosterSettings(Duration.ofMinutes(10), Duration.ZERO));

        // Then
        noTime.hasMessageContaining("qipan.roster.overdue-after");
        assertThatThrownBy(() -> new RosterSettings(Duration.ZERO, Duration.ofMinutes(10)))
                .hasMessageContaining("qipan.roster.confirm-handover");
    }
}
