package io.qipan.dispatch.incident;

import static io.qipan.dispatch.Desk.aCall;
import static io.qipan.dispatch.Desk.anIncident;
import static io.qipan.dispatch.Desk.anIncidentOf;
import static io.qipan.dispatch.Desk.newId;
import static io.qipan.testkit.Refusals.metadataOf;
import static io.qipan.testkit.Refusals.reasonOf;
import static io.qipan.testkit.Refusals.refused;
import static org.assertj.core.api.Assertions.assertThat;

import io.grpc.StatusRuntimeException;
import io.qipan.dispatch.Desk;
import io.qipan.dispatch.DispatchScenario;
import io.qipan.proto.dispatch.v1.Call;
import io.qipan.proto.dispatch.v1.CallOutcome;
import io.qipan.proto.dispatch.v1.DetachCallRequest;
import io.qipan.proto.dispatch.v1.DetachCallResponse;
import io.qipan.proto.dispatch.v1.FollowUp;
import io.qipan.proto.dispatch.v1.GetCallRequest;
import io.qipan.proto.dispatch.v1.Incident;
import io.qipan.proto.dispatch.v1.ListFollowUpsRequest;
import io.qipan.proto.dispatch.v1.ListOpenWorkRequest;
import io.qipan.proto.dispatch.v1.MergeIncidentsRequest;
import io.qipan.proto.dispatch.v1.OpenWork;
import io.qipan.proto.dispatch.v1.Priority;
import io.qipan.runtime.caller.Role;
import io.qipan.runtime.refusal.Reason;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

/** A call that was attached to the wrong incident is taken out again. */
class DetachCallIT extends DispatchScenario {

    private DetachCallRequest.Builder detaching(Incident incident, Call call) {
        return DetachCallRequest.newBuilder()
                .setRequestId(newId())
                .setName(incident.getName())
                .setEtag(desk().now(incident).getEtag())
                .setCall(call.getName())
                .setReason("another bridge");
    }

    private DetachCallResponse detach(Incident incident, Call call) {
        return desk().incidents.detachCall(detaching(incident, call).build());
    }

    private Call now(Call call) {
        return desk().calls
                .getCall(GetCallRequest.newBuilder().setName(call.getName()).build())
                .getCall();
    }

    private Incident opened(Call call) {
        return desk().open(anIncidentOf(call, "traffic_collision"));
    }

    @Test
    void it_is_open_again_with_its_owner_and_a_deadline_and_both_are_told() {
        // Given
        Call first = desk().take(aCall());
        Incident incident = opened(first);
        Call wrong = new Desk(harness.channelOf("zhao", Role.CALL_TAKER)).take(aCall());
        Incident attached = desk().attach(incident, wrong);

        // When
        DetachCallResponse detached = detach(attached, wrong);

        // Then
        Call open = now(wrong);
        assertThat(detached.getCall()).isEqualTo(open);
        assertThat(open.getState()).isEqualTo(Call.State.OPEN);
        assertThat(open.getOwner()).isEqualTo("zhao");
        assertThat(open.hasNextDeadlineAt()).isTrue();
        assertThat(open.getIncident()).isEmpty();
        assertThat(open.getLocationsList()).isEqualTo(wrong.getLocationsList());
        assertThat(detached.hasOpened()).isFalse();
        assertThat(detached.getIncident()).isEqualTo(desk().now(incident));
        assertThat(detached.getIncident().getCallsList()).containsExactly(first.getName());
        assertThat(deadlines(wrong.getName())).containsExactly("call.decide");
        assertThat(told(wrong.getName())).containsExactly("call.received", "call.ended", "call.detached");
        assertThat(told(incident.getName())).endsWith("incident.call_attached", "incident.call_detached");
        assertThat(rows("select actor from journal where action = 'call.detached'"))
                .containsExactly("wang");
        assertThat(rows("select reason from journal where action like '%.%detached' order by position"))
                .containsExactly("another bridge", wrong.getName() + ": another bridge");
        assertThat(desk().oversight
                        .listOpenWork(ListOpenWorkRequest.getDefaultInstance())
                        .getWorkList())
                .extracting(OpenWork::getResource)
                .containsExactlyInAnyOrder(incident.getName(), wrong.getName());
    }

