package io.qipan.dispatch.transfer;

import static io.qipan.dispatch.Desk.aCall;
import static io.qipan.dispatch.Desk.anIncidentOf;
import static io.qipan.dispatch.Desk.newId;
import static io.qipan.testkit.Refusals.reasonOf;
import static io.qipan.testkit.Refusals.refused;
import static org.assertj.core.api.Assertions.assertThat;

import io.qipan.dispatch.Desk;
import io.qipan.proto.dispatch.v1.AnswerTransferRequest.Answer;
import io.qipan.proto.dispatch.v1.Call;
import io.qipan.proto.dispatch.v1.CallOutcome;
import io.qipan.proto.dispatch.v1.Channel;
import io.qipan.proto.dispatch.v1.ConcludeTalkRequest;
import io.qipan.proto.dispatch.v1.GetCallRequest;
import io.qipan.proto.dispatch.v1.GetScopeListRequest;
import io.qipan.proto.dispatch.v1.Incident;
import io.qipan.proto.dispatch.v1.MergeIncidentsRequest;
import io.qipan.proto.dispatch.v1.NewScopeEntry;
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

/** What decides whether and how a matter goes over: the list, consent, danger. */
class ScopeListIT extends TransferScenario {
    @Test
    void danger_goes_out_first_whatever_the_matter_is() {
        // Given
        Call call = desk().take(aCall());
        String before = refusedBecause(offering(call).setDanger(true));
        Incident incident = desk().open(anIncidentOf(call, "drowning"));
        Call opened = desk().calls
                .getCall(GetCallRequest.newBuilder().setName(call.getName()).build())
                .getCall();
        String withoutUnit = refusedBecause(offering(opened));
        desk().send(incident, "units/boat-1");

        // When
        Transfer transfer = offer(offering(opened));

        // Then
        assertThat(List.of(before, withoutUnit)).containsOnly("danger_first");
        assertThat(transfer.getDanger()).isTrue();
        assertThat(transfer.getMode()).isEqualTo(TransferMode.PUSHED);
        answer(transfer, Answer.ACCEPT);
        assertThat(callOf(transfer).getOutcome()).isEqualTo(CallOutcome.INCIDENT_OPENED);
    }

    @Test
    void nothing_leaves_without_consent_or_against_the_list() {
        // Given
        Call call = desk().take(aCall());

        // When
        List<String> whys = List.of(
                refusedBecause(offering(call).setConsent(false)),
                refusedBecause(offering(call).setMatter("crime")),
                refusedBecause(offering(call).setMatter("fire")));

        // Then
        assertThat(whys).containsExactly("consent", "ours", "not_theirs");
        assertThat(rows("select id::text from transfer")).isEmpty();
    }

    @Test
    void an_overlapping_matter_is_talked_over_by_three_and_kept_if_they_do_not_agree() {
        // Given
        Transfer talk = offer(offering(desk().take(aCall())).setMatter("noise_complaint"));
        pass(0);
        assertThat(talk.getMode()).isEqualTo(TransferMode.THREE_PARTY);

        // When
        Transfer kept = desk().transfers
                .concludeTalk(ConcludeTalkRequest.newBuilder()
                        .setRequestId(newId())
                        .setName(talk.getName())
                        .setEtag(now(talk).getEtag())
                        .setReason("they say it is public order")
                        .build())
                .getTransfer();

        // Then
        assertThat(kept.getState()).isEqualTo(State.KEPT);
        assertThat(callOf(talk).getState()).isEqualTo(Call.State.OPEN);
    }

    @Test
    void an_agreement_of_three_hands_the_matter_over() {
        // Given
        Transfer talk = offer(offering(desk().take(aCall())).setMatter("noise_complaint"));
        var tooEarly = refused(() -> desk().transfers.concludeTalk(agreed(talk)));
        var byNobody = refused(() -> desk().transfers
                .concludeTalk(agreed(talk).toBuilder().clearDecidedBy().build()));
        pass(0);

        // When
        Transfer agreed = desk().transfers.concludeTalk(agreed(now(talk))).getTransfer();

        // Then
        assertThat(reasonOf(tooEarly)).isEqualTo(Reason.ILLEGAL_TRANSITION);
        assertThat(reasonOf(byNobody)).isEqualTo(Reason.INVALID_FIELD);
        assertThat(partners.taken).hasSize(1);
        assertThat(agreed.getState()).isEqualTo(State.ACCEPTED);
        assertThat(agreed.getAcceptedBy()).isEqualTo("agent 17");
        assertThat(agreed.getAcceptedToldBy()).isEqualTo("wang");
        assertThat(callOf(talk).getOutcome()).isEqualTo(CallOutcome.TRANSFERRED);
    }

    private static ConcludeTalkRequest agreed(Transfer talk) {
        return ConcludeTalkRequest.newBuilder()
                .setRequestId(newId())
                .setName(talk.getName())
                .setEtag(talk.getEtag())
                .setTheirs(true)
                .setReason("a shop, no brawl")
                .setDecidedBy("agent 17")
                .build();
    }

