package io.qipan.dispatch.referral;

import static io.qipan.dispatch.Desk.aCall;
import static io.qipan.dispatch.Desk.newId;
import static io.qipan.testkit.Refusals.reasonOf;
import static io.qipan.testkit.Refusals.refused;
import static org.assertj.core.api.Assertions.assertThat;

import io.qipan.dispatch.Desk;
import io.qipan.proto.dispatch.v1.Call;
import io.qipan.proto.dispatch.v1.CallOutcome;
import io.qipan.proto.dispatch.v1.Channel;
import io.qipan.proto.dispatch.v1.EndCallRequest;
import io.qipan.proto.dispatch.v1.Referral;
import io.qipan.proto.dispatch.v1.Referral.State;
import io.qipan.runtime.refusal.Reason;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;

class ReferralIT extends ReferralScenario {

    @Test
    void a_matter_is_ours_when_a_person_here_has_taken_it_and_not_when_it_is_here() {
        // Given
        Referral offered = offer(aMatter("W-17"));
        assertThat(offered.getState()).isEqualTo(State.OFFERED);
        assertThat(offered.getOwner()).isEqualTo("desk:intake");
        assertThat(calls()).isEmpty();

        // When
        Referral accepted = accept(offered);

        // Then
        assertThat(accepted.getState()).isEqualTo(State.ACCEPTED);
        assertThat(accepted.getAcceptedBy()).isEqualTo("wang");
        Call call = callOf(accepted);
        assertThat(call.getChannel()).isEqualTo(Channel.HOTLINE);
        assertThat(call.getExternalReference()).isEqualTo("12345/W-17");
        assertThat(call.getDescription()).isEqualTo("they shout in the yard every night");
        assertThat(call.getOwner()).isEqualTo("wang");
        assertThat(call.getLocationsCount()).isOne();
        assertThat(deadlines(offered.getName())).containsExactly("referral.answer", "referral.follow");
        assertThat(told(offered.getName())).containsExactly("referral.offered", "referral.accepted");
    }

    @Test
    void the_agency_reads_what_became_of_it_when_its_incident_has_ended() {
        // Given
        Referral offered = offer(aMatter("W-17"));
        accept(offered);
        var incident = opened(offered);
        look();
        assertThat(now(offered).getState()).isEqualTo(State.ACCEPTED);
        desk().end(incident);

        // When
        look();

        // Then
        Referral completed = offer(aMatter("W-17"));
        assertThat(completed.getState()).isEqualTo(State.COMPLETED);
        assertThat(completed.getOutcome()).isEqualTo("RESOLVED");
        assertThat(completed.getReason()).contains(incident.getNumber()).doesNotContain("hospital");
        assertThat(deadlines(offered.getName())).isEmpty();
        assertThat(told(offered.getName()))
                .containsExactly("referral.offered", "referral.accepted", "referral.completed");
        look();
        assertThat(told(offered.getName())).hasSize(3);
    }

    @Test
    void a_call_that_leads_to_no_incident_is_a_result_too() {
        // Given
        Referral offered = offer(aMatter("W-17"));
        accept(offered);
        Call call = callOf(offered);
        desk().calls
                .endCall(EndCallRequest.newBuilder()
                        .setRequestId(newId())
                        .setName(call.getName())
                        .setEtag(call.getEtag())
                        .setOutcome(CallOutcome.CALLER_ADVISED)
                        .setRationale("told him where to go")
                        .build());

        // When
        look();

        // Then
        assertThat(now(offered).getState()).isEqualTo(State.COMPLETED);
        assertThat(now(offered).getOutcome()).isEqualTo("CALLER_ADVISED");
        assertThat(now(offered).getReason()).contains(call.getNumber());
    }

    @Test
    void the_same_reference_again_is_the_same_offer_and_of_another_agency_another() {
        // Given
        Referral first = offer(aMatter("W-17"));

        // When
        Referral again = offer(aMatter("W-17").setText("told in other words"));
        Referral others = at(FIRE_BRIGADE)
                .referrals
                .offerReferral(aMatter("W-17").build())
                .getReferral();

        // Then
        assertThat(again).isEqualTo(first);
        assertThat(others.getName()).isNotEqualTo(first.getName());
        assertThat(told(first.getName())).containsExactly("referral.offered");
        accept(others);
        assertThat(callOf(others).getChannel()).isEqualTo(Channel.AGENCY_TRANSFER);
        assertThat(callOf(others).getExternalReference()).isEqualTo("119/W-17");
    }

    @Test
    void offered_at_several_replicas_at_once_it_is_one_referral_with_one_call() throws Exception {
        // Given
        Desk hotline = at(HOTLINE);
        List<Future<Referral>> offers = new ArrayList<>();

        // When
        try (ExecutorService replicas = Executors.newFixedThreadPool(4)) {
            for (int i = 0; i < 12; i++) {
                offers.add(replicas.submit(() ->
                        hotline.referrals.offerReferral(danger("W-17").build()).getReferral()));
            }
        }

        // Then
        List<String> names = new ArrayList<>();
        for (Future<Referral> answer : offers) {
            names.add(answer.get().getName());
        }
        assertThat(names).hasSize(12).containsOnly(names.getFirst());
        assertThat(calls()).hasSize(1);
        assertThat(told(names.getFirst())).containsExactly("referral.offered");
    }

