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

import io.qipan.ecology.procedure.model.Criminal.Outcome;
import io.qipan.ecology.procedure.model.Move.ChooseBasis;
import io.qipan.ecology.procedure.model.Move.DecideReconsideration;
import io.qipan.ecology.procedure.model.Move.DecideSupervision;
import io.qipan.ecology.procedure.model.Move.DecideTransfer;
import io.qipan.ecology.procedure.model.Move.EndCriminalCase;
import io.qipan.ecology.procedure.model.Move.ForwardTransfer;
import io.qipan.ecology.procedure.model.Move.GiveReverseOpinion;
import io.qipan.ecology.procedure.model.Move.HandOver;
import io.qipan.ecology.procedure.model.Move.Material;
import io.qipan.ecology.procedure.model.Move.ProposeTransfer;
import io.qipan.ecology.procedure.model.Move.ReceiveTransfer;
import io.qipan.ecology.procedure.model.Move.RequestMaterials;
import io.qipan.runtime.refusal.Decision;
import io.qipan.runtime.refusal.Decision.Refused;
import io.qipan.runtime.refusal.Reason;
import io.qipan.runtime.refusal.Refusal;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

class ProcedureTest {
    private static final Move FINE = ProcedureScenario.fine(500_000);
    private static final Move FILE_CASE = plain(MoveKind.FILE_CASE);
    private static final Duration HOUR = Duration.ofHours(1);

    private final ProcedureScenario scenario = new ProcedureScenario();

    @Test
    void aTransferThatThePoliceFileRunsThroughAllItsClocks() {
        // When
        scenario.after(PROPOSE);
        assertThat(scenario.due(ClockKind.DECIDE_TRANSFER)).isEqualTo(Instant.parse("2026-11-19T16:00:00Z"));
        scenario.later(HOUR).after(APPROVE);
        assertThat(scenario.due(ClockKind.HAND_OVER)).isEqualTo(START.plus(Duration.ofHours(25)));
        assertThat(scenario.open()).containsExactly(ClockKind.HAND_OVER, ClockKind.COPY_TO_PROCURATORATE);
        scenario.later(HOUR).after(HAND_OVER, plain(MoveKind.COPY_TO_PROCURATORATE), RECEIVE);
        assertThat(scenario.due(ClockKind.DECIDE_FILING)).isEqualTo(Instant.parse("2026-11-19T16:00:00Z"));
        scenario.later(HOUR).after(new RequestMaterials(List.of(Material.APPRAISAL)));
        assertThat(scenario.open()).containsExactly(ClockKind.DECIDE_FILING, ClockKind.SUPPLY_MATERIALS);
        scenario.later(HOUR).after(plain(MoveKind.SUPPLY_MATERIALS), FILE);
        assertThat(scenario.open()).containsExactly(ClockKind.HAND_OVER_ITEMS);
        scenario.later(HOUR).after(plain(MoveKind.HAND_OVER_ITEMS), new EndCriminalCase(Outcome.CONVICTED));

        // Then
        assertThat(scenario.procedure.criminal()).isEqualTo(new Criminal.Ended(scenario.now, Outcome.CONVICTED));
        assertThat(scenario.open()).isEmpty();
        assertThat(scenario.procedure.clocks()).noneMatch(Clock::isLate);
        assertThat(scenario.procedure.steps()).hasSize(10);
        assertThat(scenario.procedure.police()).contains("agencies/police-wuhai");
        assertThat(Closing.obstacle("cases/1", scenario.procedure, scenario.crimeLineSince()))
                .isEmpty();
    }

    @Test
    void reviewGoesThroughPoliceAndProcuratorateToAnOrder() {
        // When
        scenario.after(PROPOSE, APPROVE, HAND_OVER, RECEIVE, DO_NOT_FILE);
        assertThat(scenario.open())
                .contains(ClockKind.REQUEST_RECONSIDERATION, ClockKind.REQUEST_SUPERVISION)
                .doesNotContain(ClockKind.DECIDE_FILING);
        scenario.later(HOUR).after(plain(MoveKind.REQUEST_RECONSIDERATION), new DecideReconsideration(false));
        scenario.later(HOUR).after(plain(MoveKind.REQUEST_SUPERVISION), plain(MoveKind.DEMAND_REASONS));
        assertThat(scenario.due(ClockKind.GIVE_REASONS)).isEqualTo(Instant.parse("2026-11-23T16:00:00Z"));
        scenario.later(HOUR).after(plain(MoveKind.GIVE_REASONS), new DecideSupervision(true));
        assertThat(scenario.due(ClockKind.FILE_AS_ORDERED)).isEqualTo(Instant.parse("2026-12-01T16:00:00Z"));
        Refusal refusal = scenario.refusal(DO_NOT_FILE);
        scenario.after(FILE);

        // Then
        assertThat(refusal.message()).contains("The procuratorate has ordered the filing");
        assertThat(scenario.procedure.criminal()).isInstanceOf(Criminal.Filed.class);
        assertThat(scenario.open()).containsExactly(ClockKind.COPY_TO_PROCURATORATE, ClockKind.HAND_OVER_ITEMS);
    }

