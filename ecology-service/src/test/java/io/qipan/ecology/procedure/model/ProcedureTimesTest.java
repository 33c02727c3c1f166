package io.qipan.ecology.procedure.model;

import static io.qipan.ecology.procedure.model.ProcedureScenario.APPROVE;
import static io.qipan.ecology.procedure.model.ProcedureScenario.DO_NOT_FILE;
import static io.qipan.ecology.procedure.model.ProcedureScenario.FILE;
import static io.qipan.ecology.procedure.model.ProcedureScenario.HAND_OVER;
import static io.qipan.ecology.procedure.model.ProcedureScenario.PROPOSE;
import static io.qipan.ecology.procedure.model.ProcedureScenario.RECEIVE;
import static io.qipan.ecology.procedure.model.ProcedureScenario.START;
import static io.qipan.ecology.procedure.model.ProcedureScenario.plain;
import static org.assertj.core.api.Assertions.assertThat;

import io.qipan.ecology.procedure.model.ClockState.Paused;
import io.qipan.ecology.procedure.model.ClockState.Stopped;
import io.qipan.ecology.procedure.model.Move.ExtendClock;
import io.qipan.ecology.procedure.model.Move.Material;
import io.qipan.ecology.procedure.model.Move.RecordNotice;
import io.qipan.ecology.procedure.model.Move.RequestMaterials;
import io.qipan.runtime.refusal.Reason;
import io.qipan.runtime.refusal.Refusal;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** When a step was taken, when it was told and when its notice came, and what that does to clocks. */
class ProcedureTimesTest {
    private static final Move FILE_CASE = plain(MoveKind.FILE_CASE);

    private final ProcedureScenario scenario = new ProcedureScenario();

    @Test
    void aHandOverThatIsToldLateRestsThePenaltyClockFromItsDay() {
        // Given
        scenario.after(FILE_CASE, PROPOSE, APPROVE);
        Clock penalty = scenario.procedure.open(ClockKind.PENALTY_DECISION).orElseThrow();
        scenario.procedure =
                scenario.procedure.with(penalty.ranOut(penalty.due().at().plusSeconds(1)));
        scenario.toldAt = Optional.of(penalty.due().at().plusSeconds(2));

        // When
        scenario.later(Duration.ofDays(80)).after(HAND_OVER);

        // Then
        assertThat(scenario.procedure.clock(1).orElseThrow().state()).isEqualTo(new Paused(scenario.now, 10));
        assertThat(scenario.procedure.steps().getLast().toldAt()).isEqualTo(scenario.toldAt.orElseThrow());
    }

    @Test
    void aHandOverAfterTheEndHealsNothing() {
        // Given
        scenario.after(FILE_CASE, PROPOSE, APPROVE);
        Clock penalty = scenario.procedure.open(ClockKind.PENALTY_DECISION).orElseThrow();
        scenario.now = penalty.due().at().plusSeconds(1);
        scenario.procedure = scenario.procedure.with(penalty.ranOut(scenario.now));

        // When
        scenario.after(HAND_OVER);

        // Then
        assertThat(scenario.procedure.clock(1).orElseThrow().state().code()).isEqualTo("OVERDUE");
    }

    @Test
    void whatStartsByANoticeCountsFromItsReceipt() {
        // Given
        scenario.after(PROPOSE, APPROVE, HAND_OVER, RECEIVE);
        scenario.noticeReceivedAt = Optional.of(scenario.now.plus(Duration.ofDays(2)));

        // When
        scenario.after(DO_NOT_FILE);

        // Then
        assertThat(scenario.due(ClockKind.REQUEST_RECONSIDERATION)).isEqualTo(Instant.parse("2026-11-23T16:00:00Z"));
        assertThat(scenario.due(ClockKind.REQUEST_SUPERVISION)).isEqualTo(Instant.parse("2026-11-23T16:00:00Z"));
        scenario.noticeReceivedAt = Optional.of(scenario.now.minusSeconds(1));
        assertThat(scenario.refusal(plain(MoveKind.REQUEST_RECONSIDERATION)).message())
                .contains("notice_received_at");
    }

    @Test
    void theReceiptOfANoticeIsRecordedOnceAndCanOpenAWindowAgain() {
        // Given
        scenario.after(PROPOSE, APPROVE, HAND_OVER, RECEIVE, DO_NOT_FILE);
        Clock window =
                scenario.procedure.open(ClockKind.REQUEST_RECONSIDERATION).orElseThrow();
        Move notice = new RecordNotice(window.number());
        scenario.now = window.due().at().plusSeconds(1);
        scenario.procedure = scenario.procedure.with(window.ranOut(scenario.now));
        assertThat(scenario.refusal(notice).message()).contains("notice_received_at");
        scenario.noticeReceivedAt = Optional.of(START.plus(Duration.ofDays(3)));

        // When
        scenario.after(notice);

        // Then
        assertThat(scenario.due(ClockKind.REQUEST_RECONSIDERATION)).isEqualTo(Instant.parse("2026-11-23T16:00:00Z"));
        assertThat(scenario.refusal(notice).message()).contains("recorded once");
        assertThat(scenario.refusal(new RecordNotice(1)).message()).contains("from the step itself");
        scenario.noticeReceivedAt = Optional.empty();
        scenario.after(plain(MoveKind.REQUEST_RECONSIDERATION));
    }

