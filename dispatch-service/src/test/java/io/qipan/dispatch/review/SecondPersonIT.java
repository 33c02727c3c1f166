package io.qipan.dispatch.review;

import static io.qipan.dispatch.Desk.anIncident;
import static io.qipan.dispatch.Desk.newId;
import static io.qipan.testkit.Refusals.metadataOf;
import static io.qipan.testkit.Refusals.reasonOf;
import static io.qipan.testkit.Refusals.refused;
import static io.qipan.testkit.Refusals.textOf;
import static org.assertj.core.api.Assertions.assertThat;

import io.grpc.StatusRuntimeException;
import io.qipan.proto.dispatch.v1.ConfirmProposalResponse;
import io.qipan.proto.dispatch.v1.Incident;
import io.qipan.proto.dispatch.v1.IncidentOutcome;
import io.qipan.proto.dispatch.v1.MergeIncidentsRequest;
import io.qipan.proto.dispatch.v1.Order;
import io.qipan.proto.dispatch.v1.Priority;
import io.qipan.proto.dispatch.v1.Proposal;
import io.qipan.runtime.refusal.Reason;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class SecondPersonIT extends ReviewScenario {

    private static final String END = "qipan.dispatch.v1.ReviewService/ProposeEnding";
    private static final String RECLASSIFY = "qipan.dispatch.v1.ReviewService/ProposeReclassification";

    @ParameterizedTest
    @EnumSource(names = {"CALLED_OFF", "DUPLICATE", "NOTHING_FOUND"})
    void one_person_does_not_dismiss_what_is_at_risk_and_is_told_what_to_call(IncidentOutcome outcome) {
        // Given
        Incident incident = desk().open(anIncident("medical"));

        // When
        StatusRuntimeException refusal = refused(() -> end(incident, outcome));

        // Then
        assertThat(reasonOf(refusal)).isEqualTo(Reason.SECOND_PERSON_REQUIRED);
        assertThat(textOf(refusal)).contains(outcome.name()).contains("ReviewService/ProposeEnding");
        assertThat(metadataOf(refusal))
                .containsEntry("resource", incident.getName())
                .containsEntry("made_by", "wang")
                .containsEntry("propose_by", END);
        assertThat(desk().now(incident)).isEqualTo(incident);
    }

    @Test
    void what_is_no_risk_or_was_dealt_with_one_person_ends() {
        // Given
        Incident theft = desk().open(anIncident("theft"));
        Incident dealtWith = desk().open(anIncident("drowning"));
        Incident handedOver = desk().open(anIncident("drowning"));
        Incident attended = desk().open(anIncident("drowning"));
        Order order = attended(attended);

        // When
        List<Incident> ended = List.of(
                end(theft, IncidentOutcome.CALLED_OFF),
                end(dealtWith, IncidentOutcome.RESOLVED),
                end(handedOver, IncidentOutcome.HANDED_OVER),
                end(attended, IncidentOutcome.NOTHING_FOUND));

        // Then
        assertThat(order.getState()).isEqualTo(Order.State.CLEARED);
        assertThat(ended).extracting(Incident::getState).containsOnly(Incident.State.ENDED);
    }

    @Test
    void arriving_at_one_that_was_merged_into_it_counts_as_arriving() {
        // Given
        Incident incident = desk().open(anIncident("drowning"));
        Order order = attended(incident);
        Incident root = desk().open(anIncident("drowning"));
        merge(incident, root);

        // When
        Incident ended = end(root, IncidentOutcome.NOTHING_FOUND);

        // Then
        assertThat(order.getIncident()).isEqualTo(incident.getName());
        assertThat(ended.getOutcome()).isEqualTo(IncidentOutcome.NOTHING_FOUND);
    }

    @Test
    void one_person_raises_and_two_lower() {
        // Given
        Incident raised = reclassify(desk().open(anIncident("theft")), "drowning", Priority.P1);

        // When
        List<StatusRuntimeException> lowered = List.of(
                refused(() -> reclassify(raised, "drowning", Priority.P2)),
                refused(() -> reclassify(raised, "theft", Priority.P1)));

        // Then
        assertThat(raised.getPriority()).isEqualTo(Priority.P1);
        assertThat(lowered).allSatisfy(refusal -> {
            assertThat(reasonOf(refusal)).isEqualTo(Reason.SECOND_PERSON_REQUIRED);
            assertThat(metadataOf(refusal)).containsEntry("propose_by", RECLASSIFY);
        });
        assertThat(reclassify(desk().open(anIncident("theft")), "theft", Priority.P4)
                        .getPriority())
                .isEqualTo(Priority.P4);
    }

    @Test
    void a_risk_that_two_have_lowered_is_still_not_dismissed_by_one() {
        // Given
        Incident incident = desk().open(anIncident("theft").setOptionalPriority(Priority.P1));
        ConfirmProposalResponse lowered = confirm(zhao(), proposeReclassification(incident, "theft", Priority.P4));

        // When
        StatusRuntimeException refusal = refused(() -> end(incident, IncidentOutcome.CALLED_OFF));

        // Then
        assertThat(lowered.getIncident().getPriority()).isEqualTo(Priority.P4);
        assertThat(reasonOf(refusal)).isEqualTo(Reason.SECOND_PERSON_REQUIRED);
    }

    @Test
    void a_type_at_risk_opened_as_harmless_is_at_risk_and_stays_so() {
        // Given
        Incident incident = desk().open(anIncident("drowning").setOptionalPriority(Priority.P4));
        StatusRuntimeException atFirst = refused(() -> end(incident, IncidentOutcome.DUPLICATE));
        ConfirmProposalResponse changed = confirm(zhao(), proposeReclassification(incident, "theft", Priority.P4));

        // When
        StatusRuntimeException afterwards = refused(() -> end(incident, IncidentOutcome.DUPLICATE));

        // Then
        assertThat(changed.getIncident().getType()).isEqualTo("theft");
        assertThat(List.of(atFirst, afterwards))
                .allSatisfy(refusal -> assertThat(reasonOf(refusal)).isEqualTo(Reason.SECOND_PERSON_REQUIRED));
    }

    @Test
    void a_risk_does_not_vanish_in_what_it_was_merged_into() {
        // Given
        Incident risky = desk().open(anIncident("drowning").setOptionalPriority(Priority.P4));
        Incident root = desk().open(anIncident("theft"));
        merge(risky, root);

        // When
        StatusRuntimeException refusal = refused(() -> end(root, IncidentOutcome.CALLED_OFF));

        // Then
        assertThat(reasonOf(refusal)).isEqualTo(Reason.SECOND_PERSON_REQUIRED);
    }

    @Test
    void what_one_proposes_another_confirms_and_both_stand_in_the_history() {
        // Given
        Incident incident = desk().open(anIncident("drowning"));
        Proposal proposal = proposeEnding(incident, IncidentOutcome.CALLED_OFF);
        StatusRuntimeException alone = refused(() -> confirm(desk(), proposal));

        // When
        ConfirmProposalResponse confirmed = confirm(zhao(), proposal);

        // Then
        assertThat(reasonOf(alone)).isEqualTo(Reason.SECOND_PERSON_REQUIRED);
        assertThat(metadataOf(alone)).containsEntry("made_by", "wang").containsEntry("resource", proposal.getName());
        assertThat(confirmed.getIncident().getState()).isEqualTo(Incident.State.ENDED);
        assertThat(confirmed.getIncident().getOutcome()).isEqualTo(IncidentOutcome.CALLED_OFF);
        assertThat(confirmed.getIncident().getRationale()).isEqualTo("the caller rang again");
        assertThat(confirmed.getProposal().getState()).isEqualTo(Proposal.State.CONFIRMED);
        assertThat(confirmed.getProposal().getDecidedBy()).isEqualTo("zhao");
        assertThat(now(proposal)).isEqualTo(confirmed.getProposal());
        assertThat(told(proposal.getName())).containsExactly("proposal.made", "proposal.confirmed");
        assertThat(rows("select actor || ': ' || reason from journal where action = 'incident.ended'"))
                .containsExactly("zhao: the caller rang again (" + proposal.getName() + " of wang)");
        assertThat(deadlines(proposal.getName())).isEmpty();
    }

    @Test
    void an_exercise_practises_the_same() {
        // Given
        Incident drill = desk().open(anIncident("drowning").setDrill(true));
        StatusRuntimeException refusal = refused(() -> end(drill, IncidentOutcome.CALLED_OFF));
        dispatch.lots().fallOnAll();

        // When
        Proposal proposal = proposeEnding(drill, IncidentOutcome.CALLED_OFF);

        // Then
        assertThat(reasonOf(refusal)).isEqualTo(Reason.SECOND_PERSON_REQUIRED);
        assertThat(proposal.getDrill()).isTrue();
        assertThat(confirm(zhao(), proposal).getIncident().getState()).isEqualTo(Incident.State.ENDED);
        assertThat(rows("select outcome from closure"))
                .as("drills are not drawn")
                .isEmpty();
    }

    private void merge(Incident incident, Incident into) {
        var ignored = desk().duplicates
                .mergeIncidents(MergeIncidentsRequest.newBuilder()
                        .setRequestId(newId())
                        .setIncident(incident.getName())
                        .setEtag(desk().now(incident).getEtag())
                        .setInto(into.getName())
                        .setIntoEtag(desk().now(into).getEtag())
                        .setReason("the same")
                        .build());
    }
}
