package io.qipan.ecology.inspection;

import static io.qipan.testkit.Refusals.reasonOf;
import static io.qipan.testkit.Refusals.refused;
import static org.assertj.core.api.Assertions.assertThat;

import io.qipan.ecology.clue.ClueScenario;
import io.qipan.proto.ecology.v1.AnnulInspectionRequest;
import io.qipan.proto.ecology.v1.AnswerClueRequest;
import io.qipan.proto.ecology.v1.CheckClueRequest;
import io.qipan.proto.ecology.v1.Clue;
import io.qipan.proto.ecology.v1.ClueServiceGrpc;
import io.qipan.proto.ecology.v1.ClueServiceGrpc.ClueServiceBlockingStub;
import io.qipan.proto.ecology.v1.GetClueRequest;
import io.qipan.proto.ecology.v1.Inspection;
import io.qipan.proto.ecology.v1.InspectionAnswer.Result;
import io.qipan.runtime.caller.Role;
import io.qipan.runtime.deadline.DeadlineWorker;
import io.qipan.runtime.refusal.Reason;
import io.qipan.runtime.rpc.Times;
import io.qipan.testkit.RpcHarness;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** A tip about fire safety is checked on the spot in the time of fire inspection, whatever else becomes of it. */
class FireTipIT extends InspectionScenario {
    @RegisterExtension
    final RpcHarness clues =
            RpcHarness.serving(() -> List.of(clueScenario.rpc())).withClock(clock);

    private ClueServiceBlockingStub desk() {
        return ClueServiceGrpc.newBlockingStub(clues.channelOf("wang", Role.ECOLOGY_OFFICER));
    }

    private Clue told(Clue.FireTip tip, boolean drill) {
        return desk().submitClue(ClueScenario.tip()
                        .clearOptionalActivity()
                        .clearOccurredAt()
                        .setSummary("the exit of the net store is locked")
                        .setFireTip(tip)
                        .setDrill(drill)
                        .build())
                .getClue();
    }

    private Clue now(Clue clue) {
        return desk().getClue(
                        GetClueRequest.newBuilder().setName(clue.getName()).build())
                .getClue();
    }

    private CheckClueRequest checking(Clue clue, String inspection) {
        return CheckClueRequest.newBuilder()
                .setRequestId(UUID.randomUUID().toString())
                .setName(clue.getName())
                .setEtag(now(clue).getEtag())
                .setInspection(inspection)
                .build();
    }

    private Inspection inspected() {
        return officer().recordInspection(ofOutfall(Result.IN_ORDER).build()).getInspection();
    }

    /** How often somebody was reminded when all that is due was done, twice over. */
    private long reminders(Clue clue) {
        for (int replica = 0; replica < 2; replica++) {
            DeadlineWorker worker =
                    new DeadlineWorker(DATABASE.unitOfWork(), clock, List.of(clueScenario.remindOfCheck()));
            while (worker.handleNext()) {
                assertThat(worker).isNotNull();
            }
        }
        return clueScenario.strings("select action from journal where resource = '" + clue.getName() + "'").stream()
                .filter("clue.check_overdue"::equals)
                .count();
    }

    @Test
    void anUrgentOneHasADayAndItsOwnerIsRemindedUntilItIsChecked() {
        // Given
        Clue tip = told(Clue.FireTip.URGENT, false);
        assertThat(Times.instant(tip.getCheck().getTerm().getDueAt()))
                .isEqualTo(clock.instant().plus(Duration.ofHours(24)));
        assertThat(tip.getCheck().getTerm().getBasis()).contains("消防监督检查规定");
        clock.advance(Duration.ofHours(24));
        assertThat(reminders(tip)).isZero();

        // When
        clock.advance(Duration.ofSeconds(1));

        // Then
        assertThat(reminders(tip)).isEqualTo(1);
        clock.advance(Duration.ofHours(25));
        assertThat(reminders(tip)).isEqualTo(2);
        Inspection inspection = inspected();
        Clue checked = desk().checkClue(checking(tip, inspection.getName())).getClue();
        assertThat(checked.getCheck().getInspection()).isEqualTo(inspection.getName());
        assertThat(checked.getCheck().getBy()).isEqualTo("wang");
        assertThat(checked.getCheck().getTerm().getLate()).isTrue();
        assertThat(now(tip)).isEqualTo(checked);
        clock.advance(Duration.ofDays(9));
        assertThat(reminders(tip)).isEqualTo(2);
    }

    @Test
    void anotherOneHasThreeWorkingDays() {
        // Given
        clock.advance(Duration.between(clock.instant(), Instant.parse("2027-05-28T02:00:00Z")));

        // When
        Clue tip = told(Clue.FireTip.OTHER, false);

        // Then
        assertThat(tip.getCheck().getTerm().getProvisional()).isTrue();
        assertThat(Times.instant(tip.getCheck().getTerm().getDueAt())).isEqualTo(Instant.parse("2027-05-31T16:00:00Z"));
        assertThat(told(Clue.FireTip.FIRE_TIP_UNSPECIFIED, false).hasCheck()).isFalse();
    }