    @Test
    void anExtensionThatIsEnteredAfterTheEndHealsNothing() {
        // Given
        scenario.after(PROPOSE, APPROVE, HAND_OVER, RECEIVE);
        Clock filing = scenario.procedure.open(ClockKind.DECIDE_FILING).orElseThrow();
        Move extension = new ExtendClock(filing.number(), 4, "公通字〔2015〕32号");
        scenario.toldAt = Optional.of(filing.due().at().plusSeconds(1));

        // When
        Refusal toldLate = scenario.refusal(extension);

        // Then
        assertThat(toldLate.message()).contains("entered before its end");
        scenario.toldAt = Optional.empty();
        scenario.procedure = scenario.procedure.with(filing.ranOut(scenario.now));
        assertThat(scenario.refusal(extension).metadata()).containsEntry("state", "OVERDUE");
    }

    @Test
    void thePenaltyClockIsExtendedTwiceByThirtyDaysAndNoMore() {
        // Given
        scenario.after(FILE_CASE);

        // When
        Refusal atOnce = scenario.refusal(new ExtendClock(1, 31, "complex"));

        // Then
        assertThat(atOnce.message()).contains("leaves 30 more at once");
        scenario.after(new ExtendClock(1, 20, "complex"), new ExtendClock(1, 30, "again"));
        assertThat(scenario.refusal(new ExtendClock(1, 1, "a third")).message()).contains("2 extensions");
    }

    @Test
    void thePoliceAskForPapersWithinADayAndNotLater() {
        // Given
        scenario.after(PROPOSE, APPROVE, HAND_OVER, RECEIVE);
        scenario.later(Duration.ofHours(24)).later(Duration.ofSeconds(1));

        // When
        Refusal late = scenario.refusal(new RequestMaterials(List.of(Material.APPRAISAL)));

        // Then
        assertThat(late.message()).contains("The time for it ended", "Art 180");
    }

    @Test
    void aClockIsExtendedOnlyAsFarAsTheLawKnows() {
        // Given
        scenario.after(PROPOSE, APPROVE, HAND_OVER, RECEIVE);
        int filing =
                scenario.procedure.open(ClockKind.DECIDE_FILING).orElseThrow().number();

        // When
        scenario.after(new ExtendClock(filing, 4, "公通字〔2015〕32号, county head"));

        // Then
        assertThat(scenario.due(ClockKind.DECIDE_FILING)).isEqualTo(Instant.parse("2026-11-23T16:00:00Z"));
        assertThat(scenario.refusal(new ExtendClock(filing, 24, "again")).message())
                .contains("leaves 23 more");
        assertThat(scenario.refusal(new ExtendClock(1, 1, "why not")).metadata())
                .containsEntry("state", "STOPPED");
        assertThat(scenario.refusal(new ExtendClock(99, 1, "why not")).reason()).isEqualTo(Reason.NOT_FOUND);
        scenario.now = scenario.due(ClockKind.DECIDE_FILING).plusSeconds(1);
        assertThat(scenario.refusal(new ExtendClock(filing, 1, "late")).message())
                .contains("has not run out");
        scenario.after(FILE);
        assertThat(scenario.procedure.clock(filing).orElseThrow()).satisfies(late -> {
            assertThat(late.state()).isEqualTo(new Stopped(scenario.now));
            assertThat(late.isLate()).isTrue();
            assertThat(late.extensions()).singleElement().satisfies(extension -> {
                assertThat(extension.by()).isEqualTo("wang");
                assertThat(extension.reason()).isEqualTo("for a reason");
            });
        });
    }

    @Test
    void thePenaltyClockRestsWhileTheCaseIsWithThePolice() {
        // Given
        scenario.after(FILE_CASE);
        assertThat(scenario.due(ClockKind.PENALTY_DECISION)).isEqualTo(Instant.parse("2027-02-14T16:00:00Z"));
        scenario.later(Duration.ofDays(10)).after(PROPOSE, APPROVE, HAND_OVER);
        assertThat(scenario.procedure.clock(1).orElseThrow().state()).isEqualTo(new Paused(scenario.now, 80));

        // When
        scenario.later(Duration.ofDays(30)).after(RECEIVE, DO_NOT_FILE);

        // Then
        assertThat(scenario.due(ClockKind.PENALTY_DECISION)).isEqualTo(Instant.parse("2027-03-16T16:00:00Z"));
    }

    @Test
    void aWindowThatHasClosedCannotBeUsedButOneThatWasUsedInTimeCanBeToldLater() {
        // Given
        scenario.after(PROPOSE, APPROVE, HAND_OVER, RECEIVE, DO_NOT_FILE);
        Clock window =
                scenario.procedure.open(ClockKind.REQUEST_RECONSIDERATION).orElseThrow();
        scenario.procedure =
                scenario.procedure.with(window.ranOut(window.due().at().plusSeconds(1)));
        scenario.now = window.due().at().plusSeconds(1);

        // When
        Refusal late = scenario.refusal(plain(MoveKind.REQUEST_RECONSIDERATION));

        // Then
        assertThat(late.message()).contains("ended at 2026-11-19T16:00:00Z", "Art 9");
        scenario.now = window.due().at();
        scenario.after(plain(MoveKind.REQUEST_RECONSIDERATION));
        assertThat(scenario.procedure.criminal()).isInstanceOf(Criminal.Reconsidering.class);
    }
}
