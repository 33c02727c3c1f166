package io.qipan.ecology.procedure.model;

import static io.qipan.ecology.procedure.model.ProcedureScenario.APPROVE;
import static io.qipan.ecology.procedure.model.ProcedureScenario.FILE;
import static io.qipan.ecology.procedure.model.ProcedureScenario.HAND_OVER;
import static io.qipan.ecology.procedure.model.ProcedureScenario.PROPOSE;
import static io.qipan.ecology.procedure.model.ProcedureScenario.RECEIVE;
import static io.qipan.ecology.procedure.model.ProcedureScenario.plain;
import static org.assertj.core.api.Assertions.assertThat;

import io.qipan.ecology.procedure.ClockMessages;
import io.qipan.ecology.procedure.model.Administrative.PenaltyKind;
import io.qipan.ecology.procedure.model.ClockState.Paused;
import io.qipan.ecology.procedure.model.ClockState.Stopped;
import io.qipan.ecology.procedure.model.Move.BeginExamination;
import io.qipan.ecology.procedure.model.Move.EndSeizure;
import io.qipan.ecology.procedure.model.Move.ExtendClock;
import io.qipan.ecology.procedure.model.Move.GiveToKeeper;
import io.qipan.ecology.procedure.model.Move.ImposePenalty;
import io.qipan.ecology.procedure.model.Move.SeizeItems;
import io.qipan.ecology.procedure.model.Seizure.Outcome;
import io.qipan.runtime.refusal.Reason;
import io.qipan.runtime.refusal.Refusal;
import java.time.Duration;
import java.time.Instant;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What is seized at ten on Monday, 16 November 2026. */
class SeizureTest {
    private final ProcedureScenario scenario = new ProcedureScenario();

    private static SeizeItems taking(Seizure.Kind how) {
        return new SeizeItems(
                how, List.of(new Seizure.Item("battery", 1, "piece")), "K-7", "head zhao", List.of("evidence/a"));
    }

    private static EndSeizure end(int number, Outcome outcome) {
        return new EndSeizure(number, outcome, List.of());
    }

    @ParameterizedTest
    @CsvSource({
        "SEIZED, SEIZURE, 2026-12-16T16:00:00Z",
        "SEALED, SEIZURE, 2026-12-16T16:00:00Z",
        "REGISTERED, REGISTERED_ITEMS, 2026-11-25T16:00:00Z"
    })
    void eachHasItsClock(Seizure.Kind how, ClockKind kind, Instant due) {
        // When
        scenario.after(taking(how));

        // Then
        assertThat(scenario.due(kind)).isEqualTo(due);
        assertThat(scenario.procedure.open(kind).orElseThrow().seizure()).isEqualTo(1);
        assertThat(scenario.procedure.open(ClockKind.GOODS_TO_KEEPER).isPresent())
                .isEqualTo(how == Seizure.Kind.SEIZED);
    }

    @Test
    void otherAgenciesThanPoliceHaveNoDayForTheKeeper() {
        // Given
        scenario.origin = new CaseOrigin(scenario.origin.actAt(), scenario.origin.openedAt(), false);

        // When
        scenario.after(taking(Seizure.Kind.SEIZED));

        // Then
        assertThat(scenario.open()).containsExactly(ClockKind.SEIZURE);
    }

    @Test
    void twoSeizuresRunBesideEachOtherAndEndEachForItself() {
        // Given
        scenario.after(taking(Seizure.Kind.SEALED)).later(Duration.ofDays(3)).after(taking(Seizure.Kind.SEALED));

        // When
        scenario.after(end(1, Outcome.RETURNED));

        // Then
        assertThat(scenario.procedure.clock(1).orElseThrow().state()).isEqualTo(new Stopped(scenario.now));
        assertThat(scenario.procedure.clock(2).orElseThrow().isOpen()).isTrue();
        assertThat(scenario.procedure.seizures().getFirst().isHeld()).isFalse();
        assertThat(scenario.refusal(end(1, Outcome.RETURNED)).message()).contains("行政强制法 Art 27, 28");
        assertThat(scenario.refusal(end(3, Outcome.RETURNED)).reason()).isEqualTo(Reason.NOT_FOUND);
    }

