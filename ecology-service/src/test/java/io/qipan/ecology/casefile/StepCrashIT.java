package io.qipan.ecology.casefile;

import static io.qipan.ecology.casefile.CaseScenario.electricFishing;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.google.protobuf.Message;
import io.grpc.StatusRuntimeException;
import io.qipan.proto.ecology.v1.Case;
import io.qipan.proto.ecology.v1.CaseServiceGrpc;
import io.qipan.proto.ecology.v1.Clock;
import io.qipan.proto.ecology.v1.DecideTransferRequest;
import io.qipan.proto.ecology.v1.GetCaseRequest;
import io.qipan.proto.ecology.v1.ListOverdueClocksRequest;
import io.qipan.proto.ecology.v1.ProcedureServiceGrpc;
import io.qipan.proto.ecology.v1.SeizureServiceGrpc;
import io.qipan.proto.ecology.v1.SupervisionServiceGrpc;
import io.qipan.proto.ecology.v1.TransferServiceGrpc;
import io.qipan.proto.ecology.v1.TransferServiceGrpc.TransferServiceBlockingStub;
import io.qipan.runtime.caller.Role;
import io.qipan.runtime.deadline.DeadlineWorker;
import io.qipan.runtime.deadline.Deadlines;
import io.qipan.runtime.deadline.PostgresDeadlines;
import io.qipan.runtime.journal.Journal;
import io.qipan.runtime.journal.PostgresJournal;
import io.qipan.testkit.RandomMessages;
import io.qipan.testkit.RpcHarness;
import io.qipan.testkit.TestClock;
import io.qipan.testkit.TestDatabase;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** The process dies in the middle of a transfer: what was begun is undone, what is repeated is done once. */
class StepCrashIT {
    @RegisterExtension
    static final TestDatabase DATABASE = TestDatabase.migrated("db/runtime", "db/ecology");

    /** What of a step reaches deadlines and journal; the n-th time the power fails. */
    static final class Power {
        private final AtomicInteger left = new AtomicInteger(Integer.MAX_VALUE);

        void failsAt(int use) {
            left.set(use);
        }

        void use() {
            if (left.decrementAndGet() == 0) {
                throw new AssertionError("the power fails here");
            }
        }
    }

    record Failing(Deadlines inner, Power power) implements Deadlines {
        @Override
        public void set(String kind, String subject, Instant dueAt) {
            power.use();
            inner.set(kind, subject, dueAt);
        }

        @Override
        public void bringForward(String kind, String subject, Instant dueAt) {
            power.use();
            inner.bringForward(kind, subject, dueAt);
        }

        @Override
        public void lift(String kind, String subject) {
            power.use();
            inner.lift(kind, subject);
        }

        @Override
        public void liftAll(String subject) {
            power.use();
            inner.liftAll(subject);
        }
    }

    record FailingJournal(Journal inner, Power power) implements Journal {
        @Override
        public void append(String resource, String action, Instant occurredAt, String reason, Message state) {
            power.use();
            inner.append(resource, action, occurredAt, reason, state);
            power.use();
        }
    }

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

    private Case proposed() {
        Case file = CaseServiceGrpc.newBlockingStub(rpc.channelOf("wang", Role.COMMANDER))
                .openCase(electricFishing().clearOptionalIncident().build())
                .getCase();
        // Reviews are of no interest here, and nobody handles them.
        DATABASE.execute("delete from deadline where kind = 'case.review'");
        return transfer().proposeTransfer(StepScenario.propose(file)).getCase();
    }

    private Case stored(Case file) {
        return CaseServiceGrpc.newBlockingStub(rpc.channel(Role.ENGINEER))
                .getCase(GetCaseRequest.newBuilder().setName(file.getName()).build())
                .getCase();
    }

