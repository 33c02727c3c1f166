package io.qipan.dispatch.transfer;

import static io.qipan.dispatch.Desk.aCall;
import static io.qipan.dispatch.Desk.anIncident;
import static io.qipan.dispatch.Desk.anIncidentOf;
import static io.qipan.dispatch.Desk.newId;
import static io.qipan.testkit.Refusals.reasonOf;
import static io.qipan.testkit.Refusals.refused;
import static org.assertj.core.api.Assertions.assertThat;

import io.qipan.dispatch.Desk;
import io.qipan.proto.dispatch.v1.AnswerTransferRequest.Answer;
import io.qipan.proto.dispatch.v1.Call;
import io.qipan.proto.dispatch.v1.CallOutcome;
import io.qipan.proto.dispatch.v1.EndCallRequest;
import io.qipan.proto.dispatch.v1.Incident;
import io.qipan.proto.dispatch.v1.ListAttentionsRequest;
import io.qipan.proto.dispatch.v1.NewScopeEntry;
import io.qipan.proto.dispatch.v1.OfferTransferRequest;
import io.qipan.proto.dispatch.v1.Order;
import io.qipan.proto.dispatch.v1.PublishScopeListRequest;
import io.qipan.proto.dispatch.v1.PublishScopeListResponse;
import io.qipan.proto.dispatch.v1.Transfer;
import io.qipan.proto.dispatch.v1.Transfer.State;
import io.qipan.proto.dispatch.v1.TransferMode;
import io.qipan.runtime.caller.Role;
import io.qipan.runtime.refusal.Reason;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Fire service and ambulance come beside our own units, at once and together. */
class LinkedIT extends TransferScenario {

    private static OfferTransferRequest.Builder fire(Call call) {
        return offering(call).setPartner(FIRE_BRIGADE).setMatter("fire").setDanger(true);
    }

    private static OfferTransferRequest.Builder injured(Call call) {
        return offering(call)
                .setPartner(AMBULANCE)
                .setMatter("medical_emergency")
                .setDanger(true);
    }

    private EndCallRequest endingAsTransferred(Call call) {
        return EndCallRequest.newBuilder()
                .setRequestId(newId())
                .setName(call.getName())
                .setEtag(call.getEtag())
                .setOutcome(CallOutcome.TRANSFERRED)
                .setRationale("the fire is out, nobody needs us")
                .build();
    }

    @Test
    void danger_goes_to_them_at_once_while_patrol_service_is_away_and_without_waiting_for_a_consent() {
        // Given
        Call call = desk().take(aCall());
        patrol.goAway();

        // When
        Transfer transfer = offer(fire(call).setConsent(false));

        // Then
        pass(0);
        assertThat(now(transfer).getState()).isEqualTo(State.DELIVERED);
        assertThat(transfer.getLinked()).isTrue();
        assertThat(transfer.getMode()).isEqualTo(TransferMode.PUSHED);
        assertThat(transfer.getConsent()).isEqualTo(Transfer.Consent.DANGER);
        assertThat(refusedBecause(offering(call).setDanger(true))).isEqualTo("danger_first");
        assertThat(refusedBecause(offering(call)))
                .as("what they come for is dangerous, whatever is said then")
                .isEqualTo("danger_first");
    }

    @Test
    void danger_goes_to_them_at_once_while_every_unit_is_committed() {
        // Given
        Order elsewhere = desk().send(desk().open(anIncident("drowning")), "units/boat-1");
        Call call = desk().take(aCall());
        Order none = desk().send(desk().open(anIncidentOf(call, "drowning")), "units/boat-1");

        // When
        Transfer transfer = offer(injured(now(call)));

        // Then
        assertThat(desk().now(none).getReason()).contains("UNIT_COMMITTED", elsewhere.getName());
        assertThat(transfer.getLinked()).isTrue();
    }

    @Test
    void several_come_to_one_emergency_and_each_is_called_once() {
        // Given
        Call call = desk().take(aCall());
        Transfer fire = offer(fire(call));
        pass(0);
        answer(fire, Answer.ACCEPT);

        // When
        Transfer injured = offer(injured(now(call)));

        // Then
        pass(0);
        assertThat(answer(injured, Answer.ACCEPT).getState()).isEqualTo(State.ACCEPTED);
        assertThat(now(fire).getState()).isEqualTo(State.ACCEPTED);
        var again = refused(() -> offer(fire(now(call))));
        assertThat(reasonOf(again)).isEqualTo(Reason.ALREADY_EXISTS);
        assertThat(again.getStatus().getDescription()).contains(fire.getName(), "withdrawn from then on");
    }

