package io.qipan.dispatch.rectification;

import io.grpc.ServerServiceDefinition;
import io.grpc.stub.StreamObserver;
import io.qipan.dispatch.id.model.RectificationId;
import io.qipan.dispatch.rectification.model.Rectification;
import io.qipan.proto.dispatch.v1.AssessRectificationRequest;
import io.qipan.proto.dispatch.v1.AssessRectificationResponse;
import io.qipan.proto.dispatch.v1.FinishRectificationRequest;
import io.qipan.proto.dispatch.v1.FinishRectificationResponse;
import io.qipan.proto.dispatch.v1.GetRectificationRequest;
import io.qipan.proto.dispatch.v1.GetRectificationResponse;
import io.qipan.proto.dispatch.v1.ListRectificationsRequest;
import io.qipan.proto.dispatch.v1.ListRectificationsResponse;
import io.qipan.proto.dispatch.v1.OpenRectificationRequest;
import io.qipan.proto.dispatch.v1.OpenRectificationResponse;
import io.qipan.proto.dispatch.v1.ReassignRectificationRequest;
import io.qipan.proto.dispatch.v1.ReassignRectificationResponse;
import io.qipan.proto.dispatch.v1.RectificationServiceGrpc;
import io.qipan.proto.dispatch.v1.StartRectificationRequest;
import io.qipan.proto.dispatch.v1.StartRectificationResponse;
import io.qipan.proto.dispatch.v1.WithdrawRectificationRequest;
import io.qipan.proto.dispatch.v1.WithdrawRectificationResponse;
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

@Singleton
class RectificationRpc implements RpcService, RectificationServiceGrpc.AsyncService {
    private static final int PAGE_SIZE = 50;

    private final UnitOfWork unitOfWork;
    private final Rectifications rectifications;
    private final OpenRectification openRectification;
    private final WorkRectification workRectification;
    private final AssessRectification assessRectification;

    RectificationRpc(
            UnitOfWork unitOfWork,
            Rectifications rectifications,
            OpenRectification openRectification,
            WorkRectification workRectification,
            AssessRectification assessRectification) {
        this.unitOfWork = unitOfWork;
        this.rectifications = rectifications;
        this.openRectification = openRectification;
        this.workRectification = workRectification;
        this.assessRectification = assessRectification;
    }

    @Override
    public ServerServiceDefinition bindService() {
        return Rpc.bind(RectificationServiceGrpc.bindService(this));
    }

    @Override
    public void openRectification(
            OpenRectificationRequest request, StreamObserver<OpenRectificationResponse> observer) {
        Answer.unary(
                observer,
                () -> unitOfWork.once(
                        RequestKey.of(request),
                        OpenRectificationResponse.parser(),
                        () -> OpenRectificationResponse.newBuilder()
                                .setRectification(message(openRectification.open(
                                        request, Caller.current().subject())))
                                .build()));
    }

    @Override
    public void startRectification(
            StartRectificationRequest request, StreamObserver<StartRectificationResponse> observer) {
        Answer.unary(
                observer,
                () -> unitOfWork.once(
                        RequestKey.of(request),
                        StartRectificationResponse.parser(),
                        () -> StartRectificationResponse.newBuilder()
                                .setRectification(message(workRectification.start(request)))
                                .build()));
    }

    @Override
    public void finishRectification(
            FinishRectificationRequest request, StreamObserver<FinishRectificationResponse> observer) {
        Answer.unary(
                observer,
                () -> unitOfWork.once(
                        RequestKey.of(request),
                        FinishRectificationResponse.parser(),
                        () -> FinishRectificationResponse.newBuilder()
                                .setRectification(message(workRectification.finish(request)))
                                .build()));
    }

    @Override
    public void assessRectification(
            AssessRectificationRequest request, StreamObserver<AssessRectificationResponse> observer) {
        Answer.unary(
                observer,
                () -> unitOfWork.once(
                        RequestKey.of(request),
                        AssessRectificationResponse.parser(),
                        () -> AssessRectificationResponse.newBuilder()
                                .setRectification(message(assessRectification.assess(
                                        request, Caller.current().subject())))
                                .build()));
    }

    @Override
    public void reassignRectification(
            ReassignRectificationRequest request, StreamObserver<ReassignRectificationResponse> observer) {
        Answer.unary(
                observer,
                () -> unitOfWork.once(
                        RequestKey.of(request),
                        ReassignRectificationResponse.parser(),
                        () -> ReassignRectificationResponse.newBuilder()
                                .setRectification(message(workRectification.reassign(request)))
                                .build()));
    }

    @Override
    public void withdrawRectification(
            WithdrawRectificationRequest request, StreamObserver<WithdrawRectificationResponse> observer) {
        Answer.unary(
                observer,
                () -> unitOfWork.once(
                        RequestKey.of(request),
                        WithdrawRectificationResponse.parser(),
                        () -> WithdrawRectificationResponse.newBuilder()
                                .setRectification(message(workRectification.withdraw(
                                        request, Caller.current().subject())))
                                .build()));
    }

    @Override
    public void getRectification(GetRectificationRequest request, StreamObserver<GetRectificationResponse> observer) {
        Answer.unary(
                observer,
                () -> unitOfWork.read(() -> rectifications
                        .find(RectificationId.parse(request.getName()))
                        .map(found -> GetRectificationResponse.newBuilder()
                                .setRectification(message(found))
                                .build())
                        .orElseThrow(() -> Refusal.notFound(request.getName()).asException())));
    }

    @Override
    public void listRectifications(
            ListRectificationsRequest request, StreamObserver<ListRectificationsResponse> observer) {
        Answer.unary(
                observer,
                () -> unitOfWork.read(() -> {
                    Page page = Page.of(
                            request.getPageSize(),
                            PAGE_SIZE,
                            request.getPageToken(),
                            "rectifications " + request.getOpenOnly());
                    List<Rectification> found = rectifications.list(
                            request.getOpenOnly(), page.after(RectificationId::parse), page.size() + 1);
                    return ListRectificationsResponse.newBuilder()
                            .addAllRectifications(page.cut(found).stream()
                                    .map(RectificationMessages::message)
                                    .toList())
                            .setNextPageToken(page.next(
                                    found, rectification -> rectification.id().name()))
                            .build();
                }));
    }

    private static io.qipan.proto.dispatch.v1.Rectification message(Rectification rectification) {
        return RectificationMessages.message(rectification);
    }
}
