package io.qipan.dispatch.supervision;

import io.grpc.ServerServiceDefinition;
import io.grpc.stub.StreamObserver;
import io.qipan.dispatch.id.model.SupervisionOrderId;
import io.qipan.dispatch.supervision.model.SupervisionOrder;
import io.qipan.proto.dispatch.v1.AcceptSupervisionAnswerRequest;
import io.qipan.proto.dispatch.v1.AcceptSupervisionAnswerResponse;
import io.qipan.proto.dispatch.v1.AnswerSupervisionOrderRequest;
import io.qipan.proto.dispatch.v1.AnswerSupervisionOrderResponse;
import io.qipan.proto.dispatch.v1.GetSupervisionOrderRequest;
import io.qipan.proto.dispatch.v1.GetSupervisionOrderResponse;
import io.qipan.proto.dispatch.v1.IssueSupervisionOrderRequest;
import io.qipan.proto.dispatch.v1.IssueSupervisionOrderResponse;
import io.qipan.proto.dispatch.v1.ListSupervisionOrdersRequest;
import io.qipan.proto.dispatch.v1.ListSupervisionOrdersResponse;
import io.qipan.proto.dispatch.v1.ReturnSupervisionAnswerRequest;
import io.qipan.proto.dispatch.v1.ReturnSupervisionAnswerResponse;
import io.qipan.proto.dispatch.v1.SignSupervisionOrderRequest;
import io.qipan.proto.dispatch.v1.SignSupervisionOrderResponse;
import io.qipan.proto.dispatch.v1.SupervisionOrderServiceGrpc;
import io.qipan.proto.dispatch.v1.WithdrawSupervisionOrderRequest;
import io.qipan.proto.dispatch.v1.WithdrawSupervisionOrderResponse;
import io.qipan.runtime.caller.Caller;
import io.qipan.runtime.page.Page;
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
class SupervisionRpc implements RpcService, SupervisionOrderServiceGrpc.AsyncService {
    private static final int USUAL_PAGE = 50;

    private final UnitOfWork unitOfWork;
    private final IssueSupervision issue;
    private final WorkSupervision work;
    private final SupervisionOrders orders;

    SupervisionRpc(UnitOfWork unitOfWork, IssueSupervision issue, WorkSupervision work, SupervisionOrders orders) {
        this.unitOfWork = unitOfWork;
        this.issue = issue;
        this.work = work;
        this.orders = orders;
    }

    @Override
    public ServerServiceDefinition bindService() {
        return Rpc.bind(SupervisionOrderServiceGrpc.bindService(this));
    }

    @Override
    public void issueSupervisionOrder(
            IssueSupervisionOrderRequest request, StreamObserver<IssueSupervisionOrderResponse> observer) {
        Answer.unary(
                observer,
                () -> unitOfWork.once(
                        RequestKey.of(request),
                        IssueSupervisionOrderResponse.parser(),
                        () -> IssueSupervisionOrderResponse.newBuilder()
                                .setSupervisionOrder(
                                        SupervisionMessages.message(issue.issue(request, Caller.current())))
                                .build()));
    }

    @Override
    public void signSupervisionOrder(
            SignSupervisionOrderRequest request, StreamObserver<SignSupervisionOrderResponse> observer) {
        Answer.unary(
                observer,
                () -> unitOfWork.once(
                        RequestKey.of(request),
                        SignSupervisionOrderResponse.parser(),
                        () -> SignSupervisionOrderResponse.newBuilder()
                                .setSupervisionOrder(SupervisionMessages.message(work.sign(request, Caller.current())))
                                .build()));
    }

    @Override
    public void answerSupervisionOrder(
            AnswerSupervisionOrderRequest request, StreamObserver<AnswerSupervisionOrderResponse> observer) {
        Answer.unary(
                observer,
                () -> unitOfWork.once(
                        RequestKey.of(request),
                        AnswerSupervisionOrderResponse.parser(),
                        () -> AnswerSupervisionOrderResponse.newBuilder()
                                .setSupervisionOrder(
                                        SupervisionMessages.message(work.answer(request, Caller.current())))
                                .build()));
    }

    @Override
    public void acceptSupervisionAnswer(
            AcceptSupervisionAnswerRequest request, StreamObserver<AcceptSupervisionAnswerResponse> observer) {
        Answer.unary(
                observer,
                () -> unitOfWork.once(
                        RequestKey.of(request),
                        AcceptSupervisionAnswerResponse.parser(),
                        () -> AcceptSupervisionAnswerResponse.newBuilder()
                                .setSupervisionOrder(
                                        SupervisionMessages.message(work.accept(request, Caller.current())))
                                .build()));
    }

    @Override
    public void returnSupervisionAnswer(
            ReturnSupervisionAnswerRequest request, StreamObserver<ReturnSupervisionAnswerResponse> observer) {
        Answer.unary(
                observer,
                () -> unitOfWork.once(
                        RequestKey.of(request),
                        ReturnSupervisionAnswerResponse.parser(),
                        () -> ReturnSupervisionAnswerResponse.newBuilder()
                                .setSupervisionOrder(
                                        SupervisionMessages.message(work.giveBack(request, Caller.current())))
                                .build()));
    }

    @Override
    public void withdrawSupervisionOrder(
            WithdrawSupervisionOrderRequest request, StreamObserver<WithdrawSupervisionOrderResponse> observer) {
        Answer.unary(
                observer,
                () -> unitOfWork.once(
                        RequestKey.of(request),
                        WithdrawSupervisionOrderResponse.parser(),
                        () -> WithdrawSupervisionOrderResponse.newBuilder()
                                .setSupervisionOrder(
                                        SupervisionMessages.message(work.withdraw(request, Caller.current())))
                                .build()));
    }

    @Override
    public void getSupervisionOrder(
            GetSupervisionOrderRequest request, StreamObserver<GetSupervisionOrderResponse> observer) {
        Answer.unary(
                observer,
                () -> unitOfWork.read(() -> orders.find(SupervisionOrderId.parse(request.getName()))
                        .map(order -> GetSupervisionOrderResponse.newBuilder()
                                .setSupervisionOrder(SupervisionMessages.message(order))
                                .build())
                        .orElseThrow(() -> Refusal.notFound(request.getName()).asException())));
    }

    @Override
    public void listSupervisionOrders(
            ListSupervisionOrdersRequest request, StreamObserver<ListSupervisionOrdersResponse> observer) {
        Answer.unary(
                observer,
                () -> unitOfWork.read(() -> {
                    Page page = Page.of(
                            request.getPageSize(),
                            USUAL_PAGE,
                            request.getPageToken(),
                            "supervision orders " + request.getOpenOnly() + request.getOptionalSubject());
                    List<SupervisionOrder> found = orders.list(
                            new SupervisionOrders.Filter(
                                    Optional.of(request.getOptionalSubject()).filter(name -> !name.isEmpty()),
                                    request.getOpenOnly()),
                            page.after(SupervisionOrderId::parse),
                            page.size() + 1);
                    return ListSupervisionOrdersResponse.newBuilder()
                            .addAllSupervisionOrders(page.cut(found).stream()
                                    .map(SupervisionMessages::message)
                                    .toList())
                            .setNextPageToken(
                                    page.next(found, order -> order.id().name()))
                            .build();
                }));
    }
}