    @Test
    void they_are_still_to_come_when_we_go_too() {
        // Given
        Call call = desk().take(aCall());
        Transfer fire = offer(fire(call));

        // When
        Incident opened = desk().open(anIncidentOf(call, "traffic_collision"));

        // Then
        pass(0);
        assertThat(now(fire).getState()).isEqualTo(State.DELIVERED);
        assertThat(partners.dropped).isEmpty();
        assertThat(answer(fire, Answer.ACCEPT).getState()).isEqualTo(State.ACCEPTED);
        assertThat(now(call).getIncident()).isEqualTo(opened.getName());
    }

    @Test
    void the_call_stays_ours_when_they_come_and_a_person_ends_it() {
        // Given
        Call call = desk().take(aCall());
        Transfer fire = offer(fire(call));
        pass(0);
        var tooEarly = refused(() -> desk().calls.endCall(endingAsTransferred(call)));
        answer(fire, Answer.ACCEPT);
        assertThat(now(call).getState()).isEqualTo(Call.State.OPEN);
        assertThat(deadlines(call.getName())).containsExactly("call.decide");

        // When
        Call ended = desk().calls.endCall(endingAsTransferred(call)).getCall();

        // Then
        assertThat(reasonOf(tooEarly)).isEqualTo(Reason.ILLEGAL_TRANSITION);
        assertThat(ended.getOutcome()).isEqualTo(CallOutcome.TRANSFERRED);
        var untaken = refused(() -> desk().calls.endCall(endingAsTransferred(desk().take(aCall()))));
        assertThat(reasonOf(untaken)).isEqualTo(Reason.ILLEGAL_TRANSITION);
        assertThat(untaken.getStatus().getDescription()).contains("OfferTransfer");
    }

    @Test
    void one_who_does_not_come_is_told_though_the_call_is_open_until_somebody_has_seen_it() {
        // Given
        Call call = desk().take(aCall());
        Transfer fire = offer(fire(call));
        pass(0);
        Transfer injured = offer(injured(call));
        pass(0);
        answer(fire, Answer.RETURN);
        pass(0);
        assertThat(told(fire.getName())).endsWith("transfer.returned", "transfer.unseen");
        assertThat(desk().attentions
                        .listAttentions(ListAttentionsRequest.getDefaultInstance())
                        .getAttentionsList())
                .anySatisfy(attention -> assertThat(attention.getResource()).isEqualTo(fire.getName()));
        answer(injured, Answer.RETURN);
        offer(injured(call));
        assertThat(deadlines(fire.getName())).containsExactly("transfer.see");

        // When
        Transfer again = offer(fire(call));

        // Then
        assertThat(again.getLinked()).isTrue();
        assertThat(deadlines(fire.getName())).isEmpty();
        assertThat(deadlines(injured.getName())).isEmpty();
    }

    @Test
    void what_others_have_on_offer_stays_here_when_danger_comes_up() {
        // Given
        Transfer noise = offer(offering(desk().take(aCall())).setMatter("noise_complaint"));
        Call call = callOf(noise);

        // When
        Transfer fire = offer(fire(call));

        // Then
        assertThat(fire.getLinked()).isTrue();
        assertThat(now(noise).getState()).isEqualTo(State.KEPT);
        pass(0);
        assertThat(partners.dropped).hasSize(1);
        assertThat(now(fire).getState()).isEqualTo(State.DELIVERED);
    }

    @Test
    void danger_is_told_as_often_as_it_takes() {
        // Given
        Call call = desk().take(aCall());
        for (int times = 0; times < 3; times++) {
            Transfer fire = offer(fire(call));
            pass(0);
            answer(fire, Answer.RETURN);
        }

        // When
        Transfer fourth = offer(fire(call));

        // Then
        assertThat(fourth.getState()).isEqualTo(State.OFFERED);
    }

    @Test
    void who_they_are_stands_in_the_list() {
        // Given
        Call call = desk().take(aCall());
        PublishScopeListRequest.Builder list = PublishScopeListRequest.newBuilder()
                .setRequestId(newId())
                .setAfterVersion(1)
                .setBasis("joint meeting of November")
                .setDeliverWithinS(60)
                .setDecideWithinS(60)
                .setAnswerWithinS(3_600)
                .setMostOffers(1)
                .addEntries(NewScopeEntry.newBuilder()
                        .setMatter("fire")
                        .setNameZh("火灾")
                        .addAllOwners(List.of(FIRE_BRIGADE, AMBULANCE)))
                .addResponders(AMBULANCE);

        // When
        PublishScopeListResponse published =
                new Desk(harness.channelOf("li", Role.COMMANDER)).transfers.publishScopeList(list.build());

        // Then
        String why = refusedBecause(fire(call));
        Transfer ambulance = offer(fire(call).setPartner(AMBULANCE));
        DATABASE.execute("delete from transfer");
        DATABASE.execute("delete from scope_entry where version > 1");
        DATABASE.execute("delete from scope_list where version > 1");
        assertThat(published.getList().getRespondersList()).containsExactly(AMBULANCE);
        assertThat(why).isEqualTo("danger_first");
        assertThat(ambulance.getLinked()).isTrue();
    }
}
