package io.qipan.dispatch.forcedplace;

import static io.qipan.dispatch.Desk.aCall;
import static io.qipan.dispatch.Desk.anIncident;
import static io.qipan.dispatch.Desk.anIncidentOf;
import static io.qipan.dispatch.Desk.newId;
import static io.qipan.dispatch.Desk.riverBank;
import static org.assertj.core.api.Assertions.assertThat;

import com.google.protobuf.InvalidProtocolBufferException;
import io.qipan.dispatch.Desk;
import io.qipan.dispatch.DispatchScenario;
import io.qipan.proto.dispatch.v1.AnswerTransferRequest;
import io.qipan.proto.dispatch.v1.Attention.Kind;
import io.qipan.proto.dispatch.v1.Call;
import io.qipan.proto.dispatch.v1.DetachCallRequest;
import io.qipan.proto.dispatch.v1.ForcePlaceRequest;
import io.qipan.proto.dispatch.v1.ForcePlaceResponse;
import io.qipan.proto.dispatch.v1.ForcedPlace;
import io.qipan.proto.dispatch.v1.ForcedPlaceServiceGrpc;
import io.qipan.proto.dispatch.v1.ForcedPlaceServiceGrpc.ForcedPlaceServiceBlockingStub;
import io.qipan.proto.dispatch.v1.GetCallRequest;
import io.qipan.proto.dispatch.v1.GetTransferRequest;
import io.qipan.proto.dispatch.v1.Incident;
import io.qipan.proto.dispatch.v1.ListAttentionsRequest;
import io.qipan.proto.dispatch.v1.OfferTransferRequest;
import io.qipan.proto.dispatch.v1.SettleForcedPlaceRequest;
import io.qipan.proto.dispatch.v1.Transfer;
import io.qipan.proto.dispatch.v1.WithdrawTransferRequest;
import io.qipan.runtime.caller.Role;
import io.qipan.testkit.TestTokens;
import java.time.Duration;
import java.util.HexFormat;
import org.junit.jupiter.api.Test;

/** From the ring to the order everybody sees that nothing confirms the place, until somebody has settled that. */
class UnverifiedPlaceIT extends DispatchScenario {

    private ForcedPlaceServiceBlockingStub places() {
        return ForcedPlaceServiceGrpc.newBlockingStub(harness.channelOf("li", Role.CALL_TAKER));
    }

    private ForcedPlace force(String subject, String etag) {
        ForcePlaceResponse forced = places().forcePlace(ForcePlaceRequest.newBuilder()
                .setRequestId(newId())
                .setSubject(subject)
                .setEtag(etag)
                .setLocation(riverBank().toBuilder().setText("behind the third pumping station"))
                .setReason("the caller is sure, the gazetteer knows no pumping station")
                .build());
        return forced.getForcedPlace();
    }

    /** A call with a place that is held to. */
    private Call forced() {
        Call call = desk().take(aCall());
        ForcedPlace ignored = force(call.getName(), call.getEtag());
        return desk().calls
                .getCall(GetCallRequest.newBuilder().setName(call.getName()).build())
                .getCall();
    }

    private ForcedPlace settle(String name) {
        return settle(name, "1");
    }

    private ForcedPlace settle(String name, String etag) {
        return places().settleForcedPlace(SettleForcedPlaceRequest.newBuilder()
                        .setRequestId(newId())
                        .setName(name)
                        .setEtag(etag)
                        .setOutcome(ForcedPlace.State.VERIFIED)
                        .setRationale("car 3 stands there")
                        .build())
                .getForcedPlace();
    }

    /** What was told of it last. */
    private static Incident toldOf(Incident incident) {
        String hex = rows("select encode(state, 'hex') from journal where resource = '" + incident.getName()
                        + "' order by position desc limit 1")
                .getFirst();
        try {
            return Incident.parseFrom(HexFormat.of().parseHex(hex));
        } catch (InvalidProtocolBufferException e) {
            throw new AssertionError(e);
        }
    }

    @Test
    void an_incident_says_which_place_is_held_to_and_its_follow_up_is_in_the_queue() {
        // Given
        Incident incident = desk().open(anIncident("drowning").clearLocations());

        // When
        ForcedPlace place = force(incident.getName(), incident.getEtag());

        // Then
        pass(Duration.ofHours(1));
        assertThat(desk().now(incident).getUnverifiedPlacesList()).containsExactly(place.getName());
        assertThat(toldOf(incident).getUnverifiedPlacesList()).containsExactly(place.getName());
        assertThat(desk().attentions
                        .listAttentions(ListAttentionsRequest.newBuilder()
                                .setOptionalKind(Kind.PLACE_UNVERIFIED)
                                .build())
                        .getAttentionsList())
                .singleElement()
                .satisfies(attention -> {
                    assertThat(attention.getResource()).isEqualTo(place.getName());
                    assertThat(attention.getIncident()).isEqualTo(incident.getName());
                });
    }

