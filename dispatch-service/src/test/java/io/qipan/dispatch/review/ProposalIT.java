package io.qipan.dispatch.review;

import static io.qipan.dispatch.Desk.anIncident;
import static io.qipan.dispatch.Desk.newId;
import static io.qipan.testkit.Refusals.metadataOf;
import static io.qipan.testkit.Refusals.reasonOf;
import static io.qipan.testkit.Refusals.refused;
import static org.assertj.core.api.Assertions.assertThat;

import io.grpc.StatusRuntimeException;
import io.qipan.dispatch.Desk;
import io.qipan.proto.dispatch.v1.ConfirmProposalRequest;
import io.qipan.proto.dispatch.v1.GetProposalRequest;
import io.qipan.proto.dispatch.v1.Incident;
import io.qipan.proto.dispatch.v1.IncidentOutcome;
import io.qipan.proto.dispatch.v1.ListProposalsRequest;
import io.qipan.proto.dispatch.v1.MergeIncidentsRequest;
import io.qipan.proto.dispatch.v1.OpenWork;
import io.qipan.proto.dispatch.v1.Order;
import io.qipan.proto.dispatch.v1.Priority;
import io.qipan.proto.dispatch.v1.Proposal;
import io.qipan.proto.dispatch.v1.RejectProposalRequest;
import io.qipan.proto.dispatch.v1.WithdrawProposalRequest;
import io.qipan.runtime.refusal.Reason;
import io.qipan.runtime.rpc.Times;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

class ProposalIT extends ReviewScenario {

    private Incident drowning() {
        return desk().open(anIncident("drowning"));
    }

    private static Proposal reject(Desk by, Proposal proposal) {
        return by.reviews
                .rejectProposal(RejectProposalRequest.newBuilder()
                        .setRequestId(newId())
                        .setName(proposal.getName())
                        .setEtag(proposal.getEtag())
                        .setReason("somebody has to look")
                        .build())
                .getProposal();
    }

    private static Proposal withdraw(Desk by, Proposal proposal) {
        return by.reviews
                .withdrawProposal(WithdrawProposalRequest.newBuilder()
                        .setRequestId(newId())
                        .setName(proposal.getName())
                        .setEtag(proposal.getEtag())
                        .build())
                .getProposal();
    }

    @Test
    void it_waits_for_the_commander_and_tells_what_is_wanted() {
        // Given
        Incident incident = drowning();

        // When
        Proposal proposal = proposeReclassification(incident, "public_order", Priority.P3);

        // Then
        assertThat(proposal.getState()).isEqualTo(Proposal.State.WAITING);
        assertThat(proposal.getReclassification())
                .isEqualTo(Proposal.Reclassification.newBuilder()
                        .setFromType("drowning")
                        .setFromPriority(Priority.P1)
                        .setToType("public_order")
                        .setToPriority(Priority.P3)
                        .build());
        assertThat(proposal.getOwner()).isEqualTo("desk:command");
        assertThat(proposal.getProposedBy()).isEqualTo("wang");
        assertThat(Duration.between(clock.instant(), Times.instant(proposal.getNextDeadlineAt())))
                .isEqualTo(Duration.ofMinutes(10));
        assertThat(work())
                .filteredOn(item -> item.getResource().equals(proposal.getName()))
                .extracting(OpenWork::getOwner)
                .containsExactly("desk:command");
        assertThat(desk().now(incident)).as("nothing is changed yet").isEqualTo(incident);
        assertThat(now(proposal)).isEqualTo(proposal);
    }

    @Test
    void one_of_a_kind_waits_for_an_incident_and_what_one_may_do_waits_for_nobody() {
        // Given
        Incident incident = drowning();
        Proposal ending = proposeEnding(incident, IncidentOutcome.CALLED_OFF);
        Proposal lowering = proposeReclassification(incident, "theft", Priority.P3);

        // When
        StatusRuntimeException second = refused(() -> proposeEnding(incident, IncidentOutcome.DUPLICATE));

        // Then
        assertThat(List.of(ending, lowering)).extracting(Proposal::getState).containsOnly(Proposal.State.WAITING);
        assertThat(reasonOf(second)).isEqualTo(Reason.ALREADY_EXISTS);
        assertThat(metadataOf(second)).containsEntry("resource", ending.getName());
        assertThat(reasonOf(refused(() -> proposeEnding(incident, IncidentOutcome.RESOLVED))))
                .isEqualTo(Reason.ILLEGAL_TRANSITION);
        assertThat(reasonOf(refused(
                        () -> proposeReclassification(desk().open(anIncident("theft")), "drowning", Priority.P1))))
                .isEqualTo(Reason.ILLEGAL_TRANSITION);
        assertThat(reasonOf(refused(() -> proposeReclassification(drowning(), "flying_saucer", Priority.P4))))
                .isEqualTo(Reason.NOT_FOUND);
    }