    @Test
    void theKeeperStopsTheDay() {
        // Given
        scenario.after(taking(Seizure.Kind.SEIZED), taking(Seizure.Kind.REGISTERED));

        // When
        scenario.later(Duration.ofHours(25)).after(new GiveToKeeper(1, "store 2"));

        // Then
        assertThat(scenario.procedure.clock(2).orElseThrow().isLate()).isTrue();
        assertThat(scenario.open()).containsExactly(ClockKind.SEIZURE, ClockKind.REGISTERED_ITEMS);
        assertThat(scenario.refusal(new GiveToKeeper(2, "store 2")).message()).contains("Art 190");
    }

    @Test
    void thirtyDaysOnceAndNoMore() {
        // Given
        scenario.after(taking(Seizure.Kind.SEALED));

        // When
        scenario.after(new ExtendClock(1, 30, "head zhao"));

        // Then
        assertThat(scenario.due(ClockKind.SEIZURE)).isEqualTo(Instant.parse("2027-01-15T16:00:00Z"));
        assertThat(scenario.refusal(new ExtendClock(1, 1, "head zhao")).message())
                .contains("行政强制法 (2012) Art 25");
    }

    @Test
    void isConfiscatedOnlyByADecisionThatSaysSo() {
        // Given
        scenario.crimeLine = false;
        scenario.after(taking(Seizure.Kind.SEIZED), plain(MoveKind.FILE_CASE));
        Refusal early = scenario.refusal(end(1, Outcome.CONFISCATED));
        assertThat(early.message()).contains("行政强制法 Art 27", "CONFISCATION");
        scenario.after(new ImposePenalty(
                List.of(PenaltyKind.CONFISCATION), OptionalLong.empty(), "2026-17", Optional.empty()));

        // When
        scenario.after(end(1, Outcome.CONFISCATED));

        // Then
        assertThat(scenario.open()).containsExactly(ClockKind.SERVE_DECISION);
        assertThat(scenario.refusal(taking(Seizure.Kind.SEIZED)).message()).contains("行政强制法 Art 2, 22");
    }

    @Test
    void whatIsHeldKeepsTheCaseOpen() {
        // Given
        scenario.crimeLine = false;
        scenario.after(taking(Seizure.Kind.SEALED));

        // When
        Optional<Refusal> obstacle = Closing.obstacle("cases/1", scenario.procedure, scenario.crimeLineSince());

        // Then
        assertThat(obstacle.orElseThrow().message()).contains("行政强制法");
    }

    @Test
    void withTheItemsOfATransferredCaseGoesAllThatIsHeld() {
        // Given
        scenario.after(taking(Seizure.Kind.SEIZED), taking(Seizure.Kind.SEALED));
        assertThat(scenario.refusal(end(1, Outcome.HANDED_TO_POLICE)).message()).contains("国务院令310号 Art 12");
        scenario.after(end(2, Outcome.RETURNED));
        scenario.after(PROPOSE, APPROVE, HAND_OVER, RECEIVE, FILE);

        // When
        scenario.after(plain(MoveKind.HAND_OVER_ITEMS));

        // Then
        assertThat(scenario.procedure.seizures())
                .extracting(seizure -> seizure.end().orElseThrow().outcome())
                .containsExactly(Outcome.HANDED_TO_POLICE, Outcome.RETURNED);
        assertThat(scenario.open()).doesNotContain(ClockKind.SEIZURE, ClockKind.GOODS_TO_KEEPER);
    }

    @Test
    void registeredThingsAreSeizedAfterwards() {
        // Given
        scenario.after(taking(Seizure.Kind.REGISTERED));
        assertThat(scenario.refusal(end(1, Outcome.SEIZED_AFTERWARDS)).message())
                .contains("行政处罚法 Art 56");
        scenario.after(taking(Seizure.Kind.SEIZED));

        // When
        scenario.after(end(1, Outcome.SEIZED_AFTERWARDS));

        // Then
        assertThat(scenario.open()).containsExactly(ClockKind.SEIZURE, ClockKind.GOODS_TO_KEEPER);
    }

