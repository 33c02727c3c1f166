package io.qipan.dispatch.forcedplace;

import static io.qipan.dispatch.Desk.aCall;
import static io.qipan.dispatch.Desk.anIncident;
import static io.qipan.dispatch.Desk.anIncidentOf;
import static io.qipan.dispatch.Desk.newId;
import static io.qipan.dispatch.Desk.riverBank;
import static io.qipan.testkit.Refusals.reasonOf;
import static io.qipan.testkit.Refusals.refused;
import static org.assertj.core.api.Assertions.assertThat;

import io.grpc.StatusRuntimeException;
import io.qipan.dispatch.Desk;
import io.qipan.dispatch.DispatchScenario;
import io.qipan.proto.dispatch.v1.Call;
import io.qipan.proto.dispatch.v1.CallOutcome;
import io.qipan.proto.dispatch.v1.EndCallRequest;
import io.qipan.proto.dispatch.v1.ForcePlaceRequest;
import io.qipan.proto.dispatch.v1.ForcePlaceResponse;
import io.qipan.proto.dispatch.v1.ForcedPlace;
import io.qipan.proto.dispatch.v1.ForcedPlaceServiceGrpc;
import io.qipan.proto.dispatch.v1.ForcedPlaceServiceGrpc.ForcedPlaceServiceBlockingStub;
import io.qipan.proto.dispatch.v1.GetForcedPlaceRequest;
import io.qipan.proto.dispatch.v1.Incident;
import io.qipan.proto.dispatch.v1.ListForcedPlacesRequest;
import io.qipan.proto.dispatch.v1.ListOpenWorkRequest;
import io.qipan.proto.dispatch.v1.MergeIncidentsRequest;
import io.qipan.proto.dispatch.v1.SettleForcedPlaceRequest;
import io.qipan.runtime.caller.Role;
import io.qipan.runtime.refusal.Reason;
import io.qipan.runtime.rpc.Times;
import org.junit.jupiter.api.Test;

class ForcedPlaceRpcIT extends DispatchScenario {

    private ForcedPlaceServiceBlockingStub places() {
        return ForcedPlaceServiceGrpc.newBlockingStub(harness.channelOf("li", Role.CALL_TAKER));
    }

    private ForcePlaceResponse force(String subject, String etag) {
        return places().forcePlace(ForcePlaceRequest.newBuilder()
                .setRequestId(newId())
                .setSubject(subject)
                .setEtag(etag)
                .setLocation(riverBank().toBuilder().setText("behind the third pumping station"))
                .setReason("the caller is sure, the gazetteer knows no pumping station")
                .build());
    }

    private ForcedPlace now(ForcedPlace place) {
        return places().getForcedPlace(GetForcedPlaceRequest.newBuilder()
                        .setName(place.getName())
                        .build())
                .getForcedPlace();
    }

    private SettleForcedPlaceRequest settle(ForcedPlace place) {
        return SettleForcedPlaceRequest.newBuilder()
                .setRequestId(newId())
                .setName(place.getName())
                .setEtag(place.getEtag())
                .setOutcome(ForcedPlace.State.VERIFIED)
                .setRationale("car 3 stands there")
                .build();
    }

    @Test
    void a_forced_place_is_a_location_of_its_incident_and_open_work() {
        // Given
        Desk desk = desk();
        Incident incident = desk.open(anIncident("drowning").clearLocations());

        // When
        ForcePlaceResponse forced = force(incident.getName(), incident.getEtag());

        // Then
        Incident located = desk.now(incident);
        assertThat(located.getEtag()).isEqualTo(forced.getSubjectEtag());
        assertThat(located.getLocations(0).getChosen()).isTrue();
        ForcedPlace place = forced.getForcedPlace();
        assertThat(place.getLocationId()).isEqualTo(located.getLocations(0).getId());
        assertThat(place.getState()).isEqualTo(ForcedPlace.State.UNVERIFIED);
        assertThat(place.getOwner()).isEqualTo("li");
        assertThat(now(place)).isEqualTo(place);
        assertThat(told(place.getName())).containsExactly("place.forced");
        assertThat(deadlines(place.getName())).containsExactly("place.verify");
        assertThat(desk.oversight
                        .listOpenWork(ListOpenWorkRequest.getDefaultInstance())
                        .getWorkList())
                .anySatisfy(work -> {
                    assertThat(work.getResource()).isEqualTo(place.getName());
                    assertThat(work.getOwner()).isEqualTo("li");
                });
    }

