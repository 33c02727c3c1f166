package io.qipan.ecology.casefile;

import static io.qipan.ecology.casefile.CaseScenario.electricFishing;
import static org.assertj.core.api.Assertions.assertThat;

import io.grpc.StatusRuntimeException;
import io.qipan.ecology.casefile.StepCrashIT.Failing;
import io.qipan.ecology.casefile.StepCrashIT.FailingJournal;
import io.qipan.ecology.casefile.StepCrashIT.Power;
import io.qipan.proto.ecology.v1.Case;
import io.qipan.proto.ecology.v1.CaseServiceGrpc;
import io.qipan.proto.ecology.v1.Clock;
import io.qipan.proto.ecology.v1.CopyToProcuratorateRequest;
import io.qipan.proto.ecology.v1.DecideFilingRequest;
import io.qipan.proto.ecology.v1.DecideTransferRequest;
import io.qipan.proto.ecology.v1.GetCaseRequest;
import io.qipan.proto.ecology.v1.HandOverRequest;
import io.qipan.proto.ecology.v1.ProposeTransferRequest;
import io.qipan.proto.ecology.v1.ReceiveTransferRequest;
import io.qipan.proto.ecology.v1.TransferServiceGrpc;
import io.qipan.proto.ecology.v1.TransferServiceGrpc.TransferServiceBlockingStub;
import io.qipan.runtime.caller.Role;
import io.qipan.runtime.deadline.DeadlineWorker;
import io.qipan.runtime.deadline.Deadlines;
import io.qipan.runtime.deadline.PostgresDeadlines;
import io.qipan.runtime.journal.Journal;
import io.qipan.runtime.journal.PostgresJournal;
import io.qipan.testkit.RpcHarness;
import io.qipan.testkit.TestClock;
import io.qipan.testkit.TestDatabase;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Random;
import java.util.function.Function;
import java.util.function.Supplier;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The process dies in every step of a transfer and in every end of a clock, over holidays, New Year and a leap day. */
class TransferCrashIT {
    @RegisterExtension
    static final TestDatabase DATABASE = TestDatabase.migrated("db/runtime", "db/ecology");

    private final Power power = new Power();
    private final TestClock clock = TestClock.standing();
    private final PostgresCases cases = new PostgresCases();
    private final Deadlines deadlines = new Failing(new PostgresDeadlines(clock), power);
    private final Journal journal = new FailingJournal(new PostgresJournal(clock), power);

    @RegisterExtension
    final RpcHarness rpc = RpcHarness.serving(
                    () -> StepScenario.handlers(DATABASE.unitOfWork(), cases, deadlines, journal, clock))
            .withClock(clock);

    @AfterEach
    void powerHolds() {
        power.failsAt(Integer.MAX_VALUE);
    }

    private TransferServiceBlockingStub transfer() {
        return TransferServiceGrpc.newBlockingStub(rpc.channelOf("wang", Role.COMMANDER));
    }

    private Case stored(Case file) {
        return CaseServiceGrpc.newBlockingStub(rpc.channel(Role.ENGINEER))
                .getCase(GetCaseRequest.newBuilder().setName(file.getName()).build())
                .getCase();
    }

    /** From the report to the filing; each is one request, which is sent again as it is. */
    private List<Function<Case, Supplier<Case>>> steps() {
        return List.of(
                file -> {
                    ProposeTransferRequest request = StepScenario.propose(file);
                    return () -> transfer().proposeTransfer(request).getCase();
                },
                file -> {
                    DecideTransferRequest request = StepScenario.decide(file, true);
                    return () -> transfer().decideTransfer(request).getCase();
                },
                file -> {
                    CopyToProcuratorateRequest request = StepScenario.step(
                                    file, CopyToProcuratorateRequest.newBuilder())
                            .build();
                    return () -> transfer().copyToProcuratorate(request).getCase();
                },
                file -> {
                    HandOverRequest request = StepScenario.handOver(file);
                    return () -> transfer().handOver(request).getCase();
                },
                file -> {
                    ReceiveTransferRequest request = StepScenario.receive(file);
                    return () -> transfer().receiveTransfer(request).getCase();
                },
                file -> {
                    DecideFilingRequest request = StepScenario.decideFiling(file, true);
                    return () -> transfer().decideFiling(request).getCase();
                });
    }

