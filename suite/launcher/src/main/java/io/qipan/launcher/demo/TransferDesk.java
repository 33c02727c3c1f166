package io.qipan.launcher.demo;

import io.grpc.Channel;
import io.qipan.launcher.client.RequestId;
import io.qipan.launcher.client.Retries;
import io.qipan.proto.dispatch.v1.AnswerTransferRequest;
import io.qipan.proto.dispatch.v1.AnswerTransferRequest.Answer;
import io.qipan.proto.dispatch.v1.Call;
import io.qipan.proto.dispatch.v1.GetTransferRequest;
import io.qipan.proto.dispatch.v1.ListTransfersRequest;
import io.qipan.proto.dispatch.v1.OfferTransferRequest;
import io.qipan.proto.dispatch.v1.Transfer;
import io.qipan.proto.dispatch.v1.TransferServiceGrpc;
import io.qipan.proto.dispatch.v1.TransferServiceGrpc.TransferServiceBlockingStub;
import java.time.Duration;
import java.util.List;
import java.util.function.Predicate;

/** What the call-taker does with a matter that is somebody else's. */
final class TransferDesk {

    private final Channel dispatch;
    private final Cast cast;
    private final Retries retries = new Retries(Duration.ofSeconds(60));

    TransferDesk(Channel dispatch, Cast cast) {
        this.dispatch = dispatch;
        this.cast = cast;
    }

    /** With the consent of the caller. */
    Transfer offer(Call call, String partner, String matter) {
        OfferTransferRequest request = OfferTransferRequest.newBuilder()
                .setRequestId(RequestId.fresh())
                .setCall(call.getName())
                .setCallEtag(call.getEtag())
                .setPartner(partner)
                .setMatter(matter)
                .setConsent(true)
                .setNote("An exercise. The caller wants to be called back tomorrow.")
                .build();
        return retries.call(() -> transfers().offerTransfer(request)).getTransfer();
    }

    /** The last that was seen of it, if it never becomes so. */
    Transfer until(Transfer transfer, Predicate<Transfer> wanted) {
        GetTransferRequest request =
                GetTransferRequest.newBuilder().setName(transfer.getName()).build();
        return retries.until(wanted, () -> transfers().getTransfer(request).getTransfer());
    }

    List<Transfer> ofCall(String call) {
        ListTransfersRequest request =
                ListTransfersRequest.newBuilder().setOptionalCall(call).build();
        return retries.call(() -> transfers().listTransfers(request)).getTransfersList();
    }

    /** What the partner would say, said for it. */
    void answer(EveningPartner partner, Transfer transfer, Answer answer, String reason) {
        AnswerTransferRequest request = AnswerTransferRequest.newBuilder()
                .setRequestId(RequestId.fresh())
                .setName(transfer.getName())
                .setAnswer(answer)
                .setReason(reason)
                .setDecidedBy("the demo")
                .build();
        Transfer ignored = retries.call(() -> TransferServiceGrpc.newBlockingStub(
                                partner.board().dispatch())
                        .answerTransfer(request))
                .getTransfer();
    }

    private TransferServiceBlockingStub transfers() {
        return TransferServiceGrpc.newBlockingStub(dispatch).withCallCredentials(cast.callTaker());
    }
}