    @Test
    void whatIsNotProsecutedComesBackAfterAReviewInWorkingDays() {
        // Given
        scenario.after(PROPOSE, APPROVE, HAND_OVER, RECEIVE, FILE);

        // When
        scenario.after(new EndCriminalCase(Outcome.NOT_PROSECUTED));

        // Then
        assertThat(scenario.due(ClockKind.REVERSE_REVIEW)).isEqualTo(Instant.parse("2026-11-30T16:00:00Z"));
        assertThat(scenario.refusal(plain(MoveKind.DROP_PENALTY)).metadata()).containsEntry("state", "REVERSE_REVIEW");
        scenario.after(new GiveReverseOpinion(true), FILE_CASE, FINE);
        assertThat(scenario.procedure.administrative()).isInstanceOf(Administrative.Penalised.class);
    }

    @Test
    void aFineDoesNotTakeThePlaceOfATransfer() {
        // Given
        scenario.after(FILE_CASE);

        // When
        Refusal untouched = scenario.refusal(FINE);

        // Then
        assertThat(untouched.reason()).isEqualTo(Reason.ILLEGAL_TRANSITION);
        assertThat(untouched.metadata()).containsEntry("article", "国务院令310号 Art 5, 11; 行政处罚法 Art 27");
        for (Move move : List.of(PROPOSE, APPROVE, HAND_OVER, RECEIVE, FILE)) {
            scenario.after(move);
            assertThat(scenario.refusal(FINE).metadata()).containsEntry("article", "国务院令310号 Art 5, 11; 行政处罚法 Art 27");
        }
    }

    @Test
    void aFineFollowsARefusedTransferWithItsReason() {
        // Given
        scenario.after(FILE_CASE, PROPOSE);

        // When
        Decision<Procedure> silent = scenario.take(new DecideTransfer(false), " ");

        // Then
        assertThat(silent)
                .isInstanceOfSatisfying(
                        Refused.class,
                        refused -> assertThat(refused.refusal().reason()).isEqualTo(Reason.RATIONALE_REQUIRED));
        scenario.after(new DecideTransfer(false), FINE);
        assertThat(scenario.open()).containsExactly(ClockKind.SERVE_DECISION);
    }

    @Test
    void aTransferIsNotRefusedForMissingPapers() {
        // Given
        scenario.after(PROPOSE, APPROVE, HAND_OVER);

        // When
        Refusal unsigned = scenario.refusal(plain(MoveKind.RETURN_TRANSFER));

        // Then
        assertThat(unsigned.message()).contains("forward within 24 hours");
        scenario.after(RECEIVE);
        assertThat(scenario.refusal(plain(MoveKind.RETURN_TRANSFER)).message())
                .contains("a transfer is not refused", "Art 180");
        scenario.after(DO_NOT_FILE, plain(MoveKind.RETURN_TRANSFER));
        assertThat(scenario.refusal(plain(MoveKind.RETURN_TRANSFER)).message()).contains("once");
    }

    @Test
    void policeWhoAreNotCompetentForwardTheCase() {
        // Given
        scenario.after(PROPOSE, APPROVE, HAND_OVER, new ReceiveTransfer(false));

        // When
        Instant due = scenario.due(ClockKind.FORWARD);

        // Then
        assertThat(due).isEqualTo(START.plus(Duration.ofHours(24)));
        assertThat(scenario.refusal(FILE).metadata()).containsEntry("state", "MISDIRECTED");
        scenario.after(new ForwardTransfer("agencies/police-baotou"), RECEIVE);
        assertThat(scenario.procedure.police()).contains("agencies/police-baotou");
    }