    @Test
    void its_owner_is_reminded_until_somebody_settles_it() {
        // Given
        Desk desk = desk();
        Incident incident = desk.open(anIncident("drowning"));
        ForcedPlace place = force(incident.getName(), incident.getEtag()).getForcedPlace();
        pass(600);
        pass(600);

        // When
        ForcedPlace settled = places().settleForcedPlace(settle(place)).getForcedPlace();

        // Then
        assertThat(settled.getState()).isEqualTo(ForcedPlace.State.VERIFIED);
        assertThat(settled.getSettledBy()).isEqualTo("li");
        assertThat(Times.instant(settled.getSettledAt())).isEqualTo(clock.instant());
        assertThat(told(place.getName()))
                .containsExactly("place.forced", "place.unverified", "place.unverified", "place.settled");
        assertThat(deadlines(place.getName())).isEmpty();
        assertThat(reasonOf(refused(() -> places().settleForcedPlace(settle(settled)))))
                .isEqualTo(Reason.ILLEGAL_TRANSITION);
        assertThat(places().listForcedPlaces(ListForcedPlacesRequest.newBuilder()
                                .setUnverifiedOnly(true)
                                .build())
                        .getForcedPlacesCount())
                .isZero();
    }

    @Test
    void the_place_of_a_call_stays_open_with_the_incident_that_takes_over() {
        // Given
        Desk desk = desk();
        Call call = desk.take(aCall());
        ForcePlaceResponse forced = force(call.getName(), call.getEtag());
        Incident incident = desk.open(anIncidentOf(call, "drowning").setOptionalCallEtag(forced.getSubjectEtag()));

        // When
        pass(600);

        // Then
        assertThat(now(forced.getForcedPlace()).getReminders()).isEqualTo(1);
        assertThat(incident.getLocationsList())
                .anySatisfy(at -> assertThat(at.getGiven().getText()).isEqualTo("behind the third pumping station"));
    }

    @Test
    void it_lapses_when_its_call_ended_without_an_incident() {
        // Given
        Desk desk = desk();
        Call call = desk.take(aCall());
        ForcePlaceResponse forced = force(call.getName(), call.getEtag());
        var ended = desk.calls.endCall(EndCallRequest.newBuilder()
                .setRequestId(newId())
                .setName(call.getName())
                .setEtag(forced.getSubjectEtag())
                .setOutcome(CallOutcome.HOAX)
                .setRationale("laughter")
                .build());

        // When
        pass(600);

        // Then
        assertThat(ended.getCall().getState()).isEqualTo(Call.State.ENDED);
        ForcedPlace place = now(forced.getForcedPlace());
        assertThat(place.getState()).isEqualTo(ForcedPlace.State.LAPSED);
        assertThat(place.getRationale()).contains(call.getName());
        assertThat(deadlines(place.getName())).isEmpty();
    }

    @Test
    void the_place_of_a_merged_incident_lapses_with_the_one_that_is_worked_in_its_place() {
        // Given
        Desk desk = desk();
        Incident incident = desk.open(anIncident("drowning"));
        ForcedPlace place = force(incident.getName(), incident.getEtag()).getForcedPlace();
        Incident root = desk.open(anIncident("drowning"));
        Incident taken = desk.duplicates
                .mergeIncidents(MergeIncidentsRequest.newBuilder()
                        .setRequestId(newId())
                        .setIncident(incident.getName())
                        .setEtag(desk.now(incident).getEtag())
                        .setInto(root.getName())
                        .setIntoEtag(root.getEtag())
                        .setReason("the same boat")
                        .build())
                .getInto();
        pass(600);
        assertThat(now(place).getState()).isEqualTo(ForcedPlace.State.UNVERIFIED);

        // When
        desk.end(desk.now(taken));
        pass(600);

        // Then
        assertThat(now(place).getState()).isEqualTo(ForcedPlace.State.LAPSED);
    }

    @Test
    void words_are_needed() {
        // Given
        Call call = desk().take(aCall());

        // When
        StatusRuntimeException refusal = refused(() -> places().forcePlace(ForcePlaceRequest.newBuilder()
                .setRequestId(newId())
                .setSubject(call.getName())
                .setEtag(call.getEtag())
                .setLocation(riverBank())
                .setReason("sure")
                .build()));

        // Then
        assertThat(reasonOf(refusal)).isEqualTo(Reason.INVALID_FIELD);
    }
}
