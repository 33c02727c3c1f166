package io.qipan.dispatch.incident;

import static io.qipan.dispatch.Desk.aCall;
import static io.qipan.dispatch.Desk.anIncident;
import static io.qipan.dispatch.Desk.anIncidentOf;
import static io.qipan.dispatch.Desk.newId;
import static io.qipan.dispatch.Desk.units;
import static io.qipan.testkit.Refusals.fieldsOf;
import static io.qipan.testkit.Refusals.metadataOf;
import static io.qipan.testkit.Refusals.reasonOf;
import static io.qipan.testkit.Refusals.refused;
import static io.qipan.testkit.Refusals.textOf;
import static org.assertj.core.api.Assertions.assertThat;

import io.grpc.StatusRuntimeException;
import io.qipan.dispatch.Desk;
import io.qipan.dispatch.DispatchScenario;
import io.qipan.proto.common.v1.Location;
import io.qipan.proto.dispatch.v1.AddIncidentLocationRequest;
import io.qipan.proto.dispatch.v1.Call;
import io.qipan.proto.dispatch.v1.CallOutcome;
import io.qipan.proto.dispatch.v1.ChooseIncidentLocationRequest;
import io.qipan.proto.dispatch.v1.EndIncidentRequest;
import io.qipan.proto.dispatch.v1.GetCallRequest;
import io.qipan.proto.dispatch.v1.Incident;
import io.qipan.proto.dispatch.v1.IncidentOutcome;
import io.qipan.proto.dispatch.v1.IncidentType;
import io.qipan.proto.dispatch.v1.ListIncidentTypesRequest;
import io.qipan.proto.dispatch.v1.ListIncidentsRequest;
import io.qipan.proto.dispatch.v1.ListIncidentsResponse;
import io.qipan.proto.dispatch.v1.Order;
import io.qipan.proto.dispatch.v1.Priority;
import io.qipan.proto.dispatch.v1.TakeOverIncidentRequest;
import io.qipan.runtime.caller.Role;
import io.qipan.runtime.refusal.Reason;
import io.qipan.runtime.rpc.Times;
import java.time.Instant;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class IncidentRpcIT extends DispatchScenario {

    private Incident locate(Incident incident, boolean choose) {
        return desk().incidents
                .addIncidentLocation(AddIncidentLocationRequest.newBuilder()
                        .setRequestId(newId())
                        .setName(incident.getName())
                        .setEtag(incident.getEtag())
                        .setLocation(Desk.riverBank())
                        .setChoose(choose)
                        .build())
                .getIncident();
    }

    @Test
    void without_a_place_an_incident_is_opened_but_neither_queued_nor_sent_to() {
        // Given
        Incident incident =
                desk().open(anIncident("drowning").clearLocations().addLocations(Desk.words("by the bridge")));

        // When
        StatusRuntimeException queued = refused(() -> desk().queue(incident));
        StatusRuntimeException sent = refused(() -> desk().send(incident, "units/boat-1"));

        // Then
        assertThat(incident.getState()).isEqualTo(Incident.State.NEW);
        assertThat(List.of(queued, sent)).allSatisfy(refusal -> {
            assertThat(reasonOf(refusal)).isEqualTo(Reason.INCOMPLETE);
            assertThat(metadataOf(refusal))
                    .containsEntry("resource", incident.getName())
                    .containsEntry("missing", "location");
        });
        assertThat(desk().queue(locate(incident, true)).getState()).isEqualTo(Incident.State.QUEUED);
    }

    @Test
    void places_and_drill_come_from_the_call_and_the_last_one_on_a_map_is_chosen() {
        // Given
        Call call =
                desk().take(aCall().addLocations(Desk.words("by the bridge")).setDrill(true));

        // When
        Incident incident = desk().open(anIncidentOf(call, "drowning").addLocations(Desk.words("north side")));

        // Then
        assertThat(incident.getLocationsList()).extracting(Location::getId).containsExactly(1, 2, 3);
        assertThat(incident.getLocationsList()).extracting(Location::getChosen).containsExactly(true, false, false);
        assertThat(incident.getDrill()).isTrue();
        assertThat(desk().now(incident)).isEqualTo(incident);
    }

    @Test
    void another_call_about_it_is_attached_and_ends() {
        // Given
        Incident incident = desk().open(anIncident("drowning"));
        Call call = desk().take(aCall());

        // When
        Incident attached = desk().attach(incident, call);

        // Then
        assertThat(attached.getCallsList()).containsExactly(call.getName());
        assertThat(desk().now(incident)).isEqualTo(attached);
        Call ended = desk().calls
                .getCall(GetCallRequest.newBuilder().setName(call.getName()).build())
                .getCall();
        assertThat(ended.getOutcome()).isEqualTo(CallOutcome.ATTACHED_TO_INCIDENT);
        assertThat(ended.getIncident()).isEqualTo(incident.getName());
        StatusRuntimeException again = refused(() -> desk().attach(attached, ended));
        assertThat(reasonOf(again)).isEqualTo(Reason.ILLEGAL_TRANSITION);
        assertThat(metadataOf(again)).containsEntry("resource", call.getName());
    }

    @Test
    void an_incident_with_open_orders_is_neither_queued_nor_monitored_nor_ended() {
        // Given
        Incident opened = desk().open(anIncident("drowning"));
        Order order = desk().send(opened, "units/boat-1");
        Incident active = desk().now(opened);

        // When
        StatusRuntimeException queued = refused(() -> desk().queue(active));
        StatusRuntimeException monitored = refused(() -> desk().monitor(active));
        StatusRuntimeException ended = refused(() -> desk().end(active));

        // Then
        assertThat(reasonOf(queued)).isEqualTo(Reason.ILLEGAL_TRANSITION);
        assertThat(List.of(monitored, ended)).allSatisfy(refusal -> {
            assertThat(reasonOf(refusal)).isEqualTo(Reason.ORDERS_OPEN);
            assertThat(metadataOf(refusal))
                    .containsEntry("resource", opened.getName())
                    .containsEntry("open_orders", "1");
        });
        desk().clear(order);
        Incident over = desk().end(active);
        assertThat(over.getState()).isEqualTo(Incident.State.ENDED);
        assertThat(over.hasNextDeadlineAt()).isFalse();
        assertThat(deadlines(opened.getName())).isEmpty();
    }

    @Test
    void an_incident_ends_with_an_outcome_and_a_rationale_at_the_time_that_is_told() {
        // Given
        Incident incident = desk().open(anIncident("drowning")
                .setOpenedAt(Times.message(clock.instant().minusSeconds(90))));
        EndIncidentRequest.Builder request = EndIncidentRequest.newBuilder()
                .setRequestId(newId())
                .setName(incident.getName())
                .setEtag(incident.getEtag())
                .setOutcome(IncidentOutcome.HANDED_OVER)
                .setEndedAt(Times.message(clock.instant().minusSeconds(60)));
        StatusRuntimeException refusal = refused(() -> desk().incidents.endIncident(request.build()));

        // When
        Incident ended = desk().incidents
                .endIncident(request.setRationale("to the fire brigade").build())
                .getIncident();

        // Then
        assertThat(reasonOf(refusal)).isEqualTo(Reason.RATIONALE_REQUIRED);
        assertThat(ended.getOutcome()).isEqualTo(IncidentOutcome.HANDED_OVER);
        assertThat(ended.getRationale()).isEqualTo("to the fire brigade");
        assertThat(Times.instant(ended.getEndedAt())).isEqualTo(clock.instant().minusSeconds(60));
        assertThat(rows("select reason from journal where action = 'incident.ended'"))
                .containsExactly("to the fire brigade");
        assertThat(desk().now(incident)).isEqualTo(ended);
    }

    @Test
    void nothing_changes_after_the_end() {
        // Given
        Incident ended = desk().end(desk().open(anIncident("drowning")));
        Call call = desk().take(aCall());

        // When
        List<StatusRuntimeException> refusals = Stream.<Runnable>of(
                        () -> desk().queue(ended),
                        () -> desk().monitor(ended),
                        () -> desk().end(ended),
                        () -> locate(ended, true),
                        () -> choose(ended, 1),
                        () -> desk().reclassify(ended, "theft"),
                        () -> takeOver(ended, "li"),
                        () -> desk().attach(ended, call),
                        () -> desk().send(ended, "units/boat-1"))
                .map(attempt -> refused(attempt::run))
                .toList();

        // Then
        assertThat(refusals).allSatisfy(refusal -> {
            assertThat(reasonOf(refusal)).isEqualTo(Reason.ILLEGAL_TRANSITION);
            assertThat(metadataOf(refusal)).containsEntry("state", "ended").containsKey("action");
        });
        assertThat(desk().now(ended)).isEqualTo(ended);
    }

    private Incident choose(Incident incident, int location) {
        return desk().incidents
                .chooseIncidentLocation(ChooseIncidentLocationRequest.newBuilder()
                        .setRequestId(newId())
                        .setName(incident.getName())
                        .setEtag(incident.getEtag())
                        .setLocationId(location)
                        .build())
                .getIncident();
    }

    private Incident takeOver(Incident incident, String who) {
        return new Desk(harness.channelOf(who, Role.COMMANDER))
                .incidents
                .takeOverIncident(TakeOverIncidentRequest.newBuilder()
                        .setRequestId(newId())
                        .setName(incident.getName())
                        .setEtag(incident.getEtag())
                        .build())
                .getIncident();
    }

    @Test
    void every_step_needs_the_current_etag() {
        // Given
        Incident old = desk().open(anIncident("drowning"));
        Incident current = locate(old, false);
        Call call = desk().take(aCall());

        // When
        List<StatusRuntimeException> refusals = Stream.<Runnable>of(
                        () -> desk().queue(old),
                        () -> desk().monitor(old),
                        () -> desk().end(old),
                        () -> locate(old, true),
                        () -> choose(old, 1),
                        () -> desk().reclassify(old, "theft"),
                        () -> takeOver(old, "li"),
                        () -> desk().attach(old, call),
                        () -> desk().send(units(old, "units/boat-1")))
                .map(attempt -> refused(attempt::run))
                .toList();

        // Then
        assertThat(refusals).allSatisfy(refusal -> {
            assertThat(reasonOf(refusal)).isEqualTo(Reason.STALE_ETAG);
            assertThat(metadataOf(refusal)).containsEntry("etag", current.getEtag());
        });
        assertThat(desk().now(old)).isEqualTo(current);
    }

    @Test
    void a_candidate_is_chosen_in_place_of_the_one_before() {
        // Given
        Incident incident = locate(desk().open(anIncident("drowning")), true);

        // When
        Incident chosen = choose(incident, 1);

        // Then
        assertThat(incident.getLocationsList()).extracting(Location::getChosen).containsExactly(false, true);
        assertThat(chosen.getLocationsList()).extracting(Location::getChosen).containsExactly(true, false);
        assertThat(reasonOf(refused(() -> choose(chosen, 9)))).isEqualTo(Reason.NOT_FOUND);
    }

    @Test
    void type_priority_and_owner_can_change_and_the_reason_is_kept() {
        // Given
        Incident incident = desk().open(anIncident("theft"));

        // When
        Incident changed = takeOver(desk().reclassify(incident, "water_rescue"), "li");

        // Then
        assertThat(changed.getType()).isEqualTo("water_rescue");
        assertThat(changed.getPriority()).isEqualTo(Priority.P2);
        assertThat(changed.getOwner()).isEqualTo("li");
        assertThat(rows("select reason from journal where action = 'incident.reclassified'"))
                .containsExactly("seen by a unit");
        StatusRuntimeException unknown = refused(() -> desk().reclassify(changed, "flying_saucer"));
        assertThat(reasonOf(unknown)).isEqualTo(Reason.NOT_FOUND);
        assertThat(textOf(unknown)).contains("incidentTypes/flying_saucer");
    }

    @Test
    void types_are_listed_by_code_and_an_unknown_one_opens_nothing() {
        // Given
        List<IncidentType> types = desk().incidents
                .listIncidentTypes(ListIncidentTypesRequest.getDefaultInstance())
                .getTypesList();

        // When
        StatusRuntimeException refusal = refused(() -> desk().open(anIncident("flying_saucer")));

        // Then
        assertThat(types).extracting(IncidentType::getCode).isSorted().contains("drowning", "illegal_fishing_electric");
        assertThat(reasonOf(refusal)).isEqualTo(Reason.NOT_FOUND);
    }

    @Test
    void an_incident_of_a_call_needs_the_etag_of_the_call() {
        // Given
        Call call = desk().take(aCall());

        // When
        StatusRuntimeException none =
                refused(() -> desk().open(anIncidentOf(call, "theft").clearOptionalCallEtag()));
        StatusRuntimeException stale =
                refused(() -> desk().open(anIncidentOf(call, "theft").setOptionalCallEtag("7")));

        // Then
        assertThat(reasonOf(none)).isEqualTo(Reason.INVALID_FIELD);
        assertThat(reasonOf(stale)).isEqualTo(Reason.STALE_ETAG);
        assertThat(metadataOf(stale)).containsEntry("resource", call.getName()).containsEntry("etag", "1");
    }

    @Test
    void pages_belong_to_the_states_that_were_asked_for() {
        // Given
        List<Incident> incidents =
                Stream.generate(() -> desk().open(anIncident("theft"))).limit(3).toList();
        Incident queued = desk().queue(incidents.get(1));
        ListIncidentsRequest.Builder request = ListIncidentsRequest.newBuilder()
                .setPageSize(2)
                .addOptionalStates(Incident.State.QUEUED)
                .addOptionalStates(Incident.State.NEW);

        // When
        ListIncidentsResponse first = desk().incidents.listIncidents(request.build());
        ListIncidentsResponse second = desk().incidents
                .listIncidents(request.setPageToken(first.getNextPageToken()).build());

        // Then
        assertThat(first.getIncidentsList()).containsExactly(incidents.get(2), queued);
        assertThat(second.getIncidentsList()).containsExactly(incidents.get(0));
        assertThat(second.getNextPageToken()).isEmpty();
        StatusRuntimeException changed = refused(() -> desk().incidents
                .listIncidents(request.addOptionalStates(Incident.State.ENDED).build()));
        assertThat(reasonOf(changed)).isEqualTo(Reason.PAGE_TOKEN_INVALID);
    }

    @Test
    void what_is_open_for_long_is_told_again_after_what_its_state_allows() {
        // Given
        Incident fresh = desk().open(anIncident("theft"));
        Incident watched = desk().monitor(desk().open(anIncident("theft")));

        // When
        pass(300);

        // Then
        assertThat(told(fresh.getName())).containsExactly("incident.opened", "incident.overdue");
        assertThat(told(watched.getName())).containsExactly("incident.opened", "incident.monitored");
        assertThat(Times.instant(watched.getNextDeadlineAt()))
                .isEqualTo(clock.instant().minusSeconds(300).plusSeconds(4 * 3_600));
    }

    @Test
    void a_field_that_breaks_its_rule_is_named() {
        // When
        StatusRuntimeException refusal = refused(() -> desk().open(anIncident("Not A Code")));

        // Then
        assertThat(fieldsOf(refusal)).containsExactly("type");
    }

    @Test
    void without_a_time_an_incident_ends_now_even_if_the_clock_of_its_opener_was_ahead() {
        // Given
        Instant ahead = clock.instant().plusSeconds(120);
        Incident incident = desk().open(anIncident("drowning").setOpenedAt(Times.message(ahead)));

        // When
        Incident ended = desk().end(incident);

        // Then
        assertThat(Times.instant(ended.getEndedAt())).isEqualTo(ahead);
    }
}