    @Test
    void theTimeOfAnAppraisalDoesNotCount() {
        // Given
        scenario.after(taking(Seizure.Kind.SEALED), plain(MoveKind.FILE_CASE));
        scenario.later(Duration.ofDays(10)).after(new BeginExamination(Examination.Kind.APPRAISAL));
        assertThat(scenario.procedure.clock(1).orElseThrow().state()).isEqualTo(new Paused(scenario.now, 20));
        assertThat(scenario.open()).contains(ClockKind.PENALTY_DECISION);
        assertThat(scenario.refusal(new BeginExamination(Examination.Kind.HEARING))
                        .message())
                .contains("APPRAISAL", "EndExamination");

        // When
        scenario.later(Duration.ofDays(45)).after(plain(MoveKind.END_EXAMINATION));

        // Then
        assertThat(scenario.due(ClockKind.SEIZURE)).isEqualTo(Instant.parse("2027-01-30T16:00:00Z"));
        assertThat(scenario.due(ClockKind.PENALTY_DECISION)).isEqualTo(Instant.parse("2027-02-14T16:00:00Z"));
        assertThat(scenario.refusal(plain(MoveKind.END_EXAMINATION)).reason()).isEqualTo(Reason.ILLEGAL_TRANSITION);
    }

    @Test
    void aHearingRestsThePublicOrderDecisionAndNoSeizure() {
        // Given
        scenario.origin = new CaseOrigin(scenario.now, scenario.now, true);
        scenario.after(taking(Seizure.Kind.SEALED));
        Refusal alone = scenario.refusal(new BeginExamination(Examination.Kind.HEARING));
        scenario.after(new Move.FileCase(CaseLaw.PUBLIC_ORDER, Optional.empty(), Optional.empty(), false));

        // When
        scenario.after(new BeginExamination(Examination.Kind.HEARING));

        // Then
        assertThat(alone.message()).contains("a seizure for an APPRAISAL");
        assertThat(scenario.procedure.open(ClockKind.SEIZURE).orElseThrow().state())
                .isEqualTo(new ClockState.Running());
        assertThat(scenario.procedure
                        .open(ClockKind.PUBLIC_ORDER_DECISION)
                        .orElseThrow()
                        .state())
                .isInstanceOf(Paused.class);
    }

    @Test
    void aCaseListsFiveHundredThingsAndTellsThemOnce() {
        // Given
        List<Seizure.Item> hundred = Collections.nCopies(100, new Seizure.Item("battery", 1, "piece"));
        SeizeItems many = new SeizeItems(Seizure.Kind.SEALED, hundred, "K-7", "head zhao", List.of());
        scenario.after(many, many, many, many, many);

        // When
        Refusal refusal = scenario.refusal(taking(Seizure.Kind.SEALED));

        // Then
        assertThat(refusal.message()).contains("items", "500 at most");
        assertThat(scenario.procedure.steps().getLast().detail())
                .isEqualTo("SEALED K-7, approved by head zhao: 100 items");
    }

    @Test
    void aClockOfANewerVersionRestsOnWhateverIsDoneHere() {
        // Given
        scenario.after(taking(Seizure.Kind.SEALED));
        Clock newer = ClockMessages.clock(
                ClockMessages.message("cases/1", scenario.procedure.clocks().getFirst()).toBuilder()
                        .setKindValue(77)
                        .setState(io.qipan.proto.ecology.v1.Clock.State.PAUSED)
                        .setDaysLeft(12)
                        .build());
        scenario.procedure = scenario.procedure.with(newer);

        // When
        scenario.later(Duration.ofDays(3)).after(plain(MoveKind.FILE_CASE));

        // Then
        assertThat(scenario.procedure.clock(1)).contains(newer);
    }

    @Test
    void nothingIsExaminedWhereNoClockRests() {
        // When
        Refusal refusal = scenario.refusal(new BeginExamination(Examination.Kind.HEARING));

        // Then
        assertThat(refusal.message()).contains("治安管理处罚法 Art 118");
    }
}
