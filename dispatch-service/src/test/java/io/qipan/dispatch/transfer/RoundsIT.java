package io.qipan.dispatch.transfer;

import static io.qipan.dispatch.Desk.aCall;
import static io.qipan.dispatch.Desk.newId;
import static io.qipan.dispatch.Desk.riverBank;
import static org.assertj.core.api.Assertions.assertThat;

import io.qipan.proto.dispatch.v1.AcceptReferralRequest;
import io.qipan.proto.dispatch.v1.AnswerTransferRequest.Answer;
import io.qipan.proto.dispatch.v1.Call;
import io.qipan.proto.dispatch.v1.GetCallRequest;
import io.qipan.proto.dispatch.v1.OfferReferralRequest;
import io.qipan.proto.dispatch.v1.Referral;
import io.qipan.proto.dispatch.v1.Transfer;
import io.qipan.proto.dispatch.v1.TransferMode;
import org.junit.jupiter.api.Test;

/** A matter that goes to and fro as ever new calls and numbers is one matter. */
class RoundsIT extends TransferScenario {

    /** Handed to us by the hotline, and accepted: the call that it is then. */
    private Call referred(String reference) {
        Referral offered = at(HOTLINE)
                .referrals
                .offerReferral(OfferReferralRequest.newBuilder()
                        .setRequestId(newId())
                        .setReference(reference)
                        .setMatter("noise_complaint")
                        .setMode(TransferMode.PUSHED)
                        .setText("they shout in the yard every night")
                        .addLocations(riverBank())
                        .setConsent(true)
                        .build())
                .getReferral();
        Referral accepted = desk().referrals
                .acceptReferral(AcceptReferralRequest.newBuilder()
                        .setRequestId(newId())
                        .setName(offered.getName())
                        .setEtag(offered.getEtag())
                        .build())
                .getReferral();
        return desk().calls
                .getCall(GetCallRequest.newBuilder().setName(accepted.getCall()).build())
                .getCall();
    }

    /** Handed to the hotline, which takes it under a number of its own. */
    private void takenThere(Call call, String reference) {
        Transfer offered = offer(offering(call).setMatter("noise_complaint"));
        pass(0);
        var ignored = at(HOTLINE)
                .transfers
                .answerTransfer(answering(offered, Answer.ACCEPT)
                        .setTheirReference(reference)
                        .build());
    }

    @Test
    void what_they_hand_back_under_the_number_that_they_have_it_by_goes_back_as_often_as_one_call_may() {
        // Given
        takenThere(referred("W-17"), "W-18");
        takenThere(referred("W-18"), "W-19");

        // When
        String why = refusedBecause(offering(referred("W-19")).setMatter("noise_complaint"));

        // Then
        assertThat(why).isEqualTo("too_often");
    }

    @Test
    void another_matter_of_theirs_is_counted_for_itself() {
        // Given
        takenThere(referred("W-17"), "W-18");
        takenThere(referred("W-18"), "W-19");

        // When
        Transfer transfer = offer(offering(referred("W-40")).setMatter("noise_complaint"));

        // Then
        assertThat(transfer.getState()).isEqualTo(Transfer.State.OFFERED);
    }

    @Test
    void what_we_handed_over_first_is_counted_too() {
        // Given
        takenThere(desk().take(aCall()), "W-18");
        takenThere(referred("W-18"), "W-19");

        // When
        String why = refusedBecause(offering(referred("W-19")).setMatter("noise_complaint"));

        // Then
        assertThat(why).isEqualTo("too_often");
    }
}
