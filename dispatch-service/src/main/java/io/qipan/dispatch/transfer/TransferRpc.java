package io.qipan.dispatch.transfer;

import io.grpc.ServerServiceDefinition;
import io.grpc.stub.StreamObserver;
import io.qipan.dispatch.id.model.CallId;
import io.qipan.dispatch.id.model.TransferId;
import io.qipan.dispatch.transfer.model.ScopeList;
import io.qipan.dispatch.transfer.model.Transfer;
import io.qipan.proto.dispatch.v1.AnswerTransferRequest;
import io.qipan.proto.dispatch.v1.AnswerTransferResponse;
import io.qipan.proto.dispatch.v1.ConcludeTalkRequest;
import io.qipan.proto.dispatch.v1.ConcludeTalkResponse;
import io.qipan.proto.dispatch.v1.GetScopeListRequest;
import io.qipan.proto.dispatch.v1.GetScopeListResponse;
import io.qipan.proto.dispatch.v1.GetTransferRequest;
import io.qipan.proto.dispatch.v1.GetTransferResponse;
import io.qipan.proto.dispatch.v1.ListOffersRequest;
import io.qipan.proto.dispatch.v1.ListOffersResponse;
import io.qipan.proto.dispatch.v1.ListTransfersRequest;
import io.qipan.proto.dispatch.v1.ListTransfersResponse;
import io.qipan.proto.dispatch.v1.OfferTransferRequest;
import io.qipan.proto.dispatch.v1.OfferTransferResponse;
import io.qipan.proto.dispatch.v1.PublishScopeListRequest;
import io.qipan.proto.dispatch.v1.PublishScopeListResponse;
import io.qipan.proto.dispatch.v1.TransferServiceGrpc;
import io.qipan.proto.dispatch.v1.WithdrawTransferRequest;
import io.qipan.proto.dispatch.v1.WithdrawTransferResponse;
import io.qipan.runtime.caller.Caller;
import io.qipan.runtime.page.Page;
import io.qipan.runtime.refusal.Reason;
import io.qipan.runtime.refusal.Refusal;
import io.qipan.runtime.rpc.Answer;
import io.qipan.runtime.rpc.Rpc;
import io.qipan.runtime.rpc.RpcService;
import io.qipan.runtime.work.RequestKey;
import io.qipan.runtime.work.UnitOfWork;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.Optional;

@Singleton
class TransferRpc implements RpcService, TransferServiceGrpc.AsyncService {
    private static final int USUAL_PAGE = 50;

    private final UnitOfWork unitOfWork;
    private final OfferTransfer offer;
    private final AnswerTransfer answer;
    private final PublishScopeList publish;
    private final Transfers transfers;
    private final ScopeLists scopes;

    TransferRpc(
            UnitOfWork unitOfWork,
            OfferTransfer offer,
            AnswerTransfer answer,
            PublishScopeList publish,
            Transfers transfers,
            ScopeLists scopes) {
        this.unitOfWork = unitOfWork;
        this.offer = offer;
        this.answer = answer;
        this.publish = publish;
        this.transfers = transfers;
        this.scopes = scopes;
    }

    @Override
    public ServerServiceDefinition bindService() {
        return Rpc.bind(TransferServiceGrpc.bindService(this));
    }

    @Override
    public void offerTransfer(OfferTransferRequest request, StreamObserver<OfferTransferResponse> observer) {
        Answer.unary(
                observer,
                () -> unitOfWork.once(
                        RequestKey.of(request),
                        OfferTransferResponse.parser(),
                        () -> OfferTransferResponse.newBuilder()
                                .setTransfer(TransferMessages.message(offer.offer(request)))
                                .build()));
    }

    @Override
    public void concludeTalk(ConcludeTalkRequest request, StreamObserver<ConcludeTalkResponse> observer) {
        Answer.unary(
                observer,
                () -> unitOfWork.once(
                        RequestKey.of(request),
                        ConcludeTalkResponse.parser(),
                        () -> ConcludeTalkResponse.newBuilder()
                                .setTransfer(TransferMessages.message(answer.conclude(request, Caller.current())))
                                .build()));
    }

    @Override
    public void withdrawTransfer(WithdrawTransferRequest request, StreamObserver<WithdrawTransferResponse> observer) {
        Answer.unary(
                observer,
                () -> unitOfWork.once(
                        RequestKey.of(request),
                        WithdrawTransferResponse.parser(),
                        () -> WithdrawTransferResponse.newBuilder()
                                .setTransfer(TransferMessages.message(answer.withdraw(request)))
                                .build()));
    }

