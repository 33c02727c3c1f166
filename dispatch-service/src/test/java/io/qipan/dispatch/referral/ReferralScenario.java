package io.qipan.dispatch.referral;

import static io.qipan.dispatch.Desk.anIncidentOf;
import static io.qipan.dispatch.Desk.newId;
import static io.qipan.dispatch.Desk.riverBank;
import static io.qipan.testkit.Refusals.metadataOf;
import static io.qipan.testkit.Refusals.reasonOf;
import static io.qipan.testkit.Refusals.refused;
import static org.assertj.core.api.Assertions.assertThat;

import io.grpc.StatusRuntimeException;
import io.qipan.dispatch.Desk;
import io.qipan.dispatch.DispatchScenario;
import io.qipan.proto.dispatch.v1.AcceptReferralRequest;
import io.qipan.proto.dispatch.v1.Call;
import io.qipan.proto.dispatch.v1.GetCallRequest;
import io.qipan.proto.dispatch.v1.GetReferralRequest;
import io.qipan.proto.dispatch.v1.Incident;
import io.qipan.proto.dispatch.v1.ListCallsRequest;
import io.qipan.proto.dispatch.v1.OfferReferralRequest;
import io.qipan.proto.dispatch.v1.Referral;
import io.qipan.proto.dispatch.v1.ReturnReferralRequest;
import io.qipan.proto.dispatch.v1.ShowCallerRequest;
import io.qipan.proto.dispatch.v1.TransferMode;
import io.qipan.runtime.refusal.Reason;
import java.util.List;

/** A desk that the hotline 12345 and others hand matters to. */
abstract class ReferralScenario extends DispatchScenario {
    static final String HOTLINE = "agencies/12345";
    static final String FIRE_BRIGADE = "agencies/119";
    static final String NUMBER = "13812345678";

    Desk at(String agency) {
        return new Desk(harness.agencyChannel("zhao", agency));
    }

    static OfferReferralRequest.Builder aMatter(String reference) {
        return OfferReferralRequest.newBuilder()
                .setRequestId(newId())
                .setReference(reference)
                .setMatter("noise_complaint")
                .setMode(TransferMode.PUSHED)
                .setText("they shout in the yard every night")
                .addLocations(riverBank())
                .setCallerId(NUMBER)
                .setConsent(true);
    }

    static OfferReferralRequest.Builder danger(String reference) {
        return aMatter(reference)
                .setMatter("water_supply")
                .setText("the main has burst, a car is in the hole")
                .setConsent(false)
                .setDanger(true);
    }

    Referral offer(OfferReferralRequest.Builder request) {
        return at(HOTLINE).referrals.offerReferral(request.build()).getReferral();
    }

    String refusedBecause(OfferReferralRequest.Builder request) {
        return why(refused(() -> offer(request)));
    }

    static String why(StatusRuntimeException refusal) {
        assertThat(reasonOf(refusal)).isEqualTo(Reason.TRANSFER_REFUSED);
        return metadataOf(refusal).getOrDefault("why", "");
    }

    Referral now(Referral referral) {
        return desk().referrals
                .getReferral(GetReferralRequest.newBuilder()
                        .setName(referral.getName())
                        .build())
                .getReferral();
    }

    Call callOf(Referral referral) {
        return desk().calls
                .getCall(GetCallRequest.newBuilder()
                        .setName(now(referral).getCall())
                        .build())
                .getCall();
    }

    List<Call> calls() {
        return desk().calls.listCalls(ListCallsRequest.getDefaultInstance()).getCallsList();
    }

    String numberOf(Referral referral) {
        return desk().calls
                .showCaller(ShowCallerRequest.newBuilder()
                        .setName(now(referral).getCall())
                        .setReason("calling back")
                        .build())
                .getCallerId();
    }

    Referral accept(Referral referral) {
        return desk().referrals
                .acceptReferral(AcceptReferralRequest.newBuilder()
                        .setRequestId(newId())
                        .setName(referral.getName())
                        .setEtag(now(referral).getEtag())
                        .build())
                .getReferral();
    }

    Referral giveBack(Referral referral) {
        return desk().referrals
                .returnReferral(ReturnReferralRequest.newBuilder()
                        .setRequestId(newId())
                        .setName(referral.getName())
                        .setEtag(now(referral).getEtag())
                        .setReason("a matter of the housing office")
                        .build())
                .getReferral();
    }

    Incident opened(Referral referral) {
        return desk().open(anIncidentOf(callOf(referral), "traffic_collision"));
    }

    /** Long enough that its call is looked at. */
    void look() {
        int ignored = pass(dispatch.around().settings().followReferral());
    }
}
