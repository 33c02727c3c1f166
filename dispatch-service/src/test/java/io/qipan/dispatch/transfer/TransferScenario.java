package io.qipan.dispatch.transfer;

import static io.qipan.dispatch.Desk.aCall;
import static io.qipan.dispatch.Desk.newId;
import static io.qipan.testkit.Refusals.metadataOf;
import static io.qipan.testkit.Refusals.reasonOf;
import static io.qipan.testkit.Refusals.refused;
import static org.assertj.core.api.Assertions.assertThat;

import io.qipan.dispatch.Desk;
import io.qipan.dispatch.DispatchScenario;
import io.qipan.proto.dispatch.v1.AnswerTransferRequest;
import io.qipan.proto.dispatch.v1.AnswerTransferRequest.Answer;
import io.qipan.proto.dispatch.v1.Call;
import io.qipan.proto.dispatch.v1.GetCallRequest;
import io.qipan.proto.dispatch.v1.GetTransferRequest;
import io.qipan.proto.dispatch.v1.OfferTransferRequest;
import io.qipan.proto.dispatch.v1.Transfer;
import io.qipan.proto.dispatch.v1.WithdrawTransferRequest;
import io.qipan.runtime.caller.Role;
import io.qipan.runtime.refusal.Reason;
import io.qipan.testkit.TestTokens;

/** A desk with the hotline 12345 beside it, whose answers a test gives. */
abstract class TransferScenario extends DispatchScenario {
    static final String HOTLINE = "agencies/12345";
    static final String FIRE_BRIGADE = "agencies/119";
    static final String AMBULANCE = "agencies/120";

    final FakePartners partners = dispatch.partners();

    static OfferTransferRequest.Builder offering(Call call) {
        return OfferTransferRequest.newBuilder()
                .setRequestId(newId())
                .setCall(call.getName())
                .setCallEtag(call.getEtag())
                .setPartner(HOTLINE)
                .setMatter("water_supply")
                .setConsent(true);
    }

    Transfer offer(OfferTransferRequest.Builder request) {
        return desk().transfers.offerTransfer(request.build()).getTransfer();
    }

    WithdrawTransferRequest withdrawing(Transfer transfer) {
        return WithdrawTransferRequest.newBuilder()
                .setRequestId(newId())
                .setName(transfer.getName())
                .setEtag(now(transfer).getEtag())
                .setReason("calling back the caller")
                .build();
    }

    Transfer offered() {
        return offer(offering(desk().take(aCall())));
    }

    Transfer delivered() {
        Transfer offered = offered();
        pass(0);
        return now(offered);
    }

    Transfer now(Transfer transfer) {
        return desk().transfers
                .getTransfer(GetTransferRequest.newBuilder()
                        .setName(transfer.getName())
                        .build())
                .getTransfer();
    }

    Call callOf(Transfer transfer) {
        return call(transfer.getCall());
    }

    /** As it is now. */
    Call now(Call call) {
        return call(call.getName());
    }

    private Call call(String name) {
        return desk().calls
                .getCall(GetCallRequest.newBuilder().setName(name).build())
                .getCall();
    }

    Desk at(String agency) {
        return new Desk(harness.withToken(TestTokens.mintAgency("zhao", agency, Role.AGENCY)));
    }

    static AnswerTransferRequest.Builder answering(Transfer transfer, Answer answer) {
        return AnswerTransferRequest.newBuilder()
                .setRequestId(newId())
                .setName(transfer.getName())
                .setAnswer(answer)
                .setReason("seen to")
                .setDecidedBy("agent 17")
                .setTheirReference("W-1");
    }

    Transfer answer(Transfer transfer, Answer answer) {
        return at(transfer.getPartner())
                .transfers
                .answerTransfer(answering(transfer, answer).build())
                .getTransfer();
    }

    String refusedBecause(OfferTransferRequest.Builder request) {
        var refusal = refused(() -> offer(request));
        assertThat(reasonOf(refusal)).isEqualTo(Reason.TRANSFER_REFUSED);
        return metadataOf(refusal).getOrDefault("why", "");
    }
}
