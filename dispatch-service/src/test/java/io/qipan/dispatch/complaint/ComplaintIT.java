package io.qipan.dispatch.complaint;

import static io.qipan.dispatch.Desk.aCall;
import static io.qipan.dispatch.Desk.anIncident;
import static io.qipan.dispatch.Desk.anIncidentOf;
import static io.qipan.dispatch.Desk.newId;
import static io.qipan.testkit.Refusals.metadataOf;
import static io.qipan.testkit.Refusals.reasonOf;
import static io.qipan.testkit.Refusals.refused;
import static org.assertj.core.api.Assertions.assertThat;

import io.qipan.dispatch.Desk;
import io.qipan.dispatch.DispatchScenario;
import io.qipan.proto.dispatch.v1.AnswerComplaintRequest;
import io.qipan.proto.dispatch.v1.Attention;
import io.qipan.proto.dispatch.v1.CloseComplaintRequest;
import io.qipan.proto.dispatch.v1.Complaint;
import io.qipan.proto.dispatch.v1.Complaint.Category;
import io.qipan.proto.dispatch.v1.Complaint.Finding;
import io.qipan.proto.dispatch.v1.Complaint.State;
import io.qipan.proto.dispatch.v1.ConfirmProposalRequest;
import io.qipan.proto.dispatch.v1.ExamineComplaintRequest;
import io.qipan.proto.dispatch.v1.GetComplaintRequest;
import io.qipan.proto.dispatch.v1.Incident;
import io.qipan.proto.dispatch.v1.IncidentOutcome;
import io.qipan.proto.dispatch.v1.ListAttentionsRequest;
import io.qipan.proto.dispatch.v1.ListComplaintsRequest;
import io.qipan.proto.dispatch.v1.ListFollowUpsRequest;
import io.qipan.proto.dispatch.v1.ListOpenWorkRequest;
import io.qipan.proto.dispatch.v1.OpenComplaintRequest;
import io.qipan.proto.dispatch.v1.OpenWork;
import io.qipan.proto.dispatch.v1.ProposeEndingRequest;
import io.qipan.proto.dispatch.v1.TakeOverIncidentRequest;
import io.qipan.runtime.caller.Role;
import io.qipan.runtime.refusal.Reason;
import io.qipan.runtime.rpc.Times;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class ComplaintIT extends DispatchScenario {

    /** Not the one who owns the incidents. */
    private Desk zhao() {
        return new Desk(harness.channelOf("zhao", Role.COMMANDER));
    }

    private static OpenComplaintRequest.Builder about(Incident incident) {
        return OpenComplaintRequest.newBuilder()
                .setRequestId(newId())
                .setIncident(incident.getName())
                .setCategory(Category.SLOWNESS)
                .setText("waited an hour");
    }

    private Complaint opened() {
        Incident incident = desk().open(anIncident("theft"));
        return new Desk(harness.channelOf("li", Role.CALL_TAKER))
                .complaints
                .openComplaint(about(incident).build())
                .getComplaint();
    }

    private static Complaint examine(Desk by, Complaint complaint) {
        return by.complaints
                .examineComplaint(ExamineComplaintRequest.newBuilder()
                        .setRequestId(newId())
                        .setName(complaint.getName())
                        .setEtag(complaint.getEtag())
                        .build())
                .getComplaint();
    }

    private static Complaint answer(Desk by, Complaint complaint) {
        return by.complaints
                .answerComplaint(AnswerComplaintRequest.newBuilder()
                        .setRequestId(newId())
                        .setName(complaint.getName())
                        .setEtag(complaint.getEtag())
                        .setFinding(Finding.PARTLY_FOUNDED)
                        .setReason("two cars were at another call")
                        .build())
                .getComplaint();
    }

    private static Complaint close(Desk by, Complaint complaint) {
        return by.complaints
                .closeComplaint(CloseComplaintRequest.newBuilder()
                        .setRequestId(newId())
                        .setName(complaint.getName())
                        .setEtag(complaint.getEtag())
                        .setNote("told by telephone")
                        .build())
                .getComplaint();
    }

    private Complaint now(Complaint complaint) {
        return desk().complaints
                .getComplaint(GetComplaintRequest.newBuilder()
                        .setName(complaint.getName())
                        .build())
                .getComplaint();
    }

    @Test
    void it_is_examined_answered_and_closed_each_in_its_time() {
        // Given
        Complaint received = opened();
        Complaint examined = examine(zhao(), received);
        Complaint answered = answer(zhao(), examined);

        // When
        Complaint closed = close(desk(), answered);

        // Then
        assertThat(List.of(received, examined, answered, closed))
                .extracting(Complaint::getState)
                .containsExactly(State.RECEIVED, State.UNDER_EXAMINATION, State.ANSWERED, State.CLOSED);
        assertThat(List.of(received, examined, answered))
                .extracting(c -> Duration.between(clock.instant(), Times.instant(c.getNextDeadlineAt()))
                        .toHours())
                .containsExactly(24L, 168L, 72L);
        assertThat(List.of(received, examined)).extracting(Complaint::getOwner).containsExactly("li", "zhao");
        assertThat(closed.getFinding()).isEqualTo(Finding.PARTLY_FOUNDED);
        assertThat(closed.getFindingReason()).contains("two cars");
        assertThat(closed.getExaminer()).isEqualTo("zhao");
        assertThat(now(closed)).isEqualTo(closed);
        assertThat(told(closed.getName()))
                .containsExactly("complaint.opened", "complaint.examined", "complaint.answered", "complaint.closed");
        assertThat(deadlines(closed.getName())).isEmpty();
        assertThat(reasonOf(refused(() -> close(desk(), closed)))).isEqualTo(Reason.ILLEGAL_TRANSITION);
    }

    @Test
    void nobody_examines_the_own_incident_and_only_who_examines_answers() {
        // Given
        Complaint received = opened();
        var own = refused(() -> examine(desk(), received));
        Complaint examined = examine(zhao(), received);
        Desk sun = new Desk(harness.channelOf("sun", Role.DISPATCHER));

        // When
        var stranger = refused(() -> answer(sun, examined));

        // Then
        assertThat(reasonOf(own)).isEqualTo(Reason.SECOND_PERSON_REQUIRED);
        assertThat(metadataOf(own)).containsEntry("made_by", "wang").containsEntry("resource", received.getName());
        assertThat(reasonOf(stranger)).isEqualTo(Reason.ACCESS_DENIED);
        assertThat(answer(sun, examine(sun, examined)).getExaminer()).isEqualTo("sun");
    }

    @Test
    void who_has_ever_worked_on_the_incident_does_not_examine_it() {
        // Given
        Incident incident = desk().open(anIncident("drowning"));
        var proposal = desk().reviews
                .proposeEnding(ProposeEndingRequest.newBuilder()
                        .setRequestId(newId())
                        .setIncident(incident.getName())
                        .setIncidentEtag(incident.getEtag())
                        .setOutcome(IncidentOutcome.CALLED_OFF)
                        .setRationale("the caller rang again")
                        .build())
                .getProposal();
        Incident taken = zhao().incidents
                .takeOverIncident(TakeOverIncidentRequest.newBuilder()
                        .setRequestId(newId())
                        .setName(incident.getName())
                        .setEtag(incident.getEtag())
                        .build())
                .getIncident();
        Desk sun = new Desk(harness.channelOf("sun", Role.DISPATCHER));
        var confirmed = sun.reviews
                .confirmProposal(ConfirmProposalRequest.newBuilder()
                        .setRequestId(newId())
                        .setName(proposal.getName())
                        .setEtag(proposal.getEtag())
                        .setIncidentEtag(taken.getEtag())
                        .build())
                .getIncident();
        Complaint complaint = new Desk(harness.channelOf("li", Role.CALL_TAKER))
                .complaints
                .openComplaint(about(incident).build())
                .getComplaint();

        // When
        var refusals = Stream.of(desk(), zhao(), sun)
                .map(by -> reasonOf(refused(() -> examine(by, complaint))))
                .toList();

        // Then
        assertThat(confirmed.getOwner()).isEqualTo("zhao");
        assertThat(refusals).hasSize(3).containsOnly(Reason.SECOND_PERSON_REQUIRED);
        Desk qian = new Desk(harness.channelOf("qian", Role.DISPATCHER));
        assertThat(examine(qian, complaint).getExaminer()).isEqualTo("qian");
    }

    @Test
    void what_does_not_go_on_in_time_goes_up_each_day() {
        // Given
        Complaint received = opened();
        pass(Duration.ofHours(24));
        Complaint late = now(received);
        pass(Duration.ofHours(24));
        Attention attention = attentions().getFirst();

        // When
        Complaint examined = examine(zhao(), now(received));

        // Then
        assertThat(late.getOverdue()).isTrue();
        assertThat(late.getOwner()).isEqualTo("desk:command");
        assertThat(now(received).getEtag()).isEqualTo(examined.getEtag());
        assertThat(examined.getOverdue()).isFalse();
        assertThat(examined.getOwner()).isEqualTo("zhao");
        assertThat(told(received.getName()))
                .containsExactly("complaint.opened", "complaint.overdue", "complaint.overdue", "complaint.examined");
        assertThat(dispatch.meters()
                        .counter("qipan.complaints.overdue", "state", "received")
                        .count())
                .isEqualTo(2);
        assertThat(desk().oversight
                        .listOpenWork(ListOpenWorkRequest.getDefaultInstance())
                        .getWorkList())
                .extracting(OpenWork::getResource)
                .contains(received.getName());
        assertThat(attention.getResource()).isEqualTo(received.getName());
        assertThat(attention.getIncident()).isEqualTo(received.getIncident());
        assertThat(attention.getTimes()).isEqualTo(2);
        pass(0);
        assertThat(attentions()).isEmpty();
    }

    private List<Attention> attentions() {
        return desk().attentions
                .listAttentions(ListAttentionsRequest.newBuilder()
                        .setOptionalKind(Attention.Kind.COMPLAINT_OVERDUE)
                        .build())
                .getAttentionsList();
    }

    @Test
    void it_may_come_from_a_follow_up_of_that_incident_and_of_no_other() {
        // Given
        Incident incident = desk().end(desk().open(anIncidentOf(desk().take(aCall()), "theft")));
        pass(Duration.ofHours(2));
        String followUp = desk().followUps
                .listFollowUps(ListFollowUpsRequest.getDefaultInstance())
                .getFollowUps(0)
                .getName();
        Incident other = desk().open(anIncident("theft"));

        // When
        Complaint complaint = desk().complaints
                .openComplaint(about(incident).setOptionalFollowUp(followUp).build())
                .getComplaint();

        // Then
        assertThat(complaint.getFollowUp()).isEqualTo(followUp);
        assertThat(reasonOf(refused(() -> desk().complaints
                        .openComplaint(
                                about(other).setOptionalFollowUp(followUp).build()))))
                .isEqualTo(Reason.INVALID_FIELD);
        assertThat(reasonOf(refused(() -> desk().complaints
                        .openComplaint(about(other)
                                .setIncident("incidents/01939b4e-0000-7000-8000-000000000009")
                                .build()))))
                .isEqualTo(Reason.NOT_FOUND);
    }

    @Test
    void lists_leave_out_what_is_closed_and_go_by_incident() {
        // Given
        Complaint closed = close(desk(), answer(zhao(), examine(zhao(), opened())));
        Complaint open = opened();
        ListComplaintsRequest openOnly =
                ListComplaintsRequest.newBuilder().setOpenOnly(true).build();

        // When
        List<Complaint> listed = desk().complaints.listComplaints(openOnly).getComplaintsList();

        // Then
        assertThat(listed).containsExactly(open);
        assertThat(desk().complaints
                        .listComplaints(ListComplaintsRequest.newBuilder()
                                .setOptionalIncident(closed.getIncident())
                                .build())
                        .getComplaintsList())
                .containsExactly(closed);
        String token = desk().complaints
                .listComplaints(
                        ListComplaintsRequest.newBuilder().setPageSize(1).build())
                .getNextPageToken();
        assertThat(desk().complaints
                        .listComplaints(ListComplaintsRequest.newBuilder()
                                .setPageToken(token)
                                .build())
                        .getComplaintsList())
                .containsExactly(closed);
        assertThat(reasonOf(refused(() -> desk().complaints
                        .listComplaints(openOnly.toBuilder().setPageToken(token).build()))))
                .isEqualTo(Reason.PAGE_TOKEN_INVALID);
    }
}