    @Test
    void a_unit_that_never_went_does_not_let_a_matter_of_danger_go() {
        // Given
        Call call = desk().take(aCall());
        Incident incident = desk().open(anIncidentOf(call, "drowning"));
        Call opened = desk().calls
                .getCall(GetCallRequest.newBuilder().setName(call.getName()).build())
                .getCall();
        Order order = desk().send(incident, "units/boat-1");

        // When
        desk().refuse(desk().now(order), "broken down");

        // Then
        assertThat(refusedBecause(offering(opened))).isEqualTo("danger_first");
    }

    @Test
    void a_call_of_an_incident_that_was_merged_into_a_matter_of_life_is_one() {
        // Given
        Call call = desk().take(aCall());
        Incident incident = desk().open(anIncidentOf(call, "traffic_collision"));
        Incident life = desk().open(Desk.anIncident("drowning"));

        // When
        var merged = desk().duplicates
                .mergeIncidents(MergeIncidentsRequest.newBuilder()
                        .setRequestId(newId())
                        .setIncident(incident.getName())
                        .setEtag(incident.getEtag())
                        .setInto(life.getName())
                        .setIntoEtag(life.getEtag())
                        .setReason("the car has gone into the water")
                        .build());

        // Then
        assertThat(merged.getInto().getName()).isEqualTo(life.getName());
        Call opened = desk().calls
                .getCall(GetCallRequest.newBuilder().setName(call.getName()).build())
                .getCall();
        assertThat(refusedBecause(offering(opened))).isEqualTo("danger_first");
    }

    @Test
    void what_was_not_told_by_voice_is_pushed() {
        // Given
        Call call = desk().take(aCall().setChannel(Channel.INTERNET));

        // When
        Transfer transfer = offer(offering(call).setMatter("noise_complaint"));

        // Then
        assertThat(transfer.getMode()).isEqualTo(TransferMode.PUSHED);
    }

    @Test
    void nobody_is_asked_for_a_consent_that_nobody_can_give() {
        // Given
        Call alarm = desk().take(aCall().setChannel(Channel.IOT));

        // When
        Transfer transfer = offer(offering(alarm).setConsent(false));

        // Then
        assertThat(transfer.getConsent()).isEqualTo(Transfer.Consent.NO_CALLER);
        assertThat(now(transfer)).isEqualTo(transfer);
        assertThat(offered().getConsent()).isEqualTo(Transfer.Consent.GIVEN);
        assertThat(refusedBecause(offering(desk().take(aCall().setChannel(Channel.INTERNET)))
                        .setConsent(false)))
                .isEqualTo("consent");
    }

    @Test
    void a_new_list_holds_at_once_and_what_is_under_way_keeps_the_old_one() {
        // Given
        Transfer offered = offered();
        Desk commander = new Desk(harness.channelOf("li", Role.COMMANDER));
        PublishScopeListRequest.Builder list = PublishScopeListRequest.newBuilder()
                .setRequestId(newId())
                .setAfterVersion(1)
                .setBasis("joint meeting of November")
                .setDeliverWithinS(60)
                .setDecideWithinS(60)
                .setAnswerWithinS(3_600)
                .setMostOffers(1)
                .addEntries(NewScopeEntry.newBuilder()
                        .setMatter("water_supply")
                        .setNameZh("供水故障")
                        .addOwners("agencies/110"));

        // When
        PublishScopeListResponse published = commander.transfers.publishScopeList(list.build());

        // Then
        Call call = desk().take(aCall());
        String why = refusedBecause(offering(call));
        var danger = refused(() -> offer(offering(call).setDanger(true)));
        var stale = refused(() ->
                commander.transfers.publishScopeList(list.setRequestId(newId()).build()));
        int held = desk().transfers
                .getScopeList(GetScopeListRequest.getDefaultInstance())
                .getList()
                .getVersion();
        DATABASE.execute("delete from scope_entry where version > 1");
        DATABASE.execute("delete from scope_list where version > 1");
        assertThat(published.getList().getPublishedBy()).isEqualTo("li");
        assertThat(published.getList().getName()).isEqualTo("scopeLists/2");
        assertThat(rows("select resource || ' ' || action || ' ' || actor || ' ' || reason from journal"
                        + " where resource like 'scopeLists/%'"))
                .containsExactly("scopeLists/2 scope_list.published li joint meeting of November");
        assertThat(why).isEqualTo("ours");
        assertThat(danger.getStatus().getDescription())
                .as("what to do about a list without responders")
                .contains("scope list 2 names none", "PublishScopeList with `responders`");
        assertThat(reasonOf(stale)).isEqualTo(Reason.STALE_ETAG);
        assertThat(held).isEqualTo(2);
        assertThat(now(offered).getScopeVersion()).isEqualTo(1);
    }
}
