package io.qipan.ecology.escalation;

import static io.qipan.testkit.Refusals.reasonOf;
import static io.qipan.testkit.Refusals.refused;
import static org.assertj.core.api.Assertions.assertThat;

import io.qipan.ecology.casefile.StoredCases;
import io.qipan.proto.ecology.v1.Case;
import io.qipan.proto.ecology.v1.CaseLaw;
import io.qipan.proto.ecology.v1.CaseSeizure;
import io.qipan.proto.ecology.v1.CaseServiceGrpc;
import io.qipan.proto.ecology.v1.Clock;
import io.qipan.proto.ecology.v1.Escalation;
import io.qipan.proto.ecology.v1.ListCasesRequest;
import io.qipan.runtime.refusal.Reason;
import java.time.Duration;
import org.junit.jupiter.api.Test;

/** What is seized on the spot is approved in a day, and what is decided is served: overdue, both go up once. */
class OnTheSpotIT extends PartyScenario {

    private static Clock.State state(Case file, Clock.Kind kind) {
        return file.getProcedure().getClocksList().stream()
                .filter(clock -> clock.getKind() == kind)
                .reduce((_, later) -> later)
                .orElseThrow()
                .getState();
    }

    @Test
    void theApprovalThatDoesNotComeGoesUpOnceForEachSeizure() {
        // Given
        Case filed = StoredCases.filed(commander(), CaseLaw.ADMINISTRATIVE_PENALTY);
        Case once = StoredCases.seizedOnTheSpot(commander(), filed, CaseSeizure.Kind.SEALED);
        Case twice = StoredCases.seizedOnTheSpot(commander(), once, CaseSeizure.Kind.SEALED);
        Case file = StoredCases.approved(commander(), twice, 2);
        later(Duration.ofHours(24));
        assertThat(of(file)).isEmpty();

        // When
        later(Duration.ofMinutes(1));
        later(Duration.ofMinutes(1));

        // Then
        assertThat(of(file)).singleElement().satisfies(up -> {
            assertThat(up.getClockKind()).isEqualTo(Clock.Kind.APPROVE_SEIZURE);
            assertThat(up.getAgency()).isEqualTo("agencies/government");
        });
        Case late = StoredCases.approved(commander(), StoredCases.stored(commander(), file), 1);
        assertThat(late.getProcedure().getSeizures(0).getApprovedBy()).isEqualTo("head zhao");
        assertThat(of(file)).extracting(Escalation::getState).containsOnly(Escalation.State.SETTLED);
        assertThat(reasonOf(refused(() -> StoredCases.approved(commander(), late, 1))))
                .isEqualTo(Reason.ILLEGAL_TRANSITION);
    }

    @Test
    void theServiceThatDoesNotComeGoesUpAndIsSettledByIt() {
        // Given
        Case penalised = StoredCases.warned(commander(), StoredCases.punishable(commander()));
        assertThat(state(penalised, Clock.Kind.SERVE_DECISION)).isEqualTo(Clock.State.RUNNING);
        assertThat(reasonOf(refused(() -> StoredCases.closed(commander(), penalised))))
                .isEqualTo(Reason.INCOMPLETE);

        // When
        later(Duration.ofDays(25));

        // Then
        Case overdue = StoredCases.stored(commander(), penalised);
        assertThat(state(overdue, Clock.Kind.SERVE_DECISION)).isEqualTo(Clock.State.OVERDUE);
        Case served = StoredCases.served(commander(), overdue);
        assertThat(served.getProcedure().getService().getManner()).isEqualTo("by mail to wu");
        assertThat(of(served)).extracting(Escalation::getState).containsOnly(Escalation.State.SETTLED);
        assertThat(StoredCases.closed(commander(), served).getState()).isEqualTo(Case.State.CLOSED);
    }

    @Test
    void aListLeavesOutWhatWasSeized() {
        // Given
        Case filed = StoredCases.filed(commander(), CaseLaw.ADMINISTRATIVE_PENALTY);

        // When
        Case file = StoredCases.seizedOnTheSpot(commander(), filed, CaseSeizure.Kind.SEIZED);

        // Then
        assertThat(file.getProcedure().getSeizures(0).getItemsCount()).isEqualTo(1);
        assertThat(CaseServiceGrpc.newBlockingStub(commander())
                        .listCases(ListCasesRequest.getDefaultInstance())
                        .getCasesList())
                .singleElement()
                .satisfies(listed -> {
                    assertThat(listed.getProcedure().getSeizuresList())
                            .singleElement()
                            .satisfies(seizure -> {
                                assertThat(seizure.getItemsList()).isEmpty();
                                assertThat(seizure.getDecision()).isEqualTo("K-9");
                            });
                    assertThat(listed.getPossibleList()).isEmpty();
                    assertThat(listed.getEtag()).isEqualTo(file.getEtag());
                });
    }
}
