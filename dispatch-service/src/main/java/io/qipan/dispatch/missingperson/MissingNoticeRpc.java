package io.qipan.dispatch.missingperson;

import io.grpc.ServerServiceDefinition;
import io.grpc.stub.StreamObserver;
import io.qipan.dispatch.id.model.MissingNoticeId;
import io.qipan.dispatch.id.model.MissingSearchId;
import io.qipan.dispatch.missingperson.model.MissingNotice;
import io.qipan.proto.dispatch.v1.ConfirmNoticeWithdrawalRequest;
import io.qipan.proto.dispatch.v1.ConfirmNoticeWithdrawalResponse;
import io.qipan.proto.dispatch.v1.DraftNoticeRequest;
import io.qipan.proto.dispatch.v1.DraftNoticeResponse;
import io.qipan.proto.dispatch.v1.GetMissingNoticeRequest;
import io.qipan.proto.dispatch.v1.GetMissingNoticeResponse;
import io.qipan.proto.dispatch.v1.ListMissingNoticesRequest;
import io.qipan.proto.dispatch.v1.ListMissingNoticesResponse;
import io.qipan.proto.dispatch.v1.MissingNoticeServiceGrpc;
import io.qipan.proto.dispatch.v1.RecordNoticeHandOverRequest;
import io.qipan.proto.dispatch.v1.RecordNoticeHandOverResponse;
import io.qipan.proto.dispatch.v1.ReleaseNoticeRequest;
import io.qipan.proto.dispatch.v1.ReleaseNoticeResponse;
import io.qipan.proto.dispatch.v1.WithdrawNoticeRequest;
import io.qipan.proto.dispatch.v1.WithdrawNoticeResponse;
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
class MissingNoticeRpc implements RpcService, MissingNoticeServiceGrpc.AsyncService {
    private static final int PAGE_SIZE = 50;

    private final UnitOfWork unitOfWork;
    private final WorkNotice work;
    private final MissingNotices notices;

    MissingNoticeRpc(UnitOfWork unitOfWork, WorkNotice work, MissingNotices notices) {
        this.unitOfWork = unitOfWork;
        this.work = work;
        this.notices = notices;
    }

    @Override
    public ServerServiceDefinition bindService() {
        return Rpc.bind(MissingNoticeServiceGrpc.bindService(this));
    }

    @Override
    public void draftNotice(DraftNoticeRequest request, StreamObserver<DraftNoticeResponse> observer) {
        Answer.unary(
                observer,
                () -> unitOfWork.once(
                        key(request),
                        DraftNoticeResponse.parser(),
                        () -> DraftNoticeResponse.newBuilder()
                                .setNotice(MissingNoticeMessages.message(work.draft(request, Caller.current())))
                                .build()));
    }

    @Override
    public void releaseNotice(ReleaseNoticeRequest request, StreamObserver<ReleaseNoticeResponse> observer) {
        Answer.unary(
                observer,
                () -> unitOfWork.once(
                        RequestKey.of(request),
                        ReleaseNoticeResponse.parser(),
                        () -> ReleaseNoticeResponse.newBuilder()
                                .setNotice(MissingNoticeMessages.message(work.release(request, Caller.current())))
                                .build()));
    }

    @Override
    public void recordNoticeHandOver(
            RecordNoticeHandOverRequest request, StreamObserver<RecordNoticeHandOverResponse> observer) {
        Answer.unary(
                observer,
                () -> unitOfWork.once(
                        RequestKey.of(request),
                        RecordNoticeHandOverResponse.parser(),
                        () -> RecordNoticeHandOverResponse.newBuilder()
                                .setNotice(MissingNoticeMessages.message(work.handOver(request, Caller.current())))
                                .build()));
    }

    @Override
    public void withdrawNotice(WithdrawNoticeRequest request, StreamObserver<WithdrawNoticeResponse> observer) {
        Answer.unary(
                observer,
                () -> unitOfWork.once(
                        RequestKey.of(request),
                        WithdrawNoticeResponse.parser(),
                        () -> WithdrawNoticeResponse.newBuilder()
                                .setNotice(MissingNoticeMessages.message(work.withdraw(request, Caller.current())))
                                .build()));
    }

    @Override
    public void confirmNoticeWithdrawal(
            ConfirmNoticeWithdrawalRequest request, StreamObserver<ConfirmNoticeWithdrawalResponse> observer) {
        Answer.unary(
                observer,
                () -> unitOfWork.once(
                        RequestKey.of(request),
                        ConfirmNoticeWithdrawalResponse.parser(),
                        () -> ConfirmNoticeWithdrawalResponse.newBuilder()
                                .setNotice(MissingNoticeMessages.message(work.confirm(request)))
                                .build()));
    }

    @Override
    public void getMissingNotice(GetMissingNoticeRequest request, StreamObserver<GetMissingNoticeResponse> observer) {
        Answer.unary(
                observer,
                () -> unitOfWork.read(() -> notices.find(MissingNoticeId.parse(request.getName()))
                        .map(notice -> GetMissingNoticeResponse.newBuilder()
                                .setNotice(MissingNoticeMessages.message(notice))
                                .build())
                        .orElseThrow(() -> Refusal.notFound(request.getName()).asException())));
    }

    @Override
    public void listMissingNotices(
            ListMissingNoticesRequest request, StreamObserver<ListMissingNoticesResponse> observer) {
        Answer.unary(
                observer,
                () -> unitOfWork.read(() -> {
                    Page page = Page.of(
                            request.getPageSize(),
                            PAGE_SIZE,
                            request.getPageToken(),
                            "missing notices " + request.getOpenOnly() + " " + request.getOptionalSearch());
                    MissingNotices.Filter filter = new MissingNotices.Filter(
                            Optional.of(request.getOptionalSearch())
                                    .filter(name -> !name.isEmpty())
                                    .map(MissingSearchId::parse),
                            request.getOpenOnly());
                    List<MissingNotice> found =
                            notices.list(filter, page.after(MissingNoticeId::parse), page.size() + 1);
                    return ListMissingNoticesResponse.newBuilder()
                            .addAllNotices(page.cut(found).stream()
                                    .map(MissingNoticeMessages::message)
                                    .toList())
                            .setNextPageToken(
                                    page.next(found, notice -> notice.id().name()))
                            .build();
                }));
    }

    /** Without the contact, which may be somebody's own number and is kept locked. */
    private static RequestKey key(DraftNoticeRequest request) {
        return RequestKey.of(request.toBuilder().clearContact().build());
    }
}