    private DeadlineWorker worker() {
        return StepScenario.worker(DATABASE.unitOfWork(), cases, deadlines, journal, clock);
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

    /** The clocks of a case that run, as its deadlines know them. */
    private static List<String> standing(Case file) {
        return told("select subject from deadline where kind = 'case.clock' and subject like '" + file.getName()
                + "/%' order by subject");
    }

    @Test
    void aStepThatBreaksOffAnywhereIsUndoneAndDoneOnceWhenItIsRepeated() {
        // Given
        boolean through = false;
        for (int use = 1; !through; use++) {
            Case proposed = proposed();
            DecideTransferRequest approval = StepScenario.decide(proposed, true);

            // When
            power.failsAt(use);
            try {
                Case ignored = transfer().decideTransfer(approval).getCase();
                through = true;
            } catch (StatusRuntimeException e) {
                power.failsAt(Integer.MAX_VALUE);
                assertThat(stored(proposed)).isEqualTo(proposed);
                assertThat(standing(proposed)).containsExactly(proposed.getName() + "/clocks/1");
            }
            power.failsAt(Integer.MAX_VALUE);
            Case approved = transfer().decideTransfer(approval).getCase();

            // Then
            assertThat(stored(proposed)).isEqualTo(approved);
            assertThat(approved.getProcedure().getClocksList())
                    .extracting(Clock::getState)
                    .containsExactly(Clock.State.STOPPED, Clock.State.RUNNING, Clock.State.RUNNING);
            assertThat(standing(proposed))
                    .containsExactly(proposed.getName() + "/clocks/2", proposed.getName() + "/clocks/3");
            assertThat(told("select action from journal where resource = '" + proposed.getName()
                            + "' and action = 'case.decide_transfer'"))
                    .hasSize(1);
            assertThat(use).as("places to break off").isLessThan(30);
        }
    }

    @Test
    void aWorkerThatDiesWhileAClockRunsOutLosesItNot() {
        // Given
        Case proposed = proposed();
        clock.advance(Duration.ofDays(5));
        power.failsAt(2);

        // When
        boolean died = worker().handleNext();

        // Then
        power.failsAt(Integer.MAX_VALUE);
        assertThat(died).isTrue();
        assertThat(stored(proposed)).isEqualTo(proposed);
        assertThat(standing(proposed)).hasSize(1);
        clock.advance(Duration.ofMinutes(2));
        assertThat(worker().handleNext()).isTrue();
        assertThat(worker().handleNext()).isFalse();
        assertThat(stored(proposed).getProcedure().getClocks(0).getState()).isEqualTo(Clock.State.OVERDUE);
        assertThat(told("select action from journal where action = 'case.clock_overdue'"))
                .hasSize(1);
    }

    @Test
    void manyWorkersAndStepsAtOnceFireEachClockOnce() {
        // Given
        List<Case> files = IntStream.range(0, 12).mapToObj(_ -> proposed()).toList();
        clock.advance(Duration.ofDays(5));

        // When
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            List<Future<?>> all = new ArrayList<>();
            for (int i = 0; i < 4; i++) {
                DeadlineWorker worker = worker();
                all.add(threads.submit(() -> {
                    while (worker.handleNext()) {
                        Thread.onSpinWait();
                    }
                }));
            }
            for (Case file : files.subList(0, 6)) {
                all.add(threads.submit(() -> decideWhateverTheEtag(file)));
            }
            for (Future<?> one : all) {
                Object ignored = TestDatabase.await(one);
            }
        }
        clock.advance(Duration.ofMinutes(2));
        DeadlineWorker last = worker();
        while (last.handleNext()) {
            Thread.onSpinWait();
        }

        // Then
        assertThat(told("select resource from journal where action = 'case.clock_overdue'"))
                .doesNotHaveDuplicates();
        for (Case file : files.subList(6, 12)) {
            assertThat(stored(file).getProcedure().getClocks(0).getState()).isEqualTo(Clock.State.OVERDUE);
        }
        for (Case file : files.subList(0, 6)) {
            assertThat(stored(file).getProcedure().getClocks(0).getState()).isEqualTo(Clock.State.STOPPED);
        }
    }

    /** A person who reads again when the worker was faster. */
    private void decideWhateverTheEtag(Case file) {
        Case current = file;
        for (int i = 0; i < 20; i++) {
            try {
                Case ignored = transfer()
                        .decideTransfer(StepScenario.decide(current, false))
                        .getCase();
                return;
            } catch (StatusRuntimeException e) {
                current = stored(file);
            }
        }
        throw new AssertionError("never decided: " + file.getName());
    }

    @Test
    void aClockThatJumpsBackFiresNothingEarly() {
        // Given
        Case proposed = proposed();
        DATABASE.execute("update deadline set due_at = '2026-11-20T00:00:00Z' where kind = 'case.clock'");

        // When
        boolean handled = worker().handleNext();

        // Then
        assertThat(handled).isTrue();
        assertThat(stored(proposed)).isEqualTo(proposed);
        assertThat(
                        told(
                                "select to_char(due_at at time zone 'UTC', 'YYYY-MM-DD HH24:MI') from deadline where kind = 'case.clock'"))
                .containsExactly("2026-11-23 16:00");
    }

    @Test
    void whatHasRunOutAMomentAgoIsListedBeforeTheWorkerHasSeenIt() {
        // Given
        Case proposed = proposed();
        clock.advance(Duration.ofDays(5));

        // When
        List<Clock> overdue = ProcedureServiceGrpc.newBlockingStub(rpc.channel(Role.ENGINEER))
                .listOverdueClocks(ListOverdueClocksRequest.getDefaultInstance())
                .getClocksList();

        // Then
        assertThat(overdue).singleElement().satisfies(late -> {
            assertThat(late.getCase()).isEqualTo(proposed.getName());
            assertThat(late.getState()).isEqualTo(Clock.State.RUNNING);
        });
    }

    @Test
    void standsRandomMessages() {
        RandomMessages.throwAt(rpc, TransferServiceGrpc.getServiceDescriptor(), 100, 20261122);
        RandomMessages.throwAt(rpc, SupervisionServiceGrpc.getServiceDescriptor(), 100, 20261122);
        RandomMessages.throwAt(rpc, ProcedureServiceGrpc.getServiceDescriptor(), 100, 20261122);
        RandomMessages.throwAt(rpc, SeizureServiceGrpc.getServiceDescriptor(), 100, 20261122);

        assertThatThrownBy(() -> transfer()
                        .proposeTransfer(StepScenario.propose(Case.newBuilder()
                                .setName("cases/00000000-0000-0000-0000-000000000000")
                                .setEtag("1")
                                .build())))
                .hasMessageContaining("There is no cases/");
    }
}
