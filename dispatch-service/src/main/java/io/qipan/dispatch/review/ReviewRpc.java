package io.qipan.dispatch.review;

import com.google.protobuf.Timestamp;
import io.grpc.ServerServiceDefinition;
import io.grpc.stub.StreamObserver;
import io.qipan.dispatch.id.model.ClosureReviewId;
import io.qipan.dispatch.id.model.IncidentId;
import io.qipan.dispatch.id.model.ProposalId;
import io.qipan.dispatch.incident.IncidentMessages;
import io.qipan.dispatch.review.DecideProposal.Confirmed;
import io.qipan.dispatch.review.model.ClosureFigure;
import io.qipan.dispatch.review.model.ClosureReview;
import io.qipan.dispatch.review.model.Proposal;
import io.qipan.proto.dispatch.v1.ConcludeClosureReviewRequest;
import io.qipan.proto.dispatch.v1.ConcludeClosureReviewResponse;
import io.qipan.proto.dispatch.v1.ConfirmProposalRequest;
import io.qipan.proto.dispatch.v1.ConfirmProposalResponse;
import io.qipan.proto.dispatch.v1.GetClosureReviewRequest;
import io.qipan.proto.dispatch.v1.GetClosureReviewResponse;
import io.qipan.proto.dispatch.v1.GetProposalRequest;
import io.qipan.proto.dispatch.v1.GetProposalResponse;
import io.qipan.proto.dispatch.v1.ListClosureReviewsRequest;
import io.qipan.proto.dispatch.v1.ListClosureReviewsResponse;
import io.qipan.proto.dispatch.v1.ListProposalsRequest;
import io.qipan.proto.dispatch.v1.ListProposalsResponse;
import io.qipan.proto.dispatch.v1.ProposeEndingRequest;
import io.qipan.proto.dispatch.v1.ProposeEndingResponse;
import io.qipan.proto.dispatch.v1.ProposeReclassificationRequest;
import io.qipan.proto.dispatch.v1.ProposeReclassificationResponse;
import io.qipan.proto.dispatch.v1.RejectProposalRequest;
import io.qipan.proto.dispatch.v1.RejectProposalResponse;
import io.qipan.proto.dispatch.v1.ReviewServiceGrpc;
import io.qipan.proto.dispatch.v1.SummarizeClosureReviewsRequest;
import io.qipan.proto.dispatch.v1.SummarizeClosureReviewsResponse;
import io.qipan.proto.dispatch.v1.WithdrawProposalRequest;
import io.qipan.proto.dispatch.v1.WithdrawProposalResponse;
import io.qipan.runtime.caller.Caller;
import io.qipan.runtime.page.Page;
import io.qipan.runtime.refusal.Refusal;
import io.qipan.runtime.rpc.Answer;
import io.qipan.runtime.rpc.Rpc;
import io.qipan.runtime.rpc.RpcService;
import io.qipan.runtime.rpc.Times;
import io.qipan.runtime.work.RequestKey;
import io.qipan.runtime.work.UnitOfWork;
import jakarta.inject.Singleton;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

@Singleton
class ReviewRpc implements RpcService, ReviewServiceGrpc.AsyncService {
    private static final int USUAL_PAGE = 50;

    private final UnitOfWork unitOfWork;
    private final ProposeChange proposeChange;
    private final DecideProposal decideProposal;
    private final ConcludeClosureReview conclude;
    private final Proposals proposals;
    private final ClosureReviews reviews;

    ReviewRpc(
            UnitOfWork unitOfWork,
            ProposeChange proposeChange,
            DecideProposal decideProposal,
            ConcludeClosureReview conclude,
            Proposals proposals,
            ClosureReviews reviews) {
        this.unitOfWork = unitOfWork;
        this.proposeChange = proposeChange;
        this.decideProposal = decideProposal;
        this.conclude = conclude;
        this.proposals = proposals;
        this.reviews = reviews;
    }

    @Override
    public ServerServiceDefinition bindService() {
        return Rpc.bind(ReviewServiceGrpc.bindService(this));
    }

    @Override
    public void proposeReclassification(
            ProposeReclassificationRequest request, StreamObserver<ProposeReclassificationResponse> observer) {
        Answer.unary(
                observer,
                () -> unitOfWork.once(
                        RequestKey.of(request),
                        ProposeReclassificationResponse.parser(),
                        () -> ProposeReclassificationResponse.newBuilder()
                                .setProposal(ProposalMessages.message(
                                        proposeChange.reclassification(request, Caller.current())))
                                .build()));
    }

    @Override
    public void proposeEnding(ProposeEndingRequest request, StreamObserver<ProposeEndingResponse> observer) {
        Answer.unary(
                observer,
                () -> unitOfWork.once(
                        RequestKey.of(request),
                        ProposeEndingResponse.parser(),
                        () -> ProposeEndingResponse.newBuilder()
                                .setProposal(ProposalMessages.message(proposeChange.ending(request, Caller.current())))
                                .build()));
    }

    @Override
    public void confirmProposal(ConfirmProposalRequest request, StreamObserver<ConfirmProposalResponse> observer) {
        Answer.unary(
                observer,
                () -> unitOfWork.once(RequestKey.of(request), ConfirmProposalResponse.parser(), () -> {
                    Confirmed confirmed = decideProposal.confirm(request, Caller.current());
                    return ConfirmProposalResponse.newBuilder()
                            .setProposal(ProposalMessages.message(confirmed.proposal()))
                            .setIncident(IncidentMessages.message(confirmed.incident()))
                            .build();
                }));
    }

