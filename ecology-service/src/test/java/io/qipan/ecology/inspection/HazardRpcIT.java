package io.qipan.ecology.inspection;

import static io.qipan.ecology.registry.RegistryScenario.WUHAI;
import static io.qipan.ecology.registry.RegistryScenario.at;
import static io.qipan.ecology.registry.RegistryScenario.newId;
import static io.qipan.testkit.Refusals.reasonOf;
import static io.qipan.testkit.Refusals.refused;
import static org.assertj.core.api.Assertions.assertThat;

import io.grpc.StatusRuntimeException;
import io.qipan.proto.ecology.v1.ExtendHazardRequest;
import io.qipan.proto.ecology.v1.GetHazardRequest;
import io.qipan.proto.ecology.v1.HandOnHazardRequest;
import io.qipan.proto.ecology.v1.Hazard;
import io.qipan.proto.ecology.v1.InspectionAnswer;
import io.qipan.proto.ecology.v1.InspectionAnswer.Result;
import io.qipan.proto.ecology.v1.ListHazardsRequest;
import io.qipan.proto.ecology.v1.RecordInspectionResponse;
import io.qipan.runtime.refusal.Reason;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class HazardRpcIT extends InspectionScenario {

    @Test
    void aFindingIsAHazardFromTheUsualTimeToTheRecheck() {
        // Given
        RecordInspectionResponse recorded =
                officer().recordInspection(ofOutfall(Result.FINDING).build());
        Hazard hazard = recorded.getHazards(0);

        // When
        Hazard waiting = rectified(hazard);
        Hazard closed = recheck(waiting, true);

        // Then
        assertThat(recorded.getInspection().getAnswersList())
                .extracting(InspectionAnswer::getItem)
                .containsExactly("consent", "responsible_body", "channel", "monitoring", "discharge");
        assertThat(recorded.getInspection().getAnswers(4).getHazard()).isEqualTo(hazard.getName());
        assertThat(hazard.getDueAt().getSeconds())
                .isEqualTo(clock.instant().plus(Duration.ofDays(3)).getEpochSecond());
        assertThat(waiting.getDueAt()).as("three working days, over a weekend").isEqualTo(at("2026-11-25T16:00:00Z"));
        assertThat(closed.getState()).isEqualTo(Hazard.State.CLOSED);
        assertThat(closed.hasDueAt()).isFalse();
        assertThat(steward()
                        .getHazard(GetHazardRequest.newBuilder()
                                .setName(closed.getName())
                                .build())
                        .getHazard())
                .isEqualTo(closed);
        assertThat(reasonOf(refused(() -> recheck(closed, true)))).isEqualTo(Reason.ILLEGAL_TRANSITION);
    }

    @Test
    void anOverdueHazardGoesUpUntilSomebodyActs() {
        // Given
        Hazard hazard = found();
        clock.advance(Duration.ofDays(4));
        boolean first = worker().handleNext();
        clock.advance(Duration.ofDays(7));

        // When
        boolean second = worker().handleNext();

        // Then
        assertThat(first && second).isTrue();
        Hazard raised = steward()
                .getHazard(
                        GetHazardRequest.newBuilder().setName(hazard.getName()).build())
                .getHazard();
        assertThat(raised.getEscalations()).isEqualTo(2);
        assertThat(raised.getDueAt()).isEqualTo(hazard.getDueAt());
        assertThat(subject().getOverdueHazards()).isEqualTo(1);
        assertThat(steward()
                        .listHazards(ListHazardsRequest.newBuilder()
                                .setOverdueOnly(true)
                                .build())
                        .getHazardsList())
                .containsExactly(raised);
        Hazard closed = recheck(raised, true);
        assertThat(closed.getEscalations()).as("stays on record").isEqualTo(2);
        clock.advance(Duration.ofDays(30));
        assertThat(worker().handleNext()).isFalse();
    }

    @Test
    void aTimeIsMovedOnTwiceAndThenSomebodyHasToLook() {
        // Given
        Hazard hazard = found();
        for (int days = 10; days <= 20; days += 10) {
            hazard = steward().extendHazard(later(hazard, days)).getHazard();
        }
        Hazard twice = hazard;

        // When
        StatusRuntimeException refused = refused(() -> steward().extendHazard(later(twice, 30)));

        // Then
        assertThat(reasonOf(refused)).isEqualTo(Reason.ILLEGAL_TRANSITION);
        assertThat(reasonOf(refused(() -> handOn(twice, WUHAI)))).isEqualTo(Reason.ILLEGAL_TRANSITION);
        assertThat(recheck(twice, false).getExtensions()).isZero();
    }

    private ExtendHazardRequest later(Hazard hazard, int days) {
        return ExtendHazardRequest.newBuilder()
                .setRequestId(newId())
                .setName(hazard.getName())
                .setEtag(hazard.getEtag())
                .setDueAt(io.qipan.runtime.rpc.Times.message(clock.instant().plus(Duration.ofDays(days))))
                .setReason("frozen ground")
                .build();
    }

    private Hazard handOn(Hazard hazard, String to) {
        return steward()
                .handOnHazard(HandOnHazardRequest.newBuilder()
                        .setRequestId(newId())
                        .setName(hazard.getName())
                        .setEtag(hazard.getEtag())
                        .setTo(to)
                        .setReason("theirs")
                        .build())
                .getHazard();
    }

    @Test
    void aHazardIsHandedOnOnlyToWhatThereIs() {
        // Given
        Hazard hazard = found();

        // When
        StatusRuntimeException refused = refused(() -> handOn(hazard, "cases/01939b4e-0000-7000-8000-000000000001"));

        // Then
        assertThat(reasonOf(refused)).isEqualTo(Reason.NOT_FOUND);
        Hazard with = handOn(hazard, WUHAI);
        assertThat(with.getHandedOnTo()).isEqualTo(WUHAI);
        assertThat(subject().getOpenHazards()).isEqualTo(1);
        assertThat(recheck(with, true).getHandedOnTo()).isEmpty();
    }
}
