package io.qipan.ecology.casefile;

import static io.qipan.ecology.casefile.CaseScenario.electricFishing;
import static io.qipan.ecology.casefile.CaseScenario.timestamp;
import static io.qipan.ecology.casefile.StepScenario.decide;
import static io.qipan.ecology.casefile.StepScenario.propose;
import static io.qipan.ecology.casefile.StepScenario.step;
import static org.assertj.core.api.Assertions.assertThat;

import io.grpc.StatusRuntimeException;
import io.qipan.proto.ecology.v1.AdministrativeTrack;
import io.qipan.proto.ecology.v1.Case;
import io.qipan.proto.ecology.v1.CaseServiceGrpc;
import io.qipan.proto.ecology.v1.Clock;
import io.qipan.proto.ecology.v1.CriminalTrack;
import io.qipan.proto.ecology.v1.GetCaseRequest;
import io.qipan.proto.ecology.v1.ListClocksRequest;
import io.qipan.proto.ecology.v1.ListOverdueClocksRequest;
import io.qipan.proto.ecology.v1.ListOverdueClocksResponse;
import io.qipan.proto.ecology.v1.ProcedureServiceGrpc;
import io.qipan.proto.ecology.v1.ProcedureServiceGrpc.ProcedureServiceBlockingStub;
import io.qipan.proto.ecology.v1.ProposeTransferRequest;
import io.qipan.proto.ecology.v1.RequestReconsiderationRequest;
import io.qipan.proto.ecology.v1.SupervisionServiceGrpc;
import io.qipan.proto.ecology.v1.SupervisionServiceGrpc.SupervisionServiceBlockingStub;
import io.qipan.proto.ecology.v1.TransferServiceGrpc;
import io.qipan.proto.ecology.v1.TransferServiceGrpc.TransferServiceBlockingStub;
import io.qipan.runtime.caller.Role;
import io.qipan.runtime.deadline.DeadlineHandler.Due;
import io.qipan.runtime.refusal.Reason;
import io.qipan.testkit.FakeDeadlines;
import io.qipan.testkit.FakeDeadlines.Standing;
import io.qipan.testkit.FakeJournal;
import io.qipan.testkit.FakeUnitOfWork;
import io.qipan.testkit.Refusals;
import io.qipan.testkit.RpcHarness;
import io.qipan.testkit.TestClock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class StepRpcTest {
    private final TestClock clock = TestClock.standing();
    private final FakeCases cases = new FakeCases();
    private final FakeDeadlines deadlines = new FakeDeadlines();
    private final FakeJournal journal = new FakeJournal();
    private final FakeUnitOfWork unitOfWork = FakeUnitOfWork.over(cases, deadlines, journal);

    @RegisterExtension
    final RpcHarness rpc = RpcHarness.serving(() -> StepScenario.handlers(unitOfWork, cases, deadlines, journal, clock))
            .withClock(clock);

    private Case opened() {
        return CaseServiceGrpc.newBlockingStub(rpc.channelOf("wang", Role.COMMANDER))
                .openCase(electricFishing().build())
                .getCase();
    }

    private TransferServiceBlockingStub transfer() {
        return TransferServiceGrpc.newBlockingStub(rpc.channelOf("wang", Role.COMMANDER));
    }

    private SupervisionServiceBlockingStub supervision() {
        return SupervisionServiceGrpc.newBlockingStub(rpc.channelOf("wang", Role.ECOLOGY_OFFICER));
    }

    private ProcedureServiceBlockingStub procedure() {
        return ProcedureServiceGrpc.newBlockingStub(rpc.channelOf("wang", Role.COMMANDER));
    }

    private Case received() {
        return StepScenario.received(rpc.channelOf("wang", Role.COMMANDER), opened());
    }

    private void runOut() {
        for (Standing standing : deadlines.standing()) {
            if (standing.kind().equals(ClockDeadlines.KIND) && !standing.dueAt().isAfter(clock.instant())) {
                handle(standing, StepScenario.runOutClock(cases, deadlines, journal, StepScenario.BOOK, clock));
            }
        }
    }

    private void handle(Standing standing, RunOutClock handler) {
        boolean ignored = unitOfWork.run("system:test", () -> {
            deadlines.lift(standing.kind(), standing.subject());
            handler.handle(new Due(standing.kind(), standing.subject(), standing.dueAt(), 0));
            return true;
        });
    }

    private Case stored(Case file) {
        return CaseServiceGrpc.newBlockingStub(rpc.channel(Role.ENGINEER))
                .getCase(GetCaseRequest.newBuilder().setName(file.getName()).build())
                .getCase();
    }

    @Test
    void aStepMovesTheTrackStartsItsClockAndTellsTheJournal() {
        // Given
        Case file = opened();

        // When
        Case proposed = transfer().proposeTransfer(propose(file)).getCase();

        // Then
        assertThat(proposed.getProcedure().getCriminal().getState()).isEqualTo(CriminalTrack.State.PROPOSED);
        assertThat(proposed.getProcedure().getAdministrative().getState())
                .isEqualTo(AdministrativeTrack.State.NOT_FILED);
        assertThat(proposed.getProcedure().getClocksList()).singleElement().satisfies(started -> {
            assertThat(started.getKind()).isEqualTo(Clock.Kind.DECIDE_TRANSFER);
            assertThat(started.getState()).isEqualTo(Clock.State.RUNNING);
            assertThat(started.getDueAt()).isEqualTo(timestamp("2026-11-23T16:00:00Z"));
            assertThat(started.getBasis()).contains("310号", "Art 5");
            assertThat(started.getDoubt()).contains("To be confirmed");
            assertThat(started.getWatchersList())
                    .containsExactly(Clock.Watcher.AGENCY_HEAD, Clock.Watcher.PROSECUTOR, Clock.Watcher.SUPERVISOR);
        });
        assertThat(stored(file)).isEqualTo(proposed);
        assertThat(journal.last().action()).isEqualTo("case.propose_transfer");
        assertThat(journal.last().state()).isEqualTo(proposed);
        assertThat(deadlines.dueAt("case.clock", file.getName() + "/clocks/1"))
                .contains(Instant.parse("2026-11-23T16:00:00.000001Z"));
    }

    @Test
    void aRepeatedStepChangesNothingAndAStaleOneIsRefused() {
        // Given
        Case file = opened();
        ProposeTransferRequest request = propose(file);
        Case first = transfer().proposeTransfer(request).getCase();

        // When
        Case again = transfer().proposeTransfer(request).getCase();

        // Then
        assertThat(again).isEqualTo(first);
        assertThat(journal.actions()).containsExactly("case.opened", "case.propose_transfer");
        StatusRuntimeException stale = Refusals.refused(() -> transfer().proposeTransfer(propose(file)));
        assertThat(Refusals.reasonOf(stale)).isEqualTo(Reason.STALE_ETAG);
    }

    @Test
    void onlyTheHeadDecidesOnATransfer() {
        // Given
        Case proposed = transfer().proposeTransfer(propose(opened())).getCase();

        // When
        StatusRuntimeException refusal =
                Refusals.refused(() -> TransferServiceGrpc.newBlockingStub(rpc.channelOf("li", Role.ECOLOGY_OFFICER))
                        .decideTransfer(decide(proposed, true)));

        // Then
        assertThat(Refusals.reasonOf(refusal)).isEqualTo(Reason.ACCESS_DENIED);
    }

    @Test
    void anIllegalStepNamesTheArticle() {
        // Given
        Case file = opened();

        // When
        StatusRuntimeException refusal = Refusals.refused(() -> transfer().handOver(StepScenario.handOver(file)));

        // Then
        assertThat(Refusals.reasonOf(refusal)).isEqualTo(Reason.ILLEGAL_TRANSITION);
        assertThat(Refusals.metadataOf(refusal))
                .containsEntry("article", "国务院令310号 Art 5")
                .containsEntry("state", "NOT_PROPOSED")
                .containsEntry("action", "be handed over to the police");
        assertThat(stored(file)).isEqualTo(file);
    }

    @Test
    void aStepReportedLaterCountsFromWhenItWasDone() {
        // Given
        Case file = opened();
        clock.advance(Duration.ofDays(2));

        // When
        Case proposed = transfer()
                .proposeTransfer(step(
                                file,
                                ProposeTransferRequest.newBuilder()
                                        .addOfficers("wang")
                                        .addOfficers("li")
                                        .setOccurredAt(timestamp("2026-11-20T03:00:00Z")))
                        .build())
                .getCase();

        // Then
        assertThat(proposed.getProcedure().getClocks(0).getDueAt()).isEqualTo(timestamp("2026-11-23T16:00:00Z"));
        assertThat(journal.last().occurredAt()).isEqualTo(Instant.parse("2026-11-20T03:00:00Z"));
    }

    @Test
    void anOverdueDutyGoesUpOnceAndIsListedUntilItIsDone() {
        // Given
        Case proposed = transfer().proposeTransfer(propose(opened())).getCase();
        clock.advance(Duration.ofDays(5));

        // When
        runOut();
        runOut();

        // Then
        Case overdue = stored(proposed);
        assertThat(overdue.getProcedure().getClocks(0).getState()).isEqualTo(Clock.State.OVERDUE);
        assertThat(journal.actions()).containsOnlyOnce("case.clock_overdue");
        assertThat(journal.last().reason()).contains("PROSECUTOR", "SUPERVISOR", "Art 5", "2026-11-23T16:00:00Z");
        assertThat(overdue(Clock.Watcher.PROSECUTOR).getClocksList())
                .containsExactly(overdue.getProcedure().getClocks(0));
        Case decided = transfer().decideTransfer(decide(overdue, false)).getCase();
        assertThat(decided.getProcedure().getClocks(0).getLate()).isTrue();
        assertThat(overdue(Clock.Watcher.PROSECUTOR).getClocksList()).isEmpty();
    }

    private ListOverdueClocksResponse overdue(Clock.Watcher watcher) {
        return procedure()
                .listOverdueClocks(ListOverdueClocksRequest.newBuilder()
                        .setOptionalWatcher(watcher)
                        .build());
    }

    @Test
    void aWindowThatClosesIsNoReproach() {
        // Given
        Case notFiled = transfer()
                .decideFiling(StepScenario.decideFiling(received(), false))
                .getCase();
        clock.advance(Duration.ofDays(5));

        // When
        runOut();

        // Then
        assertThat(journal.actions().stream().filter("case.clock_lapsed"::equals))
                .hasSize(2);
        assertThat(overdue(Clock.Watcher.WATCHER_UNSPECIFIED).getClocksList()).isEmpty();
        StatusRuntimeException late = Refusals.refused(() -> supervision()
                .requestReconsideration(step(stored(notFiled), RequestReconsiderationRequest.newBuilder())
                        .build()));
        assertThat(Refusals.textOf(late)).contains("ended at 2026-11-23T16:00:00Z");
    }

    @Test
    void aCaseIsHandedToPoliceThatAreKnown() {
        // Given
        Case proposed = transfer().proposeTransfer(propose(opened())).getCase();
        Case approved =
                transfer().decideTransfer(StepScenario.decide(proposed, true)).getCase();

        // When
        StatusRuntimeException unknown = Refusals.refused(() -> transfer()
                .handOver(StepScenario.handOver(approved).toBuilder()
                        .setPolice("agencies/Police_of.nowhere")
                        .build()));

        // Then
        assertThat(Refusals.reasonOf(unknown)).isEqualTo(Reason.NOT_FOUND);
        StatusRuntimeException noPolice = Refusals.refused(() -> transfer()
                .handOver(StepScenario.handOver(approved).toBuilder()
                        .setPolice("agencies/water-bureau")
                        .build()));
        assertThat(Refusals.reasonOf(noPolice)).isEqualTo(Reason.INVALID_FIELD);
        assertThat(stored(approved)).isEqualTo(approved);
    }

    @Test
    void listsTheClocksOfACase() {
        // Given
        Case received = received();

        // When
        List<Clock> clocks = procedure()
                .listClocks(ListClocksRequest.newBuilder()
                        .setName(received.getName())
                        .build())
                .getClocksList();

        // Then
        assertThat(clocks).isEqualTo(received.getProcedure().getClocksList());
        assertThat(Optional.of(clocks.getLast().getCase())).contains(received.getName());
    }
}
