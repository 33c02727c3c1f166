package io.qipan.ecology.inspection;

import static io.qipan.ecology.registry.RegistryScenario.WUHAI;
import static io.qipan.ecology.registry.RegistryScenario.newId;
import static io.qipan.testkit.Refusals.reasonOf;
import static io.qipan.testkit.Refusals.refused;
import static io.qipan.testkit.Refusals.textOf;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import io.grpc.StatusRuntimeException;
import io.qipan.ecology.registry.RegistryScenario;
import io.qipan.ecology.start.InspectionTemplatesStart;
import io.qipan.proto.ecology.v1.AnnulInspectionRequest;
import io.qipan.proto.ecology.v1.GetHazardRequest;
import io.qipan.proto.ecology.v1.GetInspectionTemplateRequest;
import io.qipan.proto.ecology.v1.HandOnHazardRequest;
import io.qipan.proto.ecology.v1.Hazard;
import io.qipan.proto.ecology.v1.HazardServiceGrpc;
import io.qipan.proto.ecology.v1.Inspection;
import io.qipan.proto.ecology.v1.InspectionAnswer.Result;
import io.qipan.proto.ecology.v1.InspectionItem;
import io.qipan.proto.ecology.v1.InspectionServiceGrpc;
import io.qipan.proto.ecology.v1.ListHazardsRequest;
import io.qipan.proto.ecology.v1.ListInspectionsRequest;
import io.qipan.proto.ecology.v1.RecordInspectionRequest;
import io.qipan.proto.ecology.v1.RecordInspectionResponse;
import io.qipan.proto.ecology.v1.ReviseInspectionTemplateRequest;
import io.qipan.proto.ecology.v1.Subject;
import io.qipan.runtime.caller.Role;
import io.qipan.runtime.refusal.Reason;
import io.qipan.testkit.RandomMessages;
import io.qipan.testkit.TestTokens;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class InspectionRpcIT extends InspectionScenario {

    @Test
    void theRegisterFollowsInspectionsAndHazards() {
        // Given
        int before = subject().getRisk().getScore();

        // When
        Hazard hazard = found();
        Subject inspected = subject();
        Hazard ignored = recheck(hazard, true);

        // Then
        assertThat(before).as("never inspected").isEqualTo(20);
        assertThat(inspected.getRisk().getScore()).as("an open hazard").isEqualTo(10);
        assertThat(inspected.getOpenHazards()).isEqualTo(1);
        assertThat(subject().getRisk().getScore()).isZero();
        assertThat(subject().getNextInspectionDueAt().getSeconds())
                .isEqualTo(clock.instant().plus(Duration.ofDays(365)).getEpochSecond());
    }

    @Test
    void theSameFindingAgainIsARepeat() {
        // Given
        Hazard first = found();
        Hazard closed = recheck(first, true);
        clock.advance(Duration.ofDays(100));

        // When
        Hazard second = found();

        // Then
        assertThat(second.getRepeatOf()).isEqualTo(closed.getName());
        assertThat(subject().getRepeatFindings()).isEqualTo(1);
        clock.advance(Duration.ofDays(731));
        assertThat(found().getRepeatOf()).isEmpty();
        assertThat(subject().getRepeatFindings()).isZero();
    }

    @Test
    void aDrillCountsNowhere() {
        // Given
        Subject before = subject();

        // When
        Hazard hazard = officer()
                .recordInspection(ofOutfall(Result.FINDING).setDrill(true).build())
                .getHazards(0);

        // Then
        assertThat(hazard.getDrill()).isTrue();
        assertThat(subject()).isEqualTo(before);
        assertThat(found().getRepeatOf()).isEmpty();
    }

    @Test
    void everyItemIsAnsweredOnceAndNoOther() {
        // Given
        RecordInspectionRequest request = ofOutfall(Result.FINDING)
                .removeAnswers(0)
                .addAnswers(answer("channel", Result.NOT_APPLICABLE))
                .addAnswers(answer("colour", Result.IN_ORDER))
                .build();

        // When
        StatusRuntimeException refused = refused(() -> officer().recordInspection(request));

        // Then
        assertThat(reasonOf(refused)).isEqualTo(Reason.INVALID_FIELD);
        assertThat(textOf(refused)).contains("consent", "channel is answered twice", "needs a note", "no item colour");
        assertThat(officer()
                        .listInspections(ListInspectionsRequest.getDefaultInstance())
                        .getInspectionsList())
                .isEmpty();
    }

    @Test
    void anInspectionAnswersTheRevisionThatItNames() {
        // Given
        var next = officer2()
                .reviseInspectionTemplate(ReviseInspectionTemplateRequest.newBuilder()
                        .setRequestId(newId())
                        .setName(THREE_CHECKS)
                        .setBaseRevision(1)
                        .setTitleZh("候鸟三查")
                        .addItems(InspectionItem.newBuilder()
                                .setCode("markets")
                                .setTextZh("市场")
                                .setUsualDays(1))
                        .setReason("the five links")
                        .build())
                .getTemplate();

        // When
        RecordInspectionResponse recorded = officer()
                .recordInspection(ofLake().addAnswers(answer("daily_patrol", Result.IN_ORDER))
                        .addAnswers(answer("daily_check", Result.IN_ORDER))
                        .addAnswers(answer("key_area_sweep", Result.IN_ORDER))
                        .build());

        // Then
        assertThat(next.getRevision()).isEqualTo(2);
        assertThat(recorded.getInspection().getTemplateRevision()).isEqualTo(1);
        assertThat(officer()
                        .getInspectionTemplate(GetInspectionTemplateRequest.newBuilder()
                                .setName(THREE_CHECKS)
                                .setRevision(1)
                                .build())
                        .getTemplate()
                        .getItemsCount())
                .isEqualTo(3);
        int kept = DATABASE.unitOfWork()
                .run(
                        "system:templates",
                        () -> new KeepShippedTemplates(templates, reviseTemplate)
                                .keep(InspectionTemplatesStart.shipped(clock.instant()))
                                .getFirst()
                                .revision());
        assertThat(kept)
                .as("what people made is not replaced at the next start")
                .isEqualTo(2);
    }

    @Test
    void anotherAgencySeesTheInspectionsAndHazardsThatAreShared() {
        // Given
        Hazard river = found();
        RecordInspectionResponse lake = officer()
                .recordInspection(ofLake().addAnswers(answer("daily_patrol", Result.FINDING))
                        .addAnswers(answer("daily_check", Result.IN_ORDER))
                        .addAnswers(answer("key_area_sweep", Result.IN_ORDER))
                        .build());
        var guest = rpc.withToken(TestTokens.mintAgency("guest", RegistryScenario.NEIGHBOUR, Role.values()));

        // When
        var seen = HazardServiceGrpc.newBlockingStub(guest)
                .listHazards(ListHazardsRequest.newBuilder().setPageSize(1).build());

        // Then
        assertThat(seen.getHazardsList()).containsExactly(lake.getHazards(0));
        assertThat(seen.getNextPageToken()).isEmpty();
        assertThat(InspectionServiceGrpc.newBlockingStub(guest)
                        .listInspections(ListInspectionsRequest.getDefaultInstance())
                        .getInspectionsList())
                .containsExactly(lake.getInspection());
        assertThat(reasonOf(refused(() -> HazardServiceGrpc.newBlockingStub(guest)
                        .getHazard(GetHazardRequest.newBuilder()
                                .setName(river.getName())
                                .build()))))
                .isEqualTo(Reason.NOT_FOUND);
        assertThat(reasonOf(refused(() -> HazardServiceGrpc.newBlockingStub(guest)
                        .handOnHazard(HandOnHazardRequest.newBuilder()
                                .setRequestId(newId())
                                .setName(lake.getHazards(0).getName())
                                .setEtag("1")
                                .setTo(WUHAI)
                                .setReason("x")
                                .build()))))
                .isEqualTo(Reason.ACCESS_DENIED);
    }

    private AnnulInspectionRequest annulment(Inspection inspection) {
        return AnnulInspectionRequest.newBuilder()
                .setRequestId(newId())
                .setName(inspection.getName())
                .setEtag(inspection.getEtag())
                .setReason("of another outfall")
                .build();
    }

    @Test
    void whatWasFoundEscapesNoRecheckByAnAnnulment() {
        // Given
        RecordInspectionResponse recorded =
                officer().recordInspection(ofOutfall(Result.FINDING).build());
        AnnulInspectionRequest request = annulment(recorded.getInspection());

        // When
        StatusRuntimeException refused = refused(() -> officer2().annulInspection(request));

        // Then
        assertThat(reasonOf(refused)).isEqualTo(Reason.ILLEGAL_TRANSITION);
        assertThat(textOf(refused)).contains("HAZARD_NOT_CLOSED");
        assertThat(catchThrowable(() -> DATABASE.execute("update inspection set annulled = true, changed_at = now()")))
                .hasStackTraceContaining("is not closed");
        Hazard ignored = recheck(recorded.getHazards(0), true);
        assertThat(officer2().annulInspection(request).getInspection().getAnnulled())
                .isTrue();
    }

    @Test
    void theRegisterForgetsAnAnnulledInspection() {
        // Given
        Inspection first =
                officer().recordInspection(ofOutfall(Result.IN_ORDER).build()).getInspection();
        Subject once = subject();
        clock.advance(Duration.ofDays(3));
        Inspection second =
                officer().recordInspection(ofOutfall(Result.IN_ORDER).build()).getInspection();
        Subject twice = subject();

        // When
        Inspection annulled = officer2().annulInspection(annulment(second)).getInspection();

        // Then
        assertThat(annulled.getAnnulledBy()).isEqualTo("chen");
        assertThat(annulled.getAnnulReason()).isEqualTo("of another outfall");
        assertThat(twice.getLastInspectedAt()).isNotEqualTo(once.getLastInspectedAt());
        assertThat(subject().getLastInspectedAt()).isEqualTo(once.getLastInspectedAt());
        assertThat(subject().getNextInspectionDueAt()).isEqualTo(once.getNextInspectionDueAt());
        Inspection none = officer2().annulInspection(annulment(first)).getInspection();
        assertThat(none.getAnnulled()).isTrue();
        assertThat(subject().hasLastInspectedAt()).isFalse();
        assertThat(subject().getRisk().getScore()).as("never inspected").isEqualTo(20);
    }

    @Test
    void anAnnulledFindingIsNothingToRepeat() {
        // Given
        RecordInspectionResponse wrong =
                officer().recordInspection(ofOutfall(Result.FINDING).build());
        Hazard ignored = recheck(wrong.getHazards(0), true);
        Inspection annulled =
                officer2().annulInspection(annulment(wrong.getInspection())).getInspection();
        clock.advance(Duration.ofDays(10));

        // When
        Hazard later = found();

        // Then
        assertThat(later.getRepeatOf()).isEmpty();
        assertThat(reasonOf(refused(() -> officer2().annulInspection(annulment(annulled)))))
                .isEqualTo(Reason.ILLEGAL_TRANSITION);
        assertThat(reasonOf(refused(() -> officer().annulInspection(annulment(annulled)))))
                .as("that is for commanders")
                .isEqualTo(Reason.ACCESS_DENIED);
    }

    @Test
    void standsRandomMessages() {
        RandomMessages.throwAt(rpc, InspectionServiceGrpc.getServiceDescriptor(), 150, 20261122);
        RandomMessages.throwAt(rpc, HazardServiceGrpc.getServiceDescriptor(), 150, 20261122);

        assertThat(found().getState()).isEqualTo(Hazard.State.OPEN);
    }
}