    @Test
    void it_can_be_attached_to_the_right_one_then() {
        // Given
        Incident wrong = opened(desk().take(aCall()));
        Incident right = opened(desk().take(aCall()));
        Call call = desk().take(aCall());
        Incident ignored = desk().attach(wrong, call);
        DetachCallResponse detached = detach(wrong, call);

        // When
        Incident attached = desk().attach(right, call);

        // Then
        assertThat(detached.getIncident().getCallsCount()).isEqualTo(1);
        assertThat(attached.getCallsList()).contains(call.getName());
        assertThat(now(call).getIncident()).isEqualTo(right.getName());
    }

    @Test
    void it_opens_an_incident_of_its_own_at_once() {
        // Given
        Incident incident = opened(desk().take(aCall()));
        Call call = desk().take(aCall().setDescription("smoke behind the school"));
        Incident attached = desk().attach(incident, call);
        DetachCallRequest request = detaching(attached, call)
                .setOptionalType("theft")
                .setOptionalPriority(Priority.P3)
                .build();

        // When
        DetachCallResponse detached = desk().incidents.detachCall(request);

        // Then
        Incident own = detached.getOpened();
        assertThat(own).isEqualTo(desk().now(own));
        assertThat(own.getType()).isEqualTo("theft");
        assertThat(own.getPriority()).isEqualTo(Priority.P3);
        assertThat(own.getSummary()).isEqualTo("smoke behind the school");
        assertThat(own.getCallsList()).containsExactly(call.getName());
        assertThat(own.getLocationsCount()).isEqualTo(1);
        assertThat(detached.getCall()).isEqualTo(now(call));
        assertThat(now(call).getOutcome()).isEqualTo(CallOutcome.INCIDENT_OPENED);
        assertThat(now(call).getIncident()).isEqualTo(own.getName());
        assertThat(deadlines(call.getName())).isEmpty();
        assertThat(told(call.getName())).endsWith("call.detached", "call.ended");
        assertThat(desk().incidents.detachCall(request))
                .as("a repeated request")
                .isEqualTo(detached);
        assertThat(rows("select id::text from incident")).hasSize(2);
    }

    @Test
    void an_unknown_type_changes_nothing() {
        // Given
        Incident incident = opened(desk().take(aCall()));
        Call call = desk().take(aCall());
        Incident attached = desk().attach(incident, call);

        // When
        StatusRuntimeException unknown = refused(() -> desk().incidents
                .detachCall(detaching(attached, call)
                        .setOptionalType("no_such_type")
                        .build()));

        // Then
        assertThat(reasonOf(unknown)).isEqualTo(Reason.NOT_FOUND);
        assertThat(now(call).getState()).isEqualTo(Call.State.ENDED);
        assertThat(desk().now(incident).getEtag()).isEqualTo(attached.getEtag());
    }

    @Test
    void the_call_that_an_incident_was_opened_from_stays() {
        // Given
        Call opener = desk().take(aCall());
        Incident incident = opened(opener);
        Incident attached = desk().attach(incident, desk().take(aCall()));

        // When
        StatusRuntimeException refusal = refused(() -> detach(attached, opener));

        // Then
        assertThat(reasonOf(refusal)).isEqualTo(Reason.NOT_DETACHABLE);
        assertThat(metadataOf(refusal)).containsEntry("why", "opened_it").containsEntry("resource", opener.getName());
        assertThat(refusal.getStatus().getDescription()).contains("Reclassify", "merge it", "end it");
    }