    @Test
    void what_is_not_legal_any_more_is_not_confirmed_and_goes_on_waiting() {
        // Given
        Incident incident = drowning();
        Proposal proposal = proposeEnding(incident, IncidentOutcome.CALLED_OFF);
        Order order = desk().send(incident, "units/boat-1");

        // When
        StatusRuntimeException refusal = refused(() -> confirm(zhao(), proposal));

        // Then
        assertThat(reasonOf(refusal)).isEqualTo(Reason.ORDERS_OPEN);
        assertThat(now(proposal)).isEqualTo(proposal);
        assertThat(deadlines(proposal.getName())).containsExactly("proposal.decide");
        assertThat(desk().cancel(order, "called off").getState()).isEqualTo(Order.State.CANCELLED);
        assertThat(confirm(zhao(), proposal).getIncident().getState()).isEqualTo(Incident.State.ENDED);
    }

    @Test
    void who_confirms_has_seen_the_incident_as_it_is() {
        // Given
        Incident incident = drowning();
        Proposal proposal = proposeReclassification(incident, "theft", Priority.P3);
        Incident changed = desk().queue(incident);

        // When
        StatusRuntimeException refusal = refused(() -> zhao().reviews
                .confirmProposal(ConfirmProposalRequest.newBuilder()
                        .setRequestId(newId())
                        .setName(proposal.getName())
                        .setEtag(proposal.getEtag())
                        .setIncidentEtag(incident.getEtag())
                        .build()));

        // Then
        assertThat(reasonOf(refusal)).isEqualTo(Reason.STALE_ETAG);
        assertThat(metadataOf(refusal)).containsEntry("resource", incident.getName());
        assertThat(desk().now(incident)).isEqualTo(changed);
        assertThat(now(proposal)).isEqualTo(proposal);
    }

    @Test
    void another_rejects_and_its_proposer_withdraws() {
        // Given
        Incident incident = drowning();
        Proposal first = proposeEnding(incident, IncidentOutcome.CALLED_OFF);
        StatusRuntimeException own = refused(() -> reject(desk(), first));
        Proposal rejected = reject(zhao(), first);
        Proposal second = proposeEnding(incident, IncidentOutcome.CALLED_OFF);
        StatusRuntimeException others = refused(() -> withdraw(zhao(), second));

        // When
        Proposal withdrawn = withdraw(desk(), second);

        // Then
        assertThat(reasonOf(own)).isEqualTo(Reason.SECOND_PERSON_REQUIRED);
        assertThat(reasonOf(others)).isEqualTo(Reason.ACCESS_DENIED);
        assertThat(rejected.getState()).isEqualTo(Proposal.State.REJECTED);
        assertThat(rejected.getDecisionReason()).isEqualTo("somebody has to look");
        assertThat(withdrawn.getState()).isEqualTo(Proposal.State.WITHDRAWN);
        assertThat(withdrawn.getDecidedBy()).isEqualTo("wang");
        assertThat(desk().now(incident)).isEqualTo(incident);
        assertThat(reasonOf(refused(() -> confirm(zhao(), withdrawn)))).isEqualTo(Reason.ILLEGAL_TRANSITION);
    }