    @Test
    void danger_is_a_call_at_once_and_is_not_returned_before_a_unit_was_sent() {
        // Given
        Referral offered = offer(danger("W-17"));
        Call call = callOf(offered);
        assertThat(call.getState()).isEqualTo(Call.State.OPEN);
        assertThat(call.getOwner()).isEqualTo("desk:intake");
        assertThat(why(refused(() -> giveBack(offered)))).isEqualTo("danger_first");
        var incident = opened(offered);
        assertThat(why(refused(() -> giveBack(offered)))).isEqualTo("danger_first");
        desk().send(incident, "units/car-1");

        // When
        Referral returned = giveBack(offered);

        // Then
        assertThat(returned.getState()).isEqualTo(State.RETURNED);
        assertThat(deadlines(returned.getName())).isEmpty();
        assertThat(deadlines(incident.getName())).isNotEmpty();
    }

    @Test
    void what_is_nobody_elses_is_not_returned_and_what_is_returned_may_be_offered_once_more_only() {
        // Given
        assertThat(why(refused(() -> giveBack(offer(aMatter("W-1").setMatter("crime"))))))
                .isEqualTo("ours");
        Referral first = giveBack(offer(aMatter("W-17")));
        Referral second = offer(aMatter("W-18").setOptionalAfter(first.getName()));
        assertThat(second.getRound()).isEqualTo(2);
        giveBack(second);

        // When
        String why = refusedBecause(aMatter("W-19").setOptionalAfter(second.getName()));

        // Then
        assertThat(why).isEqualTo("too_often");
        assertThat(refusedBecause(aMatter("W-19").setOptionalAfter(first.getName())))
                .isEqualTo("followed");
        assertThat(offer(danger("W-21").setOptionalAfter(first.getName())).getRound())
                .isEqualTo(2);
        assertThat(first.getReason()).isEqualTo("a matter of the housing office");
        assertThat(offer(danger("W-20").setOptionalAfter(second.getName())).getRound())
                .isEqualTo(3);
    }

    @Test
    void without_consent_or_for_an_unknown_matter_nothing_is_taken_but_danger() {
        // When
        String why = refusedBecause(aMatter("W-17").setConsent(false));

        // Then
        assertThat(why).isEqualTo("consent");
        assertThat(reasonOf(refused(() -> offer(aMatter("W-17").setMatter("moonlight")))))
                .isEqualTo(Reason.NOT_FOUND);
        assertThat(offer(danger("W-17").setMatter("moonlight")).getState()).isEqualTo(State.OFFERED);
    }

    @Test
    void what_is_decided_is_not_decided_again() {
        // Given
        Referral accepted = accept(offer(aMatter("W-17")));
        Referral returned = giveBack(offer(aMatter("W-18")));

        // When
        var refusals = List.of(
                refused(() -> accept(accepted)),
                refused(() -> giveBack(accepted)),
                refused(() -> accept(returned)),
                refused(() -> offer(aMatter("W-19").setOptionalAfter(accepted.getName()))));

        // Then
        assertThat(refusals).allSatisfy(refusal -> assertThat(reasonOf(refusal)).isEqualTo(Reason.ILLEGAL_TRANSITION));
        assertThat(calls()).hasSize(1);
    }

    @Test
    void a_key_that_somebody_else_gave_a_call_before_does_not_get_hold_of_the_matter() {
        // Given
        Call squatter = at(FIRE_BRIGADE).take(aCall().setExternalReference("12345/W-17"));

        // When
        Referral offered = offer(danger("W-17"));

        // Then
        assertThat(offered.getCall()).isNotEqualTo(squatter.getName());
        assertThat(callOf(offered).getExternalReference()).isEqualTo(offered.getName());
        assertThat(offered.getReference()).isEqualTo("W-17");
    }

    @Test
    void the_number_is_locked_away_until_it_is_that_of_the_call_or_goes_back() {
        // Given
        Referral offered = offer(aMatter("W-17"));
        Referral other = offer(aMatter("W-18"));
        assertThat(offered.getCallerId()).isEqualTo("138****5678");
        assertThat(List.of("referral", "journal", "request", "referral_number"))
                .allSatisfy(table ->
                        assertThat(rows("select t::text from " + table + " t")).noneMatch(row -> row.contains(NUMBER)));

        // When
        accept(offered);
        giveBack(other);

        // Then
        assertThat(numberOf(offered)).isEqualTo(NUMBER);
        assertThat(rows("select referral_id::text from referral_number")).isEmpty();
    }
}