    @Test
    void a_call_of_another_incident_or_of_none_is_refused_with_where_it_is() {
        // Given
        Incident incident = opened(desk().take(aCall()));
        Incident other = opened(desk().take(aCall()));
        Call elsewhere = desk().take(aCall());
        Incident ignored = desk().attach(other, elsewhere);
        Call open = desk().take(aCall());

        // When
        StatusRuntimeException refusal = refused(() -> detach(incident, elsewhere));

        // Then
        assertThat(reasonOf(refusal)).isEqualTo(Reason.NOT_DETACHABLE);
        assertThat(metadataOf(refusal)).containsEntry("why", "not_attached");
        assertThat(refusal.getStatus().getDescription()).contains(other.getName());
        assertThat(metadataOf(refused(() -> detach(incident, open)))).containsEntry("why", "not_attached");
    }

    @Test
    void what_has_ended_or_is_merged_keeps_its_calls_and_says_what_to_do() {
        // Given
        Call ofEnded = desk().take(aCall());
        Incident ended = opened(desk().take(aCall()));
        ended = desk().end(desk().attach(ended, ofEnded));
        Call ofMerged = desk().take(aCall());
        Incident merged = desk().attach(opened(desk().take(aCall())), ofMerged);
        Incident root = opened(desk().take(aCall()));
        merged = desk().duplicates
                .mergeIncidents(MergeIncidentsRequest.newBuilder()
                        .setRequestId(newId())
                        .setIncident(merged.getName())
                        .setEtag(merged.getEtag())
                        .setInto(root.getName())
                        .setIntoEtag(root.getEtag())
                        .setReason("the same collision")
                        .build())
                .getIncident();
        Incident over = ended;
        Incident gone = merged;

        // When
        StatusRuntimeException afterEnd = refused(() -> detach(over, ofEnded));
        StatusRuntimeException afterMerge = refused(() -> detach(gone, ofMerged));

        // Then
        assertThat(List.of(reasonOf(afterEnd), reasonOf(afterMerge))).containsOnly(Reason.ILLEGAL_TRANSITION);
        assertThat(afterEnd.getStatus().getDescription()).contains("Open an incident", "link");
        assertThat(afterMerge.getStatus().getDescription()).contains(root.getName(), "take the two apart");
    }

    @Test
    void the_caller_is_not_asked_about_the_wrong_incident() {
        // Given
        Incident without = desk().open(anIncident("traffic_collision"));
        Incident with = desk().open(anIncident("traffic_collision"));
        Call wrong = desk().take(aCall());
        Call right = desk().take(aCall());
        without = desk().attach(without, wrong);
        with = desk().attach(with, right);
        Incident left = detach(without, wrong).getIncident();

        // When
        List<Incident> ended = List.of(desk().end(left), desk().end(with));

        // Then
        pass(Duration.ofHours(2));
        assertThat(ended).extracting(Incident::getState).containsOnly(Incident.State.ENDED);
        assertThat(desk().followUps
                        .listFollowUps(ListFollowUpsRequest.getDefaultInstance())
                        .getFollowUpsList())
                .extracting(FollowUp::getIncident)
                .containsExactly(with.getName());
    }

    @Test
    void who_may_not_attach_may_not_detach_and_a_priority_needs_a_type() {
        // Given
        Incident incident = opened(desk().take(aCall()));
        Call call = desk().take(aCall());
        Incident attached = desk().attach(incident, call);
        DetachCallRequest request = detaching(attached, call).build();

        // When
        StatusRuntimeException service =
                refused(() -> new Desk(harness.channelOf("replay", Role.SERVICE)).incidents.detachCall(request));

        // Then
        assertThat(reasonOf(service)).isEqualTo(Reason.ACCESS_DENIED);
        assertThat(reasonOf(refused(() -> desk().incidents
                        .detachCall(request.toBuilder().setEtag("1").build()))))
                .isEqualTo(Reason.STALE_ETAG);
        assertThat(reasonOf(refused(() -> desk().incidents
                        .detachCall(request.toBuilder()
                                .setOptionalPriority(Priority.P1)
                                .build()))))
                .isEqualTo(Reason.INVALID_FIELD);
    }
}
