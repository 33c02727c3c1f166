package io.qipan.ecology.evidence;

import static org.assertj.core.api.Assertions.assertThat;

import io.qipan.proto.ecology.v1.Evidence;
import io.qipan.proto.ecology.v1.GetEvidenceRequest;
import io.qipan.proto.ecology.v1.HandOverEvidenceRequest;
import io.qipan.proto.ecology.v1.VerifyCustodyRequest;
import io.qipan.proto.ecology.v1.VerifyCustodyResponse;
import io.qipan.runtime.refusal.Reason;
import io.qipan.testkit.Refusals;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class CustodyRpcIT extends EvidenceScenario {
    @Test
    void handoversAreSealedOneAfterTheOtherAndATouchedOneIsNamed() {
        // Given
        Evidence evidence = uploaded(header(newCase("OPEN")), film(1_000, 6));
        Evidence stored = handed(evidence, "desk:store");
        Evidence handed = handed(stored, "agencies/police-wuhai");
        assertThat(handed.getCustodyList()).hasSize(3);
        assertThat(verified(handed).getIntact()).isTrue();
        assertThat(Refusals.reasonOf(Refusals.refused(() -> handed(evidence, "li"))))
                .isEqualTo(Reason.STALE_ETAG);

        // When
        DATABASE.execute("update evidence_custody set holder = 'nobody' where number = 2");

        // Then
        VerifyCustodyResponse broken = verified(handed);
        assertThat(broken.getIntact()).isFalse();
        assertThat(broken.getContent()).isEqualTo(VerifyCustodyResponse.Content.INTACT);
        assertThat(broken.getFirstBroken()).isEqualTo(2);
        assertThat(broken.getProblem()).contains("Entry 2 was changed");
        assertThat(Refusals.reasonOf(Refusals.refused(() -> handed(handed, "li"))))
                .isEqualTo(Reason.INCOMPLETE);
    }

    @Test
    void aChainThatWasCutOrTouchedAnywhereShows() {
        // Given
        Evidence evidence = uploaded(header(newCase("OPEN")), film(1_000, 7));
        Evidence handed = handed(handed(evidence, "desk:store"), "li");
        String id = handed.getName().substring("evidence/".length());

        // When
        DATABASE.execute("delete from evidence_custody where number = 3 and evidence_id = '" + id + "'");

        // Then
        VerifyCustodyResponse cut = verified(handed);
        assertThat(cut.getIntact()).isFalse();
        assertThat(cut.getFirstBroken()).isEqualTo(3);
        assertThat(cut.getProblem()).contains("is gone");
        assertThat(cut.getEntries()).isEqualTo(2);
        Evidence shorter = officer()
                .getEvidence(GetEvidenceRequest.newBuilder()
                        .setName(handed.getName())
                        .build())
                .getEvidence();
        assertThat(Refusals.reasonOf(Refusals.refused(() -> handed(shorter, "zhao"))))
                .isEqualTo(Reason.INCOMPLETE);
        DATABASE.execute("update evidence set captured_at = captured_at - interval '1 day' where id = '" + id + "'");
        assertThat(verified(handed).getFirstBroken()).isEqualTo(1);
    }

    @Test
    void whatSomebodyHasNotedIsComparedToo() {
        // Given
        Evidence evidence = handed(uploaded(header(newCase("OPEN")), film(1_000, 8)), "desk:store");
        VerifyCustodyResponse noted = verified(evidence);
        VerifyCustodyRequest.Builder again = VerifyCustodyRequest.newBuilder()
                .setName(evidence.getName())
                .setOptionalEntries(noted.getEntries())
                .setOptionalHead(noted.getHead());

        // When
        Evidence further = handed(evidence, "li");

        // Then
        assertThat(noted.getHead()).isEqualTo(evidence.getCustody(1).getSeal());
        assertThat(officer().verifyCustody(again.build()).getIntact()).isTrue();
        assertThat(officer().verifyCustody(again.setOptionalEntries(1).build()).getProblem())
                .contains("is another now");
        assertThat(verified(further).getIntact()).isTrue();
    }

    private Evidence handed(Evidence evidence, String holder) {
        return officer()
                .handOverEvidence(HandOverEvidenceRequest.newBuilder()
                        .setRequestId(UUID.randomUUID().toString())
                        .setName(evidence.getName())
                        .setEtag(evidence.getEtag())
                        .setHolder(holder)
                        .setReason("for a reason")
                        .build())
                .getEvidence();
    }
}