    @Override
    public void getTransfer(GetTransferRequest request, StreamObserver<GetTransferResponse> observer) {
        Answer.unary(
                observer,
                () -> unitOfWork.read(() -> transfers
                        .find(TransferId.parse(request.getName()))
                        .map(transfer -> GetTransferResponse.newBuilder()
                                .setTransfer(TransferMessages.message(transfer))
                                .build())
                        .orElseThrow(() -> Refusal.notFound(request.getName()).asException())));
    }

    @Override
    public void listTransfers(ListTransfersRequest request, StreamObserver<ListTransfersResponse> observer) {
        Answer.unary(
                observer,
                () -> unitOfWork.read(() -> {
                    Optional<CallId> call = Optional.of(request.getOptionalCall())
                            .filter(name -> !name.isEmpty())
                            .map(CallId::parse);
                    Page page = Page.of(
                            request.getPageSize(),
                            USUAL_PAGE,
                            request.getPageToken(),
                            "transfers " + request.getOpenOnly() + request.getOptionalCall());
                    List<Transfer> found =
                            list(page, new Transfers.Filter(call, Optional.empty(), request.getOpenOnly()));
                    return ListTransfersResponse.newBuilder()
                            .addAllTransfers(messages(page, found))
                            .setNextPageToken(next(page, found))
                            .build();
                }));
    }

    @Override
    public void listOffers(ListOffersRequest request, StreamObserver<ListOffersResponse> observer) {
        Answer.unary(
                observer,
                () -> unitOfWork.read(() -> {
                    String partner = agency(Caller.current());
                    Page page = Page.of(
                            request.getPageSize(),
                            USUAL_PAGE,
                            request.getPageToken(),
                            "offers " + request.getOpenOnly() + partner);
                    List<Transfer> found = list(
                            page, new Transfers.Filter(Optional.empty(), Optional.of(partner), request.getOpenOnly()));
                    return ListOffersResponse.newBuilder()
                            .addAllTransfers(messages(page, found))
                            .setNextPageToken(next(page, found))
                            .build();
                }));
    }

    private static String agency(Caller caller) {
        return caller.agency()
                .orElseThrow(
                        () -> Refusal.of(Reason.ACCESS_DENIED, caller.subject() + " belongs to no agency by its token.")
                                .asException());
    }

    private List<Transfer> list(Page page, Transfers.Filter filter) {
        return transfers.list(filter, page.after(TransferId::parse), page.size() + 1);
    }

    private static List<io.qipan.proto.dispatch.v1.Transfer> messages(Page page, List<Transfer> found) {
        return page.cut(found).stream().map(TransferMessages::message).toList();
    }

    private static String next(Page page, List<Transfer> found) {
        return page.next(found, transfer -> transfer.id().name());
    }

    @Override
    public void answerTransfer(AnswerTransferRequest request, StreamObserver<AnswerTransferResponse> observer) {
        Answer.unary(
                observer,
                () -> unitOfWork.once(
                        RequestKey.of(request),
                        AnswerTransferResponse.parser(),
                        () -> AnswerTransferResponse.newBuilder()
                                .setTransfer(TransferMessages.message(answer.answer(request, Caller.current())))
                                .build()));
    }

    @Override
    public void publishScopeList(PublishScopeListRequest request, StreamObserver<PublishScopeListResponse> observer) {
        Answer.unary(
                observer,
                () -> unitOfWork.once(
                        RequestKey.of(request),
                        PublishScopeListResponse.parser(),
                        () -> PublishScopeListResponse.newBuilder()
                                .setList(TransferMessages.message(publish.publish(request, Caller.current())))
                                .build()));
    }

    @Override
    public void getScopeList(GetScopeListRequest request, StreamObserver<GetScopeListResponse> observer) {
        Answer.unary(
                observer,
                () -> unitOfWork.read(() -> {
                    ScopeList list = request.getVersion() == 0
                            ? scopes.newest()
                            : scopes.find(request.getVersion())
                                    .orElseThrow(() -> Refusal.notFound("scope list " + request.getVersion())
                                            .asException());
                    return GetScopeListResponse.newBuilder()
                            .setList(TransferMessages.message(list))
                            .build();
                }));
    }
}