    @Test
    void itIsNotAnsweredUnchecked() {
        // Given
        Clue tip = told(Clue.FireTip.URGENT, false);
        Clue triaged = desk().triageClue(
                        ClueScenario.triage(tip).setNotEnough(true).build())
                .getClue();
        AnswerClueRequest.Builder answer = AnswerClueRequest.newBuilder()
                .setRequestId(UUID.randomUUID().toString())
                .setName(tip.getName())
                .setEtag(triaged.getEtag())
                .setAnswer("the exit is open");
        assertThat(reasonOf(refused(() -> desk().answerClue(answer.build())))).isEqualTo(Reason.ILLEGAL_TRANSITION);
        Clue checked = desk().checkClue(checking(tip, inspected().getName())).getClue();

        // When
        Clue answered = desk().answerClue(answer.setRequestId(UUID.randomUUID().toString())
                        .setEtag(checked.getEtag())
                        .build())
                .getClue();

        // Then
        assertThat(answered.getState()).isEqualTo(Clue.State.ANSWERED);
    }

    @Test
    void anInspectionThatDoesNotCountChecksNothing() {
        // Given
        Inspection before = inspected();
        clock.advance(Duration.ofHours(1));
        Clue tip = told(Clue.FireTip.URGENT, false);
        Clue drill = told(Clue.FireTip.URGENT, true);
        Inspection after = inspected();
        Inspection annulled = annulled(after);
        Inspection good = inspected();

        // When
        Reason reason = reasonOf(refused(() -> desk().checkClue(checking(tip, annulled.getName()))));

        // Then
        assertThat(reason).isEqualTo(Reason.ILLEGAL_TRANSITION);
        assertThat(reasonOf(refused(() -> desk().checkClue(checking(tip, before.getName())))))
                .isEqualTo(Reason.ILLEGAL_TRANSITION);
        assertThat(reasonOf(refused(() -> desk().checkClue(checking(drill, good.getName())))))
                .isEqualTo(Reason.ILLEGAL_TRANSITION);
        assertThat(reasonOf(refused(() -> desk().checkClue(checking(tip, "inspections/" + UUID.randomUUID())))))
                .isEqualTo(Reason.NOT_FOUND);
        assertThat(reasonOf(refused(() -> desk().checkClue(checking(tip, good.getName()).toBuilder()
                        .setEtag("99")
                        .build()))))
                .isEqualTo(Reason.STALE_ETAG);
        assertThat(desk().checkClue(checking(tip, good.getName()))
                        .getClue()
                        .getCheck()
                        .getInspection())
                .isEqualTo(good.getName());
    }

    private Inspection annulled(Inspection inspection) {
        return officer2()
                .annulInspection(AnnulInspectionRequest.newBuilder()
                        .setRequestId(UUID.randomUUID().toString())
                        .setName(inspection.getName())
                        .setEtag(inspection.getEtag())
                        .setReason("told twice")
                        .build())
                .getInspection();
    }

    @Test
    void whatAnAnnulledInspectionCheckedIsUncheckedWithItsFirstTime() {
        // Given
        Clue tip = told(Clue.FireTip.URGENT, false);
        Clue other = told(Clue.FireTip.URGENT, false);
        Inspection inspection = inspected();
        Clue checked = desk().checkClue(checking(tip, inspection.getName())).getClue();
        Inspection stays = inspected();
        Clue stillChecked = desk().checkClue(checking(other, stays.getName())).getClue();
        clock.advance(Duration.ofHours(30));
        assertThat(reminders(tip)).isZero();

        // When
        Inspection gone = annulled(inspection);

        // Then
        assertThat(gone.getEtag()).isNotEqualTo(inspection.getEtag());
        Clue unchecked = now(tip);
        assertThat(unchecked.getCheck().getInspection()).isEmpty();
        assertThat(unchecked.getCheck().hasCheckedAt()).isFalse();
        assertThat(unchecked.getCheck().getTerm().getDueAt())
                .isEqualTo(tip.getCheck().getTerm().getDueAt());
        assertThat(unchecked.getCheck().getTerm().getLate()).isTrue();
        assertThat(unchecked.getEtag()).isNotEqualTo(checked.getEtag());
        assertThat(now(other).getEtag()).isEqualTo(stillChecked.getEtag());
        assertThat(now(other).getCheck()).isEqualTo(stillChecked.getCheck());
        assertThat(reminders(tip)).isEqualTo(1);
        assertThat(reminders(other)).isZero();
        Clue again = desk().checkClue(checking(tip, inspected().getName())).getClue();
        assertThat(again.getCheck().getTerm().getLate()).isTrue();
        clock.advance(Duration.ofDays(9));
        assertThat(reminders(tip)).isEqualTo(1);
    }

    @Test
    void anAnsweredTipIsUncheckedToo() {
        // Given
        Clue tip = told(Clue.FireTip.URGENT, false);
        Clue triaged = desk().triageClue(
                        ClueScenario.triage(tip).setNotEnough(true).build())
                .getClue();
        Inspection inspection = inspected();
        Clue checked = desk().checkClue(checking(triaged, inspection.getName())).getClue();
        Clue answered = desk().answerClue(AnswerClueRequest.newBuilder()
                        .setRequestId(UUID.randomUUID().toString())
                        .setName(tip.getName())
                        .setEtag(checked.getEtag())
                        .setAnswer("the exit is open")
                        .build())
                .getClue();

        // When
        Inspection gone = annulled(inspection);

        // Then
        assertThat(gone.getName()).isEqualTo(inspection.getName());
        assertThat(now(tip).getState()).isEqualTo(answered.getState());
        assertThat(now(tip).getCheck().getInspection()).isEmpty();
        clock.advance(Duration.ofHours(25));
        assertThat(reminders(tip)).isEqualTo(1);
    }
}
