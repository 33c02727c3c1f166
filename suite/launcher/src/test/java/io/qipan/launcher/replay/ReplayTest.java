package io.qipan.launcher.replay;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import io.qipan.launcher.Bearer;
import io.qipan.launcher.Board;
import io.qipan.launcher.client.Retries;
import io.qipan.launcher.fake.FakeBoard;
import io.qipan.launcher.fake.FakeStore;
import io.qipan.proto.dispatch.v1.Incident;
import io.qipan.proto.dispatch.v1.IncidentOutcome;
import io.qipan.proto.dispatch.v1.Order;
import io.qipan.proto.dispatch.v1.Proposal;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class ReplayTest {

    private static final Bearer ANYBODY = new Bearer("somebody else");

    private final FakeBoard fake = new FakeBoard();
    private final Board board = fake.connect();
    private final FakeStore store = fake.store;

    @AfterEach
    void close() {
        board.close();
        fake.close();
    }

    @Test
    void everyRowArrivesWithItsTimes() {
        // Given
        Recording sample = Samples.sample();

        // When
        Summary summary = replay(sample);

        // Then
        assertThat(store.calls).hasSize(12);
        assertThat(store.incidents).hasSize(12);
        assertThat(store.orders).hasSize(23);
        assertThat(store.units).hasSize(10);
        recordedIn(sample).forEach((row, times) -> assertThat(storedTimes()).containsEntry(row, times));
        assertThat(summary.asRecorded()).isTrue();
        assertThat(summary.callProcessingOfService()).isEqualTo(summary.callProcessingOfFile());
        assertThat(summary.outOfOrderTimes()).isEqualTo(1);
        assertThat(summary.lateTimes()).isEqualTo(1);
        assertThat(summary.ordersOpen()).singleElement().asString().contains("units/sf-X02");
        assertThat(summary.openCommitments()).isEqualTo(new OpenCommitments(1, 1, List.of()));
        assertThat(summary.alreadyRecorded()).isZero();
    }

    @Test
    void incidentsEndButThatWithAnOpenOrder() {
        // Given
        Recording sample = Samples.sample();

        // When
        Summary summary = replay(sample);

        // Then
        assertThat(summary.incidentsEnded()).isEqualTo(11);
        assertThat(store.incidents.values())
                .filteredOn(incident -> incident.getState() != Incident.State.ENDED)
                .hasSize(1);
    }

    @Test
    void whatOnePersonMayNotCallOffIsProposedAndConfirmed() {
        // Given
        Recording sample = Samples.sample();

        // When
        Summary summary = replay(sample);

        // Then
        assertThat(summary.confirmedEnds()).isEqualTo(1);
        assertThat(store.proposals.values()).singleElement().satisfies(proposal -> {
            Incident incident = Objects.requireNonNull(store.incidents.get(proposal.getIncident()));
            assertThat(proposal.getState()).isEqualTo(Proposal.State.CONFIRMED);
            assertThat(incident.getOutcome()).isEqualTo(IncidentOutcome.CALLED_OFF);
            assertThat(incident.getEndedAt()).isEqualTo(proposal.getEnding().getEndedAt());
        });
    }

    @Test
    void aUnitSentElsewhereMovesInOneStep() {
        // Given
        Recording sample = Samples.sample();

        // When
        Summary summary = replay(sample);

        // Then
        assertThat(summary.diversions()).hasSize(2);
        assertThat(store.orders.values())
                .filteredOn(order -> order.getReason().equals("diverted"))
                .extracting(Order::getUnit)
                .containsExactlyInAnyOrder("units/sf-X03", "units/sf-XT1");
        assertThat(summary.neverFree())
                .extracting(Summary.NeverFree::whatHappened)
                .anyMatch(text -> text.contains("diverted when the unit was sent to call 990000009"))
                .anyMatch(text -> text.contains("stay open"));
    }

    @Test
    void aFinishedReplayRunAgainChangesNothing() {
        // Given
        replay(Samples.sample());
        Map<String, Order> orders = Map.copyOf(store.orders);
        Map<String, Incident> incidents = Map.copyOf(store.incidents);
        int effects = store.effects();

        // When
        Summary again = replay(Samples.sample());

        // Then
        assertThat(store.orders).isEqualTo(orders);
        assertThat(store.incidents).isEqualTo(incidents);
        assertThat(store.effects()).isEqualTo(effects);
        assertThat(again.asRecorded()).isTrue();
        assertThat(again.orders()).isEqualTo(23);
        assertThat(again.alreadyRecorded()).isEqualTo(again.milestones());
    }

    @Test
    void aReplayOfTheFirstCallsCanBeFollowedByAllOfThem() {
        // Given
        replay(Samples.sample().first(7));

        // When
        Summary all = replay(Samples.sample());

        // Then
        assertThat(store.orders).hasSize(23);
        assertThat(all.asRecorded()).isTrue();
    }

    @Test
    void theFiguresOfTheFirstCallsCanBeComparedAfterAllOfThem() {
        // Given
        replay(Samples.sample());

        // When
        Summary first = replay(Samples.sample().first(7));

        // Then
        assertThat(first.callProcessingOfService()).isEqualTo(first.callProcessingOfFile());
        assertThat(first.figures()).isEqualTo(CallProcessing.Comparison.AGREE);
    }

    @Test
    void figuresThatCoverMoreCallsAreNotCompared() {
        // Given
        CallProcessing file = new CallProcessing(2, 60, 50, 70, 0.5);

        // When
        var comparison = new CallProcessing(3, 60, 50, 70, 0.5).comparedWith(file);

        // Then
        assertThat(comparison).isEqualTo(CallProcessing.Comparison.SERVICE_COVERS_MORE);
        assertThat(new CallProcessing(2, 61, 50, 70, 0.5).comparedWith(file))
                .isEqualTo(CallProcessing.Comparison.DIFFER);
    }

    @Test
    void anInterruptedReplayContinuesWithoutDuplicates() {
        // Given
        Recording sample = Samples.sample();
        Plan plan = Plan.of(sample);
        for (int steps = 1; steps < plan.tasks().size(); steps += 7) {
            Plan part = new Plan(plan.tasks().subList(0, steps), List.of(), List.of());
            run(part, session(sample));
        }

        // When
        Summary summary = replay(sample);

        // Then
        assertThat(store.calls).hasSize(12);
        assertThat(store.orders).hasSize(23);
        assertThat(numberOfMilestones()).isEqualTo(Samples.milestones(sample));
        assertThat(summary.asRecorded()).isTrue();
    }

    @Test
    void lostRequestsAndLostRepliesChangeNothing() {
        // Given
        fake.trouble.cause(0.3);

        // When
        Summary summary = replay(Samples.sample());

        // Then
        assertThat(summary.repeatedCalls()).isPositive();
        assertThat(store.orders).hasSize(23);
        assertThat(numberOfMilestones()).isEqualTo(Samples.milestones(Samples.sample()));
        assertThat(summary.asRecorded()).isTrue();
    }

    @Test
    void anOrderChangedByTheLadderInBetweenIsReadAgain() {
        // Given
        Recording sample = Samples.sample();
        Plan plan = Plan.of(sample);
        Session session = session(sample);

        // When
        new Replay(session).run(plan, atOnce(), tally -> escalateEveryOpenOrder());

        // Then
        assertThat(session.tally.overtaken.sum()).isPositive();
        assertThat(numberOfMilestones()).isEqualTo(Samples.milestones(sample));
        assertThat(replay(sample).asRecorded()).isTrue();
        assertThat(numberOfMilestones()).isEqualTo(Samples.milestones(sample));
    }

    @Test
    void stepsOfAnOrderThatTimedOutAreKeptAsLateMilestones() {
        // Given
        Recording sample = Samples.sample();
        Plan plan = Plan.of(sample);
        Session session = session(sample);
        int sent = firstReport(plan, "990000010");

        // When
        run(new Plan(plan.tasks().subList(0, sent), List.of(), List.of()), session);
        Order order = orderOf("units/sf-XP1");
        fake.book.timeOut(order.getName());
        Summary summary = replay(sample);

        // Then
        assertThat(orderOf("units/sf-XP1").getState()).isEqualTo(Order.State.TIMED_OUT);
        assertThat(orderOf("units/sf-XP1").getMilestonesList())
                .filteredOn(Order.Milestone::getLate)
                .extracting(Order.Milestone::getKind)
                .containsExactly("on_the_way", "on_scene", "cleared");
        assertThat(summary.ordersNotSent()).hasSize(1);
        assertThat(summary.asRecorded()).isFalse();
    }

    @Test
    void aRefusalThatCannotBeHandledSaysWhereItWas() {
        // Given
        fake.close();
        Session impatient = new Session(
                Samples.sample(), board.dispatch(), board.patrol(), ANYBODY, new Retries(Duration.ofMillis(200)));

        // When
        Throwable failure = catchThrowable(() -> run(Plan.of(Samples.sample()), impatient));

        // Then
        assertThat(failure).hasMessageContaining("did not answer").hasMessageContaining("./qipan status");
    }

    @Test
    void wherePassingTimeMattersOrdersAreAcceptedForTheirCrews() {
        // Given
        Recording sample = Samples.sample();
        Plan plan = Plan.of(sample);
        Session session = session(sample);

        // When
        new Replay(session).run(plan, new Pace(1e12, System::nanoTime), tally -> {});

        // Then
        assertThat(session.tally.accepted.sum()).isEqualTo(23);
        assertThat(store.orders.values()).allSatisfy(order -> {
            Order.Milestone sent = order.getMilestones(1);
            Order.Milestone accepted = order.getMilestones(2);
            assertThat(accepted.getKind()).isEqualTo("accepted");
            assertThat(accepted.getOccurredAt()).isEqualTo(sent.getOccurredAt());
        });
        Map<String, Order> orders = Map.copyOf(store.orders);
        assertThat(replay(sample).asRecorded()).isTrue();
        new Replay(session(sample)).run(plan, new Pace(1e12, System::nanoTime), tally -> {});
        assertThat(store.orders).isEqualTo(orders);
    }

    @Test
    void whatIsRecordedIsKnownUpToTheLastStepOfIt() {
        // Given
        Recording sample = Samples.sample();
        Plan plan = Plan.of(sample);
        int steps = firstReport(plan, "990000010");
        run(new Plan(plan.tasks().subList(0, steps), List.of(), List.of()), session(sample));

        // When
        Optional<Instant> until = Recorded.until(session(sample), plan);

        // Then
        assertThat(until).contains(plan.tasks().get(steps - 1).due());
    }

    @Test
    void ofAnEmptyBoardNothingIsRecorded() {
        // Given
        Recording sample = Samples.sample();

        // When
        Optional<Instant> until = Recorded.until(session(sample), Plan.of(sample));

        // Then
        assertThat(until).isEmpty();
    }

    private static int firstReport(Plan plan, String call) {
        for (int i = 0; i < plan.tasks().size(); i++) {
            if (plan.tasks().get(i) instanceof Task.ReportStep step
                    && step.call().equals(call)) {
                return i;
            }
        }
        throw new AssertionError(call);
    }

    private void escalateEveryOpenOrder() {
        synchronized (store) {
            List.copyOf(store.orders.values()).stream()
                    .filter(order -> order.getState() == Order.State.SENT && order.getEscalationsCount() == 0)
                    .forEach(order -> fake.book.escalate(order.getName()));
        }
    }

    private Order orderOf(String unit) {
        return store.orders.values().stream()
                .filter(order -> order.getUnit().equals(unit))
                .findFirst()
                .orElseThrow();
    }

    private Session session(Recording recording) {
        return new Session(recording, board.dispatch(), board.patrol(), ANYBODY, new Retries(Duration.ofSeconds(20)));
    }

    private static Pace atOnce() {
        return new Pace(Double.POSITIVE_INFINITY, System::nanoTime);
    }

    private static void run(Plan plan, Session session) {
        new Replay(session).run(plan, atOnce(), tally -> {});
    }

    private Summary replay(Recording recording) {
        Session session = session(recording);
        Plan plan = Plan.of(recording);
        run(plan, session);
        return new Account(session, plan, "sample").drawUp(board.dispatch(), board.patrol(), Duration.ofSeconds(1));
    }

    private int numberOfMilestones() {
        return store.orders.values().stream()
                .mapToInt(Order::getMilestonesCount)
                .sum();
    }

    private static Map<String, List<String>> recordedIn(Recording recording) {
        Map<String, List<String>> times = new TreeMap<>();
        recording
                .calls()
                .forEach(call -> call.orders().stream()
                        .filter(order -> order.tells(Step.TRANSPORT))
                        .forEach(order -> times.put(
                                call.key() + order.unit(),
                                order.stamps().stream()
                                        .map(stamp -> stamp.step().milestone() + stamp.at())
                                        .toList())));
        return times;
    }

    private Map<String, List<String>> storedTimes() {
        Map<String, String> keys = store.calls.values().stream()
                .collect(Collectors.toMap(
                        call -> call.getIncident(),
                        call -> call.getExternalReference().substring("sf-fire/".length())));
        return store.orders.values().stream()
                .collect(Collectors.toMap(
                        order -> keys.get(order.getIncident()) + order.getUnit(),
                        order -> order.getMilestonesList().stream()
                                .skip(2)
                                .map(m -> m.getKind() + io.qipan.launcher.client.Stamps.instant(m.getOccurredAt()))
                                .toList()));
    }
}
