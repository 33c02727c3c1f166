package io.qipan.ecology.evidence;

import static io.qipan.testkit.Refusals.metadataOf;
import static io.qipan.testkit.Refusals.reasonOf;
import static io.qipan.testkit.Refusals.refused;
import static org.assertj.core.api.Assertions.assertThat;

import io.grpc.Channel;
import io.grpc.StatusRuntimeException;
import io.qipan.ecology.casefile.StoredCases;
import io.qipan.proto.ecology.v1.AdministrativeTrack;
import io.qipan.proto.ecology.v1.Case;
import io.qipan.proto.ecology.v1.Evidence;
import io.qipan.proto.ecology.v1.EvidenceServiceGrpc;
import io.qipan.proto.ecology.v1.GetEvidenceRequest;
import io.qipan.proto.ecology.v1.ReviewEvidenceRequest;
import io.qipan.runtime.caller.Role;
import io.qipan.runtime.deadline.PostgresDeadlines;
import io.qipan.runtime.refusal.Reason;
import io.qipan.testkit.RpcHarness;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** What a device has recorded is reviewed before a penalty rests on it; what is seized names its evidence. */
class EvidenceReviewIT extends EvidenceScenario {

    @RegisterExtension
    final RpcHarness cases = RpcHarness.serving(() -> StoredCases.procedure(
                    DATABASE.unitOfWork(), new CaseEvidence(records), new PostgresDeadlines(clock), journal, clock))
            .withClock(clock);

    private Channel commander() {
        return cases.channelOf("chen", Role.COMMANDER);
    }

    private Evidence kept(Case file, boolean fromDevice) {
        return uploaded(header(file.getName()).setFromDevice(fromDevice), film);
    }

    private static ReviewEvidenceRequest.Builder review(Evidence evidence) {
        return ReviewEvidenceRequest.newBuilder()
                .setRequestId(UUID.randomUUID().toString())
                .setName(evidence.getName())
                .setEtag(evidence.getEtag())
                .setDeviceFit(true)
                .setRecordFit(true)
                .setLegalReviewer("lawyer sun")
                .setTechnicalReviewer("engineer ma")
                .setReason("certificate 12, place published on 1 March");
    }

    private Evidence reviewed(ReviewEvidenceRequest.Builder request) {
        return EvidenceServiceGrpc.newBlockingStub(rpc.channelOf("chen", Role.COMMANDER))
                .reviewEvidence(request.build())
                .getEvidence();
    }

    @Test
    void aPenaltyWaitsForTheReviewOfWhatADeviceHasRecorded() {
        // Given
        Case file = StoredCases.punishable(commander());
        Evidence evidence = kept(file, true);
        StatusRuntimeException unreviewed = refused(() -> StoredCases.warned(commander(), file));
        assertThat(metadataOf(unreviewed)).containsEntry("missing", "evidence_review");
        assertThat(unreviewed.getMessage()).contains(evidence.getName(), "行政处罚法 Art 41");

        // When
        Evidence passed = reviewed(review(evidence));

        // Then
        assertThat(passed.getReviewsList()).singleElement().satisfies(entry -> {
            assertThat(entry.getPassed()).isTrue();
            assertThat(entry.getBy()).isEqualTo("chen");
        });
        assertThat(passed.getEtag()).isNotEqualTo(evidence.getEtag());
        assertThat(officer()
                        .getEvidence(GetEvidenceRequest.newBuilder()
                                .setName(evidence.getName())
                                .build())
                        .getEvidence())
                .isEqualTo(passed);
        assertThat(StoredCases.warned(commander(), file)
                        .getProcedure()
                        .getAdministrative()
                        .getState())
                .isEqualTo(AdministrativeTrack.State.PENALISED);
    }

    @Test
    void whatHasNotPassedProvesNothingAndMayBeReviewedAgain() {
        // Given
        Case file = StoredCases.punishable(commander());
        Evidence failed = reviewed(review(kept(file, true)).setDeviceFit(false));
        assertThat(reasonOf(refused(() -> StoredCases.warned(commander(), file))))
                .isEqualTo(Reason.INCOMPLETE);

        // When
        Evidence passed = reviewed(review(failed));

        // Then
        assertThat(passed.getReviewsCount()).isEqualTo(2);
        assertThat(reasonOf(refused(() -> reviewed(review(passed))))).isEqualTo(Reason.ILLEGAL_TRANSITION);
        assertThat(reasonOf(refused(() -> reviewed(review(failed))))).isEqualTo(Reason.STALE_ETAG);
        assertThat(StoredCases.warned(commander(), file).getName()).isEqualTo(file.getName());
    }

    @Test
    void aFailedRecordBesideOtherEvidenceHoldsNothingUp() {
        // Given
        Case file = StoredCases.punishable(commander());
        Evidence statement = kept(file, false);

        // When
        Evidence failed = reviewed(review(kept(file, true)).setRecordFit(false));

        // Then
        assertThat(failed.getReviews(0).getPassed()).isFalse();
        assertThat(StoredCases.warned(commander(), file).getName()).isEqualTo(file.getName());
        assertThat(reasonOf(refused(() -> reviewed(review(statement))))).isEqualTo(Reason.ILLEGAL_TRANSITION);
    }

    @Test
    void onePersonDoesNotDoBothReviews() {
        // Given
        Evidence evidence = kept(StoredCases.punishable(commander()), true);

        // When
        StatusRuntimeException alone = refused(() -> reviewed(review(evidence).setTechnicalReviewer("lawyer sun")));

        // Then
        assertThat(reasonOf(alone)).isEqualTo(Reason.INVALID_FIELD);
        assertThat(alone.getMessage()).contains("lawyer sun");
    }

    @Test
    void aSeizureNamesEvidenceOfItsCaseOnly() {
        // Given
        Case file = StoredCases.punishable(commander());
        Evidence theirs = kept(StoredCases.punishable(commander()), false);
        Evidence ours = kept(file, false);
        for (String wrong : List.of(theirs.getName(), "evidence/" + UUID.randomUUID())) {
            assertThat(reasonOf(refused(() -> StoredCases.seized(commander(), file, wrong))))
                    .isEqualTo(Reason.NOT_FOUND);
        }

        // When
        Case seized = StoredCases.seized(commander(), file, ours.getName());

        // Then
        assertThat(seized.getProcedure().getSeizures(0).getEvidenceList()).containsExactly(ours.getName());
        assertThat(StoredCases.stored(commander(), file)).isEqualTo(seized);
    }
}
