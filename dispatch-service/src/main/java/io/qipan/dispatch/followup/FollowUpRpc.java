package io.qipan.dispatch.followup;

import io.grpc.ServerServiceDefinition;
import io.grpc.stub.StreamObserver;
import io.qipan.dispatch.followup.model.FollowUp;
import io.qipan.dispatch.id.model.FollowUpId;
import io.qipan.dispatch.id.model.IncidentId;
import io.qipan.proto.dispatch.v1.ConcludeCallBackRequest;
import io.qipan.proto.dispatch.v1.ConcludeCallBackResponse;
import io.qipan.proto.dispatch.v1.FollowUpServiceGrpc;
import io.qipan.proto.dispatch.v1.GetFollowUpRequest;
import io.qipan.proto.dispatch.v1.GetFollowUpResponse;
import io.qipan.proto.dispatch.v1.GiveUpFollowUpRequest;
import io.qipan.proto.dispatch.v1.GiveUpFollowUpResponse;
import io.qipan.proto.dispatch.v1.ListFollowUpsRequest;
import io.qipan.proto.dispatch.v1.ListFollowUpsResponse;
import io.qipan.proto.dispatch.v1.RecordRatingRequest;
import io.qipan.proto.dispatch.v1.RecordRatingResponse;
import io.qipan.proto.dispatch.v1.SummarizeSatisfactionRequest;
import io.qipan.proto.dispatch.v1.SummarizeSatisfactionResponse;
import io.qipan.runtime.page.Page;
import io.qipan.runtime.refusal.Reason;
import io.qipan.runtime.refusal.Refusal;
import io.qipan.runtime.rpc.Answer;
import io.qipan.runtime.rpc.Rpc;
import io.qipan.runtime.rpc.RpcService;
import io.qipan.runtime.rpc.Times;
import io.qipan.runtime.work.RequestKey;
import io.qipan.runtime.work.UnitOfWork;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

@Singleton
class FollowUpRpc implements RpcService, FollowUpServiceGrpc.AsyncService {
    private static final int USUAL_PAGE = 50;
    private static final Duration LONGEST = Duration.ofDays(400);

    private final UnitOfWork unitOfWork;
    private final AnswerFollowUp answer;
    private final FollowUpRecords records;
    private final FollowUps followUps;

    FollowUpRpc(UnitOfWork unitOfWork, AnswerFollowUp answer, FollowUpRecords records, FollowUps followUps) {
        this.unitOfWork = unitOfWork;
        this.answer = answer;
        this.records = records;
        this.followUps = followUps;
    }

    @Override
    public ServerServiceDefinition bindService() {
        return Rpc.bind(FollowUpServiceGrpc.bindService(this));
    }

    @Override
    public void recordRating(RecordRatingRequest request, StreamObserver<RecordRatingResponse> observer) {
        Answer.unary(
                observer,
                () -> unitOfWork.once(
                        RequestKey.of(request),
                        RecordRatingResponse.parser(),
                        () -> RecordRatingResponse.newBuilder()
                                .setFollowUp(FollowUpMessages.message(answer.rate(request)))
                                .build()));
    }

    @Override
    public void giveUpFollowUp(GiveUpFollowUpRequest request, StreamObserver<GiveUpFollowUpResponse> observer) {
        Answer.unary(
                observer,
                () -> unitOfWork.once(
                        RequestKey.of(request),
                        GiveUpFollowUpResponse.parser(),
                        () -> GiveUpFollowUpResponse.newBuilder()
                                .setFollowUp(FollowUpMessages.message(answer.giveUp(request)))
                                .build()));
    }

    @Override
    public void concludeCallBack(ConcludeCallBackRequest request, StreamObserver<ConcludeCallBackResponse> observer) {
        Answer.unary(
                observer,
                () -> unitOfWork.once(
                        RequestKey.of(request),
                        ConcludeCallBackResponse.parser(),
                        () -> ConcludeCallBackResponse.newBuilder()
                                .setFollowUp(FollowUpMessages.message(answer.conclude(request)))
                                .build()));
    }

    @Override
    public void getFollowUp(GetFollowUpRequest request, StreamObserver<GetFollowUpResponse> observer) {
        Answer.unary(
                observer,
                () -> unitOfWork.read(() -> GetFollowUpResponse.newBuilder()
                        .setFollowUp(FollowUpMessages.message(records.get(FollowUpId.parse(request.getName()))))
                        .build()));
    }

    @Override
    public void listFollowUps(ListFollowUpsRequest request, StreamObserver<ListFollowUpsResponse> observer) {
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
                            "follow-ups " + request.getOpenOnly() + request.getOptionalIncident());
                    List<FollowUp> found = followUps.list(
                            new FollowUps.Filter(incident, request.getOpenOnly()),
                            page.after(FollowUpId::parse),
                            page.size() + 1);
                    return ListFollowUpsResponse.newBuilder()
                            .addAllFollowUps(page.cut(found).stream()
                                    .map(FollowUpMessages::message)
                                    .toList())
                            .setNextPageToken(
                                    page.next(found, followUp -> followUp.id().name()))
                            .build();
                }));
    }

    @Override
    public void summarizeSatisfaction(
            SummarizeSatisfactionRequest request, StreamObserver<SummarizeSatisfactionResponse> observer) {
        Answer.unary(
                observer,
                () -> unitOfWork.read(() -> {
                    Instant from = Times.instant(request.getFrom());
                    Instant until = Times.instant(request.getUntil());
                    requirePeriod(from, until);
                    return FollowUpMessages.message(followUps.summarize(from, until));
                }));
    }

    // Not a rule of the contract: its durations end at 292 years, and a longer period would be a fault.
    private static void requirePeriod(Instant from, Instant until) {
        if (!until.isAfter(from) || Duration.between(from, until).compareTo(LONGEST) > 0) {
            throw Refusal.of(
                            Reason.INVALID_FIELD,
                            "until " + until + " must be after from " + from + ", by 400 days at most.")
                    .withViolations(List.of(new Refusal.Violation("until", "must be after from, by 400 days at most")))
                    .asException();
        }
    }
}