    private Case breakingOff(Supplier<Case> step, int use) {
        power.failsAt(use);
        try {
            Case ignored = step.get();
        } catch (StatusRuntimeException e) {
            assertThat(e).hasMessageContaining("INTERNAL");
        }
        power.failsAt(Integer.MAX_VALUE);
        return step.get();
    }

    /** The worker dies once, and another one handles all that is due. */
    private void workersFailing(int use) {
        DATABASE.execute("delete from deadline where kind = 'case.review'");
        DeadlineWorker worker = StepScenario.worker(DATABASE.unitOfWork(), cases, deadlines, journal, clock);
        power.failsAt(use);
        boolean ignored = worker.handleNext();
        power.failsAt(Integer.MAX_VALUE);
        Instant later = clock.advance(Duration.ofMinutes(2));
        while (worker.handleNext()) {
            assertThat(clock.instant()).isEqualTo(later);
        }
    }

    private static List<String> told(String select) {
        return TestDatabase.await(DATABASE.pool()
                        .query(select)
                        .execute()
                        .toCompletionStage()
                        .toCompletableFuture())
                .stream()
                .map(row -> row.getString(0))
                .toList();
    }

    private static List<String> ends(Case file) {
        return told("select reason from journal where resource = '" + file.getName()
                + "' and action in ('case.clock_overdue', 'case.clock_lapsed')");
    }

    private static void everyRunningClockHasItsDeadline(Case file) {
        List<String> standing = told(
                "select subject from deadline where kind = 'case.clock' and subject like '" + file.getName() + "/%'");
        for (Clock one : file.getProcedure().getClocksList()) {
            String subject = file.getName() + "/clocks/" + one.getNumber();
            if (one.getState() == Clock.State.RUNNING) {
                assertThat(standing).contains(subject);
            } else if (one.getState() == Clock.State.STOPPED) {
                assertThat(standing).doesNotContain(subject);
            }
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"2026-09-29T20:00:00Z", "2026-12-30T20:00:00Z", "2028-02-27T20:00:00Z"})
    void aTransferLosesNoClockAndFiresNoneTwice(Instant start) {
        // Given
        Random random = new Random(start.getEpochSecond());
        clock.set(start);
        Case file = CaseServiceGrpc.newBlockingStub(rpc.channelOf("wang", Role.COMMANDER))
                .openCase(electricFishing().clearOptionalIncident().build())
                .getCase();

        // When
        for (Function<Case, Supplier<Case>> step : steps()) {
            Case taken = breakingOff(step.apply(file), 1 + random.nextInt(6));
            assertThat(stored(taken)).isEqualTo(taken);
            everyRunningClockHasItsDeadline(taken);
            Instant ignored = clock.advance(Duration.ofHours(random.nextInt(120)));
            workersFailing(1 + random.nextInt(3));
            file = stored(taken);
            everyRunningClockHasItsDeadline(file);
            assertThat(ends(file)).doesNotHaveDuplicates();
        }

        // Then
        assertThat(file.getProcedure().getStepsCount()).isEqualTo(steps().size());
        Instant ignored = clock.advance(Duration.ofDays(100));
        workersFailing(2);
        Case ended = stored(file);
        assertThat(ended.getProcedure().getClocksList())
                .extracting(Clock::getState)
                .doesNotContain(Clock.State.RUNNING);
        assertThat(ends(ended)).doesNotHaveDuplicates();
        assertThat(ended.getProcedure().getClocksList())
                .filteredOn(one -> one.getState() == Clock.State.OVERDUE)
                .as("what is to be done still went up once")
                .hasSize(1)
                .allSatisfy(one -> assertThat(ends(ended))
                        .filteredOn(reason -> reason.startsWith(one.getNameEn() + " ("))
                        .hasSize(1));
    }
}