    @Test
    void theProcuratorateCanAskForATransferThatWasRefused() {
        // When
        scenario.after(PROPOSE, new DecideTransfer(false), plain(MoveKind.GIVE_TRANSFER_OPINION));

        // Then
        assertThat(scenario.due(ClockKind.FOLLOW_OPINION)).isEqualTo(Instant.parse("2026-11-19T16:00:00Z"));
        scenario.after(HAND_OVER);
        assertThat(scenario.open()).containsOnly(ClockKind.RECEIVE_TRANSFER, ClockKind.COPY_TO_PROCURATORATE);
    }

    @Test
    void whereLawsOverlapAPersonChooses() {
        // Given
        scenario.crimeLine = false;
        scenario.bases = List.of(ProcedureScenario.basis("rules/a"), ProcedureScenario.basis("rules/b"));
        scenario.after(FILE_CASE);

        // When
        Refusal unchosen = scenario.refusal(FINE);

        // Then
        assertThat(unchosen.metadata()).containsEntry("missing", "basis");
        assertThat(scenario.refusal(new ChooseBasis("rules/c")).message())
                .contains("[rules/a (ADMINISTRATIVE), rules/b (ADMINISTRATIVE)]");
        scenario.after(new ChooseBasis("rules/b"), FINE);
        assertThat(scenario.procedure.basis())
                .contains(new ChosenBasis("rules/b", "wang", "for a reason", scenario.now));
        assertThat(scenario.refusal(new ChooseBasis("rules/a")).reason()).isEqualTo(Reason.ILLEGAL_TRANSITION);
    }

    @Test
    void stepsFollowEachOtherAndTheLawOfTheirDayIsKnown() {
        // Given
        scenario.after(PROPOSE);

        // When
        scenario.now = START.minusSeconds(1);

        // Then
        assertThat(scenario.refusal(APPROVE).message()).contains("steps follow each other");
        scenario.procedure = Procedure.NONE;
        scenario.now = Instant.parse("2019-01-01T00:00:00Z");
        assertThat(scenario.refusal(PROPOSE).message()).contains("known from 2024-11-26 on");
    }

    @Test
    void formsAreKept() {
        assertThat(scenario.refusal(new ProposeTransfer(Set.of("wang"))).message())
                .contains("two officers");
        scenario.after(PROPOSE, APPROVE);
        assertThat(scenario.refusal(new HandOver("agencies/p", Set.of(Material.ITEM_LIST)))
                        .metadata())
                .containsEntry("missing", "transfer_letter");
        scenario.crimeLine = false;
        assertThat(scenario.refusal(plain(MoveKind.SUPPLY_MATERIALS)).message()).contains("Nobody waits for it");
    }

    @Test
    void aCaseIsClosedOnlyWhenNothingWaits() {
        // When
        scenario.after(PROPOSE, APPROVE);

        // Then
        assertThat(missing()).isEqualTo("end_of_criminal_track");
        scenario.after(HAND_OVER, RECEIVE, DO_NOT_FILE);
        assertThat(missing()).isEqualTo("penalty_decision");
        scenario.after(plain(MoveKind.DROP_PENALTY));
        assertThat(missing()).isEqualTo("copy_to_procuratorate");
        scenario.after(plain(MoveKind.COPY_TO_PROCURATORATE));
        assertThat(Closing.obstacle("cases/1", scenario.procedure, scenario.crimeLineSince()))
                .isEmpty();
        assertThat(scenario.procedure.closed(scenario.now).clocks()).noneMatch(Clock::isOpen);
    }

    @Test
    void aCrimeIsNotDroppedBeforeItsTransferIsDecided() {
        // Given
        scenario.after(FILE_CASE);

        // When
        Refusal undecided = scenario.refusal(plain(MoveKind.DROP_PENALTY));

        // Then
        assertThat(undecided.metadata()).containsEntry("article", "国务院令310号 Art 5, 11; 行政处罚法 Art 27");
        scenario.after(PROPOSE, new DecideTransfer(false));
        scenario.crimeSince = scenario.now.plusSeconds(1);
        assertThat(scenario.refusal(plain(MoveKind.DROP_PENALTY)).metadata()).containsEntry("state", "REFUSED");
        assertThat(Closing.obstacle("cases/1", scenario.procedure, scenario.crimeLineSince())
                        .orElseThrow()
                        .metadata())
                .containsKey("article");
        scenario.later(HOUR).after(PROPOSE, new DecideTransfer(false), plain(MoveKind.DROP_PENALTY));
    }