    @Test
    void undecided_it_escalates_once_and_then_lapses_without_a_change() {
        // Given
        Incident incident = drowning();
        Proposal proposal = proposeEnding(incident, IncidentOutcome.CALLED_OFF);
        pass(Duration.ofMinutes(10));
        Proposal escalated = now(proposal);

        // When
        pass(Duration.ofMinutes(30));

        // Then
        assertThat(escalated.getState()).isEqualTo(Proposal.State.WAITING);
        assertThat(escalated.getEscalated()).isTrue();
        assertThat(now(proposal).getState()).isEqualTo(Proposal.State.LAPSED);
        assertThat(now(proposal).getDecidedBy()).isEqualTo("system:deadlines");
        assertThat(desk().now(incident).getEtag()).isEqualTo(incident.getEtag());
        assertThat(told(proposal.getName())).containsExactly("proposal.made", "proposal.escalated", "proposal.lapsed");
        assertThat(deadlines(proposal.getName())).isEmpty();
        for (String how : List.of("escalated", "lapsed")) {
            assertThat(dispatch.meters()
                            .counter("qipan.proposals.overdue", "how", how)
                            .count())
                    .as(how)
                    .isEqualTo(1);
        }
        assertThat(proposeEnding(incident, IncidentOutcome.CALLED_OFF).getState())
                .isEqualTo(Proposal.State.WAITING);
    }

    @Test
    void a_lost_deadline_is_set_again_and_nobodys_time_is_shortened() {
        // Given
        Proposal proposal = proposeEnding(drowning(), IncidentOutcome.CALLED_OFF);
        DATABASE.execute("delete from deadline where subject = '" + proposal.getName() + "'");
        List<String> adopted = dispatch.oversight().adopt();

        // When
        pass(0);

        // Then
        assertThat(adopted).containsExactly(proposal.getName());
        assertThat(now(proposal)).isEqualTo(proposal);
        assertThat(rows("select due_at::text from deadline where subject = '" + proposal.getName() + "'"))
                .isEqualTo(rows("select next_deadline_at::text from proposal"));
    }

    @Test
    void it_is_overtaken_when_the_incident_ends_otherwise_or_is_merged() {
        // Given
        Incident ending = drowning();
        Proposal ofEnding = proposeReclassification(ending, "theft", Priority.P3);
        Incident merging = drowning();
        Proposal ofMerging = proposeEnding(merging, IncidentOutcome.DUPLICATE);
        Incident root = drowning();

        // When
        Incident ended = end(ending, IncidentOutcome.RESOLVED);
        var merged = desk().duplicates
                .mergeIncidents(MergeIncidentsRequest.newBuilder()
                        .setRequestId(newId())
                        .setIncident(merging.getName())
                        .setEtag(merging.getEtag())
                        .setInto(root.getName())
                        .setIntoEtag(root.getEtag())
                        .setReason("the same")
                        .build());

        // Then
        assertThat(ended.getState()).isEqualTo(Incident.State.ENDED);
        assertThat(merged.getIncident().getState()).isEqualTo(Incident.State.MERGED);
        assertThat(List.of(now(ofEnding), now(ofMerging))).allSatisfy(proposal -> {
            assertThat(proposal.getState()).isEqualTo(Proposal.State.OVERTAKEN);
            assertThat(proposal.getDecidedBy()).isEqualTo("wang");
            assertThat(deadlines(proposal.getName())).isEmpty();
        });
        assertThat(reasonOf(refused(() -> confirm(zhao(), now(ofEnding))))).isEqualTo(Reason.ILLEGAL_TRANSITION);
    }

    @Test
    void lists_leave_out_what_is_decided_and_go_by_incident() {
        // Given
        Proposal rejected = reject(zhao(), proposeEnding(drowning(), IncidentOutcome.CALLED_OFF));
        Proposal waiting = proposeEnding(drowning(), IncidentOutcome.CALLED_OFF);
        ListProposalsRequest openOnly =
                ListProposalsRequest.newBuilder().setOpenOnly(true).build();

        // When
        List<Proposal> listed = desk().reviews.listProposals(openOnly).getProposalsList();

        // Then
        assertThat(listed).containsExactly(waiting);
        assertThat(desk().reviews
                        .listProposals(ListProposalsRequest.newBuilder()
                                .setOptionalIncident(rejected.getIncident())
                                .build())
                        .getProposalsList())
                .containsExactly(rejected);
        String token = desk().reviews
                .listProposals(ListProposalsRequest.newBuilder().setPageSize(1).build())
                .getNextPageToken();
        assertThat(desk().reviews
                        .listProposals(ListProposalsRequest.newBuilder()
                                .setPageToken(token)
                                .build())
                        .getProposalsList())
                .containsExactly(rejected);
        assertThat(reasonOf(refused(() -> desk().reviews
                        .getProposal(GetProposalRequest.newBuilder()
                                .setName("proposals/01939b4e-0000-7000-8000-000000000009")
                                .build()))))
                .isEqualTo(Reason.NOT_FOUND);
    }
}
