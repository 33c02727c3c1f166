package io.qipan.ecology.casefile;

import static io.qipan.ecology.casefile.CaseScenario.electricFishing;
import static io.qipan.ecology.casefile.CaseScenario.timestamp;
import static io.qipan.ecology.casefile.StepScenario.propose;
import static io.qipan.ecology.casefile.StepScenario.step;
import static org.assertj.core.api.Assertions.assertThat;

import io.qipan.ecology.calendar.model.BusinessCalendar;
import io.qipan.ecology.calendar.model.YearCalendar;
import io.qipan.ecology.start.ClockBookStart;
import io.qipan.proto.ecology.v1.Case;
import io.qipan.proto.ecology.v1.CaseServiceGrpc;
import io.qipan.proto.ecology.v1.Clock;
import io.qipan.proto.ecology.v1.ExtendClockRequest;
import io.qipan.proto.ecology.v1.GetCaseRequest;
import io.qipan.proto.ecology.v1.ProcedureServiceGrpc;
import io.qipan.proto.ecology.v1.ProcedureServiceGrpc.ProcedureServiceBlockingStub;
import io.qipan.proto.ecology.v1.RecordNoticeRequest;
import io.qipan.proto.ecology.v1.RequestReconsiderationRequest;
import io.qipan.proto.ecology.v1.SupervisionServiceGrpc;
import io.qipan.proto.ecology.v1.SupervisionServiceGrpc.SupervisionServiceBlockingStub;
import io.qipan.proto.ecology.v1.TransferServiceGrpc;
import io.qipan.proto.ecology.v1.TransferServiceGrpc.TransferServiceBlockingStub;
import io.qipan.runtime.caller.Role;
import io.qipan.runtime.deadline.DeadlineHandler.Due;
import io.qipan.runtime.rpc.Times;
import io.qipan.testkit.FakeDeadlines;
import io.qipan.testkit.FakeDeadlines.Standing;
import io.qipan.testkit.FakeJournal;
import io.qipan.testkit.FakeUnitOfWork;
import io.qipan.testkit.RpcHarness;
import io.qipan.testkit.TestClock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** What moves the end of a clock. */
class ClockRpcTest {
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
    void whatWasFoundOverdueTooEarlyRunsAgainWhenTheCalendarIsThere() {
        // Given
        clock.set(Instant.parse("2026-12-30T02:00:00Z"));
        Case proposed = transfer().proposeTransfer(propose(opened())).getCase();
        clock.set(Instant.parse("2027-01-02T16:00:01Z"));
        runOut();
        assertThat(stored(proposed).getProcedure().getClocks(0).getState()).isEqualTo(Clock.State.OVERDUE);
        Standing again = clockDeadline();
        assertThat(again.dueAt()).isEqualTo(clock.instant().plus(Duration.ofDays(1)));
        List<YearCalendar> years = new ArrayList<>();
        for (int year = 2026; year <= 2028; year++) {
            years.add(new YearCalendar(year, "of a test", Set.of(LocalDate.of(year, 1, 1)), Set.of()));
        }
        clock.advance(Duration.ofDays(1));

        // When
        handle(
                again,
                StepScenario.runOutClock(
                        cases, deadlines, journal, ClockBookStart.clockBook(new BusinessCalendar(years)), clock));

        // Then
        assertThat(stored(proposed).getProcedure().getClocks(0).getState()).isEqualTo(Clock.State.RUNNING);
        assertThat(journal.last().action()).isEqualTo("case.clock_moved");
        assertThat(clockDeadline().dueAt()).isEqualTo(Instant.parse("2027-01-04T16:00:00.000001Z"));
    }