    @Override
    public void rejectProposal(RejectProposalRequest request, StreamObserver<RejectProposalResponse> observer) {
        Answer.unary(
                observer,
                () -> unitOfWork.once(
                        RequestKey.of(request),
                        RejectProposalResponse.parser(),
                        () -> RejectProposalResponse.newBuilder()
                                .setProposal(ProposalMessages.message(decideProposal.reject(request, Caller.current())))
                                .build()));
    }

    @Override
    public void withdrawProposal(WithdrawProposalRequest request, StreamObserver<WithdrawProposalResponse> observer) {
        Answer.unary(
                observer,
                () -> unitOfWork.once(
                        RequestKey.of(request),
                        WithdrawProposalResponse.parser(),
                        () -> WithdrawProposalResponse.newBuilder()
                                .setProposal(
                                        ProposalMessages.message(decideProposal.withdraw(request, Caller.current())))
                                .build()));
    }

    @Override
    public void concludeClosureReview(
            ConcludeClosureReviewRequest request, StreamObserver<ConcludeClosureReviewResponse> observer) {
        Answer.unary(
                observer,
                () -> unitOfWork.once(
                        RequestKey.of(request),
                        ConcludeClosureReviewResponse.parser(),
                        () -> ConcludeClosureReviewResponse.newBuilder()
                                .setClosureReview(
                                        ClosureReviewMessages.message(conclude.conclude(request, Caller.current())))
                                .build()));
    }

    @Override
    public void getProposal(GetProposalRequest request, StreamObserver<GetProposalResponse> observer) {
        Answer.unary(
                observer,
                () -> unitOfWork.read(() -> proposals
                        .find(ProposalId.parse(request.getName()))
                        .map(proposal -> GetProposalResponse.newBuilder()
                                .setProposal(ProposalMessages.message(proposal))
                                .build())
                        .orElseThrow(() -> Refusal.notFound(request.getName()).asException())));
    }

    @Override
    public void listProposals(ListProposalsRequest request, StreamObserver<ListProposalsResponse> observer) {
        Answer.unary(
                observer,
                () -> unitOfWork.read(() -> {
                    Optional<IncidentId> incident = Optional.of(request.getOptionalIncident())
                            .filter(name -> !name.isEmpty())
                            .map(IncidentId::parse);
                    Page page = Page.of(
                            request.getPageSize(),
                            USUAL_PAGE,
                            request.getPageToken(),
                            "proposals " + request.getOpenOnly() + request.getOptionalIncident());
                    List<Proposal> found = proposals.list(
                            new Proposals.Filter(incident, request.getOpenOnly()),
                            page.after(ProposalId::parse),
                            page.size() + 1);
                    return ListProposalsResponse.newBuilder()
                            .addAllProposals(page.cut(found).stream()
                                    .map(ProposalMessages::message)
                                    .toList())
                            .setNextPageToken(
                                    page.next(found, proposal -> proposal.id().name()))
                            .build();
                }));
    }

    @Override
    public void getClosureReview(GetClosureReviewRequest request, StreamObserver<GetClosureReviewResponse> observer) {
        Answer.unary(
                observer,
                () -> unitOfWork.read(() -> reviews.find(ClosureReviewId.parse(request.getName()))
                        .map(review -> GetClosureReviewResponse.newBuilder()
                                .setClosureReview(ClosureReviewMessages.message(review))
                                .build())
                        .orElseThrow(() -> Refusal.notFound(request.getName()).asException())));
    }

    @Override
    public void listClosureReviews(
            ListClosureReviewsRequest request, StreamObserver<ListClosureReviewsResponse> observer) {
        Answer.unary(
                observer,
                () -> unitOfWork.read(() -> {
                    Page page = Page.of(
                            request.getPageSize(),
                            USUAL_PAGE,
                            request.getPageToken(),
                            "closure reviews " + request.getOpenOnly());
                    List<ClosureReview> found =
                            reviews.list(request.getOpenOnly(), page.after(ClosureReviewId::parse), page.size() + 1);
                    return ListClosureReviewsResponse.newBuilder()
                            .addAllClosureReviews(page.cut(found).stream()
                                    .map(ClosureReviewMessages::message)
                                    .toList())
                            .setNextPageToken(
                                    page.next(found, review -> review.id().name()))
                            .build();
                }));
    }

    @Override
    public void summarizeClosureReviews(
            SummarizeClosureReviewsRequest request, StreamObserver<SummarizeClosureReviewsResponse> observer) {
        Answer.unary(
                observer,
                () -> unitOfWork.readBehind(() -> SummarizeClosureReviewsResponse.newBuilder()
                        .addAllFigures(reviews
                                .summarize(
                                        optional(request.hasFrom(), request.getFrom()),
                                        optional(request.hasUntil(), request.getUntil()))
                                .stream()
                                .map(ClosureReviewMessages::message)
                                .toList())
                        .setDefinition(ClosureFigure.DEFINITION)
                        .build()));
    }

    private static Optional<Instant> optional(boolean given, Timestamp time) {
        return given ? Optional.of(Times.instant(time)) : Optional.empty();
    }
}