    @Test
    void whatWasDroppedIsFiledAgainOnNewGroundOnly() {
        // Given
        scenario.crimeLine = false;
        scenario.after(FILE_CASE, plain(MoveKind.DROP_PENALTY));

        // When
        Refusal nothingNew = scenario.refusal(FILE_CASE);

        // Then
        assertThat(nothingNew.metadata()).containsEntry("state", "DROPPED");
        scenario.later(HOUR);
        scenario.factsSince = scenario.now;
        scenario.after(FILE_CASE);
        assertThat(scenario.open()).containsExactly(ClockKind.PENALTY_DECISION);
        scenario.later(HOUR).after(plain(MoveKind.DROP_PENALTY));
        scenario.later(HOUR).after(PROPOSE, APPROVE, HAND_OVER, RECEIVE, DO_NOT_FILE);
        scenario.after(plain(MoveKind.COPY_TO_PROCURATORATE));
        assertThat(missing()).isEqualTo("penalty_decision");
        scenario.after(FILE_CASE, plain(MoveKind.DROP_PENALTY));
        assertThat(Closing.obstacle("cases/1", scenario.procedure, scenario.crimeLineSince()))
                .isEmpty();
    }

    @Test
    void whatMayBeACrimeIsNeitherPenalisedNorDroppedBeforeItIsFoundOut() {
        // Given
        scenario.crimeLine = false;
        scenario.possibleCrime = Optional.of(scenario.crimeBy("catch_kg", "catch_value_yuan"));
        scenario.after(FILE_CASE);

        // When
        Refusal unknown = scenario.refusal(FINE);

        // Then
        assertThat(unknown.reason()).isEqualTo(Reason.INCOMPLETE);
        assertThat(unknown.metadata()).containsEntry("missing", "catch_kg, catch_value_yuan");
        assertThat(unknown.message()).contains("rules/crime", "行政处罚法 Art 27, 40");
        assertThat(scenario.refusal(plain(MoveKind.DROP_PENALTY)).reason()).isEqualTo(Reason.INCOMPLETE);
        Procedure filed = scenario.procedure;
        scenario.after(plain(MoveKind.LEAVE_UNESTABLISHED));
        assertThat(scenario.take(FINE)).isInstanceOf(Decision.Granted.class);
        scenario.possibleCrime = Optional.of(scenario.crimeBy("catch_kg", "protection_class"));
        assertThat(scenario.refusal(FINE).reason()).isEqualTo(Reason.INCOMPLETE);
        scenario.procedure = filed;
        scenario.after(PROPOSE, new DecideTransfer(false), FINE);
    }

    @Test
    void newFactsAskAgainWhatCouldNotBeEstablished() {
        // Given
        scenario.crimeLine = false;
        scenario.possibleCrime = Optional.of(scenario.crimeBy("catch_kg"));
        scenario.after(FILE_CASE, plain(MoveKind.LEAVE_UNESTABLISHED));

        // When
        scenario.procedure = scenario.procedure.withOtherFacts();

        // Then
        assertThat(scenario.refusal(FINE).metadata()).containsEntry("missing", "catch_kg");
        scenario.possibleCrime = Optional.empty();
        assertThat(scenario.refusal(plain(MoveKind.LEAVE_UNESTABLISHED)).reason())
                .isEqualTo(Reason.ILLEGAL_TRANSITION);
    }

    @Test
    void aPenaltyDoesNotRestOnWhatALighterLawHasDisplaced() {
        // Given
        Basis heavier = ProcedureScenario.basis("rules/a");
        Basis displaced =
                new Basis(heavier.rule(), heavier.handling(), Optional.of("rules/b is lighter"), heavier.threats());
        scenario.crimeLine = false;
        scenario.after(FILE_CASE, new ChooseBasis("rules/a"));
        scenario.bases = List.of(displaced, ProcedureScenario.basis("rules/b"));

        // When
        Refusal refusal = scenario.refusal(FINE);

        // Then
        assertThat(refusal.metadata()).containsEntry("missing", "basis");
        assertThat(refusal.message()).contains("choose one of [rules/b (ADMINISTRATIVE)]");
        assertThat(scenario.refusal(new ChooseBasis("rules/a")).message()).contains("displaced: rules/b is lighter");
        scenario.after(new ChooseBasis("rules/b"), FINE);
    }

    private String missing() {
        return Closing.obstacle("cases/1", scenario.procedure, scenario.crimeLineSince())
                .orElseThrow()
                .metadata()
                .getOrDefault("missing", "");
    }
}