    @Test
    void aCalendarThatIsKnownMeanwhileMovesAProvisionalEnd() {
        // Given
        clock.set(Instant.parse("2026-12-30T02:00:00Z"));
        Case proposed = transfer().proposeTransfer(propose(opened())).getCase();
        assertThat(proposed.getProcedure().getClocks(0).getProvisional()).isTrue();
        clock.set(Instant.parse("2027-01-02T16:00:01Z"));
        List<YearCalendar> years = new ArrayList<>();
        for (int year = 2026; year <= 2028; year++) {
            years.add(new YearCalendar(year, "of a test", Set.of(LocalDate.of(year, 1, 1)), Set.of()));
        }
        var book = ClockBookStart.clockBook(new BusinessCalendar(years));

        // When
        handle(
                deadlines.standing().stream()
                        .filter(standing -> standing.kind().equals(ClockDeadlines.KIND))
                        .findFirst()
                        .orElseThrow(),
                StepScenario.runOutClock(cases, deadlines, journal, book, clock));

        // Then
        Clock moved = stored(proposed).getProcedure().getClocks(0);
        assertThat(moved.getState()).isEqualTo(Clock.State.RUNNING);
        assertThat(moved.getProvisional()).isFalse();
        assertThat(moved.getDueAt()).isEqualTo(timestamp("2027-01-04T16:00:00Z"));
        assertThat(journal.last().action()).isEqualTo("case.clock_moved");
        assertThat(deadlines.dueAt("case.clock", proposed.getName() + "/clocks/1"))
                .contains(Instant.parse("2027-01-04T16:00:00.000001Z"));
    }

    @Test
    void theReceiptOfANoticeIsToldWithItsStepOrAfterIt() {
        // Given
        Case received = received();
        clock.advance(Duration.ofDays(1));
        Case notFiled = transfer()
                .decideFiling(StepScenario.decideFiling(received, false).toBuilder()
                        .setNoticeReceivedAt(Times.message(clock.instant()))
                        .setOccurredAt(Times.message(clock.instant().minus(Duration.ofHours(20))))
                        .build())
                .getCase();
        Clock window = clockOf(notFiled, Clock.Kind.REQUEST_SUPERVISION);

        // When
        Case requested = supervision()
                .requestReconsideration(step(notFiled, RequestReconsiderationRequest.newBuilder())
                        .build())
                .getCase();

        // Then
        assertThat(window.getCountedFrom()).isEqualTo(Times.message(clock.instant()));
        Clock deciding = clockOf(requested, Clock.Kind.DECIDE_RECONSIDERATION);
        clock.advance(Duration.ofDays(1));
        Case recorded = procedure()
                .recordNotice(step(
                                requested,
                                RecordNoticeRequest.newBuilder()
                                        .setNumber(deciding.getNumber())
                                        .setNoticeReceivedAt(Times.message(clock.instant())))
                        .build())
                .getCase();
        assertThat(Times.instant(
                        clockOf(recorded, Clock.Kind.DECIDE_RECONSIDERATION).getDueAt()))
                .isAfter(Times.instant(deciding.getDueAt()));
        assertThat(deadlines.dueAt("case.clock", recorded.getName() + "/clocks/" + deciding.getNumber()))
                .contains(Times.instant(clockOf(recorded, Clock.Kind.DECIDE_RECONSIDERATION)
                                .getDueAt())
                        .plusNanos(1_000));
    }

    @Test
    void anExtensionKeepsItsBasisReasonAndAuthor() {
        // Given
        Case received = received();
        int filing = clockOf(received, Clock.Kind.DECIDE_FILING).getNumber();

        // When
        Case extended = procedure()
                .extendClock(step(
                                received,
                                ExtendClockRequest.newBuilder()
                                        .setNumber(filing)
                                        .setFurther(4)
                                        .setBasis("公通字〔2015〕32号, approved by the county head"))
                        .build())
                .getCase();

        // Then
        Clock later = clockOf(extended, Clock.Kind.DECIDE_FILING);
        assertThat(later.getDueAt()).isEqualTo(timestamp("2026-11-27T16:00:00Z"));
        assertThat(later.getExtensionsList()).singleElement().satisfies(extension -> {
            assertThat(extension.getBy()).isEqualTo("wang");
            assertThat(extension.getReason()).isEqualTo("for a reason");
            assertThat(extension.getBasis()).contains("county head");
        });
        assertThat(deadlines.dueAt("case.clock", received.getName() + "/clocks/" + filing))
                .contains(Instant.parse("2026-11-27T16:00:00.000001Z"));
    }

    private Standing clockDeadline() {
        return deadlines.standing().stream()
                .filter(standing -> standing.kind().equals(ClockDeadlines.KIND))
                .findFirst()
                .orElseThrow();
    }

    private static Clock clockOf(Case file, Clock.Kind kind) {
        return file.getProcedure().getClocksList().stream()
                .filter(found -> found.getKind() == kind)
                .findFirst()
                .orElseThrow();
    }
}
