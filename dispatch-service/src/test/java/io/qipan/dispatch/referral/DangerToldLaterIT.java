package io.qipan.dispatch.referral;

import static io.qipan.dispatch.Desk.newId;
import static io.qipan.testkit.Refusals.metadataOf;
import static io.qipan.testkit.Refusals.reasonOf;
import static io.qipan.testkit.Refusals.refused;
import static org.assertj.core.api.Assertions.assertThat;

import io.qipan.proto.dispatch.v1.Call;
import io.qipan.proto.dispatch.v1.GetIncidentRequest;
import io.qipan.proto.dispatch.v1.Referral;
import io.qipan.proto.dispatch.v1.Referral.State;
import io.qipan.proto.dispatch.v1.Referral.Withdrawal;
import io.qipan.proto.dispatch.v1.WithdrawReferralRequest;
import io.qipan.runtime.refusal.Reason;
import java.util.List;
import org.junit.jupiter.api.Test;

/** A matter that was offered without danger, and there is some now. */
class DangerToldLaterIT extends ReferralScenario {

    private static List<String> attentions() {
        return rows("select kind || ' ' || urgency || ' ' || state from attention"
                + " where starts_with(resource, 'referrals/') order by id");
    }

    private static List<String> reasons(Referral referral) {
        return rows("select reason from journal where resource = '" + referral.getName()
                + "' and action = 'referral.endangered'");
    }

    @Test
    void it_is_a_call_at_once_of_what_was_told_before_and_now() {
        // Given
        Referral offered = offer(aMatter("W-17"));

        // When
        Referral again = offer(danger("W-17").setCallerId("13999990000"));

        // Then
        assertThat(again.getDanger()).isTrue();
        Call call = callOf(offered);
        assertThat(call.getState()).isEqualTo(Call.State.OPEN);
        assertThat(call.getDescription())
                .isEqualTo("they shout in the yard every night\nthe main has burst, a car is in the hole");
        assertThat(call.getLocationsCount()).isEqualTo(2);
        assertThat(call.getCallerId()).isEqualTo("139****0000");
        assertThat(numberOf(offered)).isEqualTo("13999990000");
        assertThat(rows("select referral_id::text from referral_number")).isEmpty();
        assertThat(told(offered.getName())).containsExactly("referral.offered", "referral.endangered");
        assertThat(attentions()).containsExactly("REFERRAL_ENDANGERED 1 untaken");
        assertThat(offer(danger("W-17"))).isEqualTo(again);
        assertThat(accept(offered).getCall()).isEqualTo(again.getCall());
        assertThat(calls()).hasSize(1);
    }

    @Test
    void without_a_number_it_is_that_which_was_told_before() {
        // Given
        Referral offered = offer(aMatter("W-17"));

        // When
        offer(danger("W-17").setCallerId(""));

        // Then
        assertThat(numberOf(offered)).isEqualTo(NUMBER);
    }

    @Test
    void what_is_a_call_already_takes_the_places_and_the_words_are_told() {
        // Given
        Referral accepted = accept(offer(aMatter("W-17")));

        // When
        Referral again = offer(danger("W-17"));

        // Then
        assertThat(again.getCall()).isEqualTo(accepted.getCall());
        assertThat(callOf(accepted).getLocationsCount()).isEqualTo(2);
        assertThat(reasons(accepted))
                .containsExactly("agencies/12345 tells of danger now: the main has burst, a car is in the hole");
        assertThat(attentions()).containsExactly("REFERRAL_ENDANGERED 1 untaken");
    }

    @Test
    void what_is_an_incident_already_takes_the_places_and_is_of_the_highest_urgency_until_a_person_settles_it() {
        // Given
        Referral accepted = accept(offer(aMatter("W-17")));
        var incident = opened(accepted);

        // When
        offer(danger("W-17"));

        // Then
        var located = desk().incidents
                .getIncident(GetIncidentRequest.newBuilder()
                        .setName(incident.getName())
                        .build())
                .getIncident();
        assertThat(located.getLocationsCount()).isEqualTo(incident.getLocationsCount() + 1);
        desk().end(located);
        look();
        assertThat(now(accepted).getState()).isEqualTo(State.COMPLETED);
        assertThat(attentions()).containsExactly("REFERRAL_ENDANGERED 1 untaken");
    }

    @Test
    void told_again_while_the_agency_asks_to_have_it_back_it_stays_ours_though_it_was_known() {
        // Given
        Referral offered = offer(danger("W-17"));
        Referral asked = at(HOTLINE)
                .referrals
                .withdrawReferral(WithdrawReferralRequest.newBuilder()
                        .setRequestId(newId())
                        .setName(offered.getName())
                        .setEtag(now(offered).getEtag())
                        .setReason("the pipe is shut")
                        .build())
                .getReferral();
        assertThat(asked.getWithdrawal().getState()).isEqualTo(Withdrawal.State.ASKED);

        // When
        Referral again = offer(danger("W-17").setText("another car is in the hole"));

        // Then
        assertThat(again.getWithdrawal().getState()).isEqualTo(Withdrawal.State.OVERTAKEN);
        assertThat(again.getState()).isEqualTo(State.OFFERED);
        assertThat(again.getCall()).isEqualTo(offered.getCall());
        assertThat(callOf(offered).getState()).isEqualTo(Call.State.OPEN);
        assertThat(deadlines(offered.getName())).doesNotContain("referral.withdraw");
        assertThat(reasons(offered)).containsExactly("agencies/12345 tells of danger now: another car is in the hole");
        pass(1);
        assertThat(attentions()).containsExactly("REFERRAL_WITHDRAWAL 2 settled", "REFERRAL_ENDANGERED 1 untaken");
        assertThat(offer(danger("W-17"))).as("once more is no news").isEqualTo(now(offered));
    }

    @Test
    void in_what_is_over_it_is_refused_loudly() {
        // Given
        Referral returned = giveBack(offer(aMatter("W-17")));

        // When
        var refusal = refused(() -> offer(danger("W-17")));

        // Then
        assertThat(reasonOf(refusal)).isEqualTo(Reason.ILLEGAL_TRANSITION);
        assertThat(metadataOf(refusal)).containsEntry("resource", returned.getName());
        assertThat(refusal.getStatus().getDescription()).contains("by a reference that is new");
        assertThat(calls()).isEmpty();
    }

    @Test
    void in_what_has_ended_and_was_not_looked_at_yet_too() {
        // Given
        Referral accepted = accept(offer(aMatter("W-17")));
        var incident = opened(accepted);
        desk().end(incident);

        // When
        var refusal = refused(() -> offer(danger("W-17")));

        // Then
        assertThat(reasonOf(refusal)).isEqualTo(Reason.ILLEGAL_TRANSITION);
        assertThat(refusal.getStatus().getDescription())
                .contains(incident.getNumber())
                .contains("by a reference that is new");
        assertThat(now(accepted).getDanger()).isFalse();
        look();
        assertThat(now(accepted).getState()).isEqualTo(State.COMPLETED);
    }
}
