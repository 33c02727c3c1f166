package io.qipan.dispatch.contingency;

import io.grpc.ServerServiceDefinition;
import io.grpc.stub.StreamObserver;
import io.qipan.dispatch.contingency.ReviewActivation.Outcome;
import io.qipan.dispatch.contingency.model.Finding;
import io.qipan.dispatch.id.model.ContingencyActivationId;
import io.qipan.dispatch.id.model.ContingencyFindingId;
import io.qipan.proto.dispatch.v1.ContingencyReviewServiceGrpc;
import io.qipan.proto.dispatch.v1.GetContingencyFindingRequest;
import io.qipan.proto.dispatch.v1.GetContingencyFindingResponse;
import io.qipan.proto.dispatch.v1.GetContingencyReviewRequest;
import io.qipan.proto.dispatch.v1.GetContingencyReviewResponse;
import io.qipan.proto.dispatch.v1.ListContingencyFindingsRequest;
import io.qipan.proto.dispatch.v1.ListContingencyFindingsResponse;
import io.qipan.proto.dispatch.v1.ReassignContingencyFindingRequest;
import io.qipan.proto.dispatch.v1.ReassignContingencyFindingResponse;
import io.qipan.proto.dispatch.v1.ResolveContingencyFindingRequest;
import io.qipan.proto.dispatch.v1.ResolveContingencyFindingResponse;
import io.qipan.proto.dispatch.v1.ReviewContingencyActivationRequest;
import io.qipan.proto.dispatch.v1.ReviewContingencyActivationResponse;
import io.qipan.proto.dispatch.v1.WithdrawContingencyFindingRequest;
import io.qipan.proto.dispatch.v1.WithdrawContingencyFindingResponse;
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
class ContingencyReviewRpc implements RpcService, ContingencyReviewServiceGrpc.AsyncService {
    private static final int USUAL_PAGE = 50;

    private final UnitOfWork unitOfWork;
    private final ReviewActivation review;
    private final WorkFinding work;
    private final Findings findings;

    ContingencyReviewRpc(UnitOfWork unitOfWork, ReviewActivation review, WorkFinding work, Findings findings) {
        this.unitOfWork = unitOfWork;
        this.review = review;
        this.work = work;
        this.findings = findings;
    }

    @Override
    public ServerServiceDefinition bindService() {
        return Rpc.bind(ContingencyReviewServiceGrpc.bindService(this));
    }

    @Override
    public void reviewContingencyActivation(
            ReviewContingencyActivationRequest request, StreamObserver<ReviewContingencyActivationResponse> observer) {
        Answer.unary(
                observer,
                () -> unitOfWork.once(RequestKey.of(request), ReviewContingencyActivationResponse.parser(), () -> {
                    Outcome outcome = review.review(request, Caller.current());
                    return ReviewContingencyActivationResponse.newBuilder()
                            .setReview(outcome.review())
                            .addAllFindings(outcome.findings().stream()
                                    .map(ContingencyMessages::message)
                                    .toList())
                            .build();
                }));
    }

    @Override
    public void getContingencyReview(
            GetContingencyReviewRequest request, StreamObserver<GetContingencyReviewResponse> observer) {
        Answer.unary(
                observer,
                () -> unitOfWork.read(() -> {
                    return findings.review(ContingencyActivationId.ofReview(request.getName()))
                            .map(found -> GetContingencyReviewResponse.newBuilder()
                                    .setReview(found)
                                    .build())
                            .orElseThrow(
                                    () -> Refusal.notFound(request.getName()).asException());
                }));
    }

    @Override
    public void getContingencyFinding(
            GetContingencyFindingRequest request, StreamObserver<GetContingencyFindingResponse> observer) {
        Answer.unary(
                observer,
                () -> unitOfWork.read(() -> {
                    return findings.find(ContingencyFindingId.parse(request.getName()))
                            .map(found -> GetContingencyFindingResponse.newBuilder()
                                    .setFinding(ContingencyMessages.message(found))
                                    .build())
                            .orElseThrow(
                                    () -> Refusal.notFound(request.getName()).asException());
                }));
    }

    @Override
    public void listContingencyFindings(
            ListContingencyFindingsRequest request, StreamObserver<ListContingencyFindingsResponse> observer) {
        Answer.unary(
                observer,
                () -> unitOfWork.read(() -> {
                    Page page = Page.of(
                            request.getPageSize(),
                            USUAL_PAGE,
                            request.getPageToken(),
                            "findings " + request.getOpenOnly() + request.getOptionalReview());
                    List<Finding> found = findings.list(
                            new Findings.Filter(
                                    request.getOpenOnly(),
                                    Optional.of(request.getOptionalReview())
                                            .filter(name -> !name.isEmpty())
                                            .map(ContingencyActivationId::ofReview)),
                            page.after(ContingencyFindingId::parse),
                            page.size() + 1);
                    return ListContingencyFindingsResponse.newBuilder()
                            .addAllFindings(page.cut(found).stream()
                                    .map(ContingencyMessages::message)
                                    .toList())
                            .setNextPageToken(
                                    page.next(found, finding -> finding.id().name()))
                            .build();
                }));
    }

    @Override
    public void resolveContingencyFinding(
            ResolveContingencyFindingRequest request, StreamObserver<ResolveContingencyFindingResponse> observer) {
        Answer.unary(
                observer,
                () -> unitOfWork.once(RequestKey.of(request), ResolveContingencyFindingResponse.parser(), () -> {
                    return ResolveContingencyFindingResponse.newBuilder()
                            .setFinding(ContingencyMessages.message(work.resolve(request, Caller.current())))
                            .build();
                }));
    }

    @Override
    public void withdrawContingencyFinding(
            WithdrawContingencyFindingRequest request, StreamObserver<WithdrawContingencyFindingResponse> observer) {
        Answer.unary(
                observer,
                () -> unitOfWork.once(RequestKey.of(request), WithdrawContingencyFindingResponse.parser(), () -> {
                    return WithdrawContingencyFindingResponse.newBuilder()
                            .setFinding(ContingencyMessages.message(work.withdraw(request, Caller.current())))
                            .build();
                }));
    }

    @Override
    public void reassignContingencyFinding(
            ReassignContingencyFindingRequest request, StreamObserver<ReassignContingencyFindingResponse> observer) {
        Answer.unary(
                observer,
                () -> unitOfWork.once(RequestKey.of(request), ReassignContingencyFindingResponse.parser(), () -> {
                    return ReassignContingencyFindingResponse.newBuilder()
                            .setFinding(ContingencyMessages.message(work.reassign(request)))
                            .build();
                }));
    }
}