    @Test
    void a_place_that_was_held_to_in_the_call_is_one_of_the_incident_that_it_opens() {
        // Given
        Call call = forced();

        // When
        Incident opened = desk().open(anIncidentOf(call, "drowning"));

        // Then
        assertThat(opened.getUnverifiedPlacesList()).hasSize(1);
        assertThat(desk().now(opened)).isEqualTo(opened);
        assertThat(toldOf(opened)).isEqualTo(opened);
    }

    @Test
    void it_comes_and_goes_with_a_call_that_is_attached_and_detached() {
        // Given
        Incident incident = desk().open(anIncident("drowning"));
        Call call = forced();
        Incident attached = desk().attach(incident, call);

        // When
        Incident detached = desk().incidents
                .detachCall(DetachCallRequest.newBuilder()
                        .setRequestId(newId())
                        .setName(attached.getName())
                        .setEtag(attached.getEtag())
                        .setCall(call.getName())
                        .setReason("another river")
                        .build())
                .getIncident();

        // Then
        assertThat(attached.getUnverifiedPlacesList()).hasSize(1);
        assertThat(detached.getUnverifiedPlacesList()).isEmpty();
        assertThat(desk().now(incident)).isEqualTo(detached);
        assertThat(toldOf(incident)).isEqualTo(detached);
    }

    @Test
    void when_somebody_has_confirmed_it_the_incident_says_so_no_more() {
        // Given
        Incident incident = desk().open(anIncidentOf(forced(), "drowning"));

        // When
        ForcedPlace settled = settle(incident.getUnverifiedPlaces(0));

        // Then
        Incident now = desk().now(incident);
        assertThat(settled.getState()).isEqualTo(ForcedPlace.State.VERIFIED);
        assertThat(now.getUnverifiedPlacesList()).isEmpty();
        assertThat(now.getEtag()).isNotEqualTo(incident.getEtag());
        assertThat(toldOf(incident)).isEqualTo(now);
        assertThat(told(incident.getName())).containsExactly("incident.opened", "incident.place_settled");
    }

    @Test
    void what_nobody_has_confirmed_before_the_end_stays_so() {
        // Given
        Incident incident = desk().open(anIncident("drowning"));
        ForcedPlace place = force(incident.getName(), incident.getEtag());
        Incident ended = desk().end(desk().now(incident));

        // When
        pass(Duration.ofHours(1));

        // Then
        assertThat(ended.getUnverifiedPlacesList()).containsExactly(place.getName());
        assertThat(desk().now(incident)).isEqualTo(ended);
        assertThat(told(place.getName())).endsWith("place.lapsed");
        assertThat(toldOf(incident)).isEqualTo(ended);
    }

    @Test
    void one_that_lapsed_before_its_call_was_taken_back_can_be_settled() {
        // Given
        Call call = forced();
        Transfer offered = desk().transfers
                .offerTransfer(OfferTransferRequest.newBuilder()
                        .setRequestId(newId())
                        .setCall(call.getName())
                        .setCallEtag(call.getEtag())
                        .setPartner("agencies/12345")
                        .setMatter("water_supply")
                        .setConsent(true)
                        .build())
                .getTransfer();
        pass(0);
        Transfer accepted = new Desk(harness.withToken(TestTokens.mintAgency("zhao", "agencies/12345", Role.AGENCY)))
                .transfers
                .answerTransfer(AnswerTransferRequest.newBuilder()
                        .setRequestId(newId())
                        .setName(offered.getName())
                        .setAnswer(AnswerTransferRequest.Answer.ACCEPT)
                        .setReason("ours")
                        .setDecidedBy("agent 17")
                        .build())
                .getTransfer();
        pass(Duration.ofHours(24));
        Transfer ignored = desk().transfers
                .withdrawTransfer(WithdrawTransferRequest.newBuilder()
                        .setRequestId(newId())
                        .setName(accepted.getName())
                        .setEtag(desk().transfers
                                .getTransfer(GetTransferRequest.newBuilder()
                                        .setName(accepted.getName())
                                        .build())
                                .getTransfer()
                                .getEtag())
                        .setReason("they have vanished")
                        .build())
                .getTransfer();
        Incident incident = desk().open(anIncidentOf(
                desk().calls
                        .getCall(GetCallRequest.newBuilder()
                                .setName(call.getName())
                                .build())
                        .getCall(),
                "drowning"));
        String name = incident.getUnverifiedPlaces(0);
        assertThat(told(name)).endsWith("place.lapsed");

        // When
        ForcedPlace settled = settle(name, "2");

        // Then
        assertThat(settled.getState()).isEqualTo(ForcedPlace.State.VERIFIED);
        assertThat(settled.getSettledBy()).isEqualTo("li");
        assertThat(desk().now(incident).getUnverifiedPlacesList()).isEmpty();
        assertThat(told(name)).endsWith("place.lapsed", "place.settled");
    }
}
