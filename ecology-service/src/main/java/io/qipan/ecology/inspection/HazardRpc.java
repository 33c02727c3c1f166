package io.qipan.ecology.inspection;

import io.grpc.ServerServiceDefinition;
import io.grpc.stub.StreamObserver;
import io.qipan.ecology.agency.CallerScope;
import io.qipan.ecology.agency.model.Scope;
import io.qipan.ecology.inspection.Hazards.Filter;
import io.qipan.ecology.inspection.StepHazard.Step;
import io.qipan.ecology.inspection.StepHazard.Target;
import io.qipan.ecology.inspection.model.Hazard;
import io.qipan.ecology.inspection.model.Recheck;
import io.qipan.ecology.registry.VisibleRows;
import io.qipan.proto.ecology.v1.ExtendHazardRequest;
import io.qipan.proto.ecology.v1.ExtendHazardResponse;
import io.qipan.proto.ecology.v1.GetHazardRequest;
import io.qipan.proto.ecology.v1.GetHazardResponse;
import io.qipan.proto.ecology.v1.HandOnHazardRequest;
import io.qipan.proto.ecology.v1.HandOnHazardResponse;
import io.qipan.proto.ecology.v1.HazardServiceGrpc;
import io.qipan.proto.ecology.v1.ListHazardsRequest;
import io.qipan.proto.ecology.v1.ListHazardsResponse;
import io.qipan.proto.ecology.v1.RecheckHazardRequest;
import io.qipan.proto.ecology.v1.RecheckHazardResponse;
import io.qipan.proto.ecology.v1.ReportRectifiedRequest;
import io.qipan.proto.ecology.v1.ReportRectifiedResponse;
import io.qipan.proto.ecology.v1.TakeBackHazardRequest;
import io.qipan.proto.ecology.v1.TakeBackHazardResponse;
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
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

@Singleton
public class HazardRpc implements RpcService, HazardServiceGrpc.AsyncService {
    private static final int PAGE_SIZE = 50;

    private final UnitOfWork unitOfWork;
    private final InstantSource clock;
    private final Hazards hazards;
    private final StepHazard stepHazard;
    private final CallerScope callerScope;

    public HazardRpc(
            UnitOfWork unitOfWork,
            InstantSource clock,
            Hazards hazards,
            StepHazard stepHazard,
            CallerScope callerScope) {
        this.unitOfWork = unitOfWork;
        this.clock = clock;
        this.hazards = hazards;
        this.stepHazard = stepHazard;
        this.callerScope = callerScope;
    }

    @Override
    public ServerServiceDefinition bindService() {
        return Rpc.bind(HazardServiceGrpc.bindService(this));
    }

    private io.qipan.proto.ecology.v1.Hazard take(String name, String etag, Step step) {
        return HazardMessages.message(stepHazard.take(new Target(name, etag, Times.now(clock)), step));
    }

    @Override
    public void reportRectified(ReportRectifiedRequest request, StreamObserver<ReportRectifiedResponse> observer) {
        Answer.unary(
                observer,
                () -> unitOfWork.once(
                        RequestKey.of(request),
                        ReportRectifiedResponse.parser(),
                        () -> ReportRectifiedResponse.newBuilder()
                                .setHazard(take(
                                        request.getName(),
                                        request.getEtag(),
                                        new Step.ReportRectified(request.getNote())))
                                .build()));
    }

    @Override
    public void recheckHazard(RecheckHazardRequest request, StreamObserver<RecheckHazardResponse> observer) {
        Answer.unary(observer, () -> {
            Instant now = Times.now(clock);
            Recheck recheck = new Recheck(
                    Times.occurred(request.hasAt(), request.getAt(), now),
                    now,
                    Caller.current().subject(),
                    request.getGone(),
                    request.getNote());
            Step step = request.getGone()
                    ? new Step.FoundGone(recheck)
                    : new Step.FoundStillThere(recheck, Times.instant(request.getDueAt()), request.getDueReason());
            return unitOfWork.once(
                    RequestKey.of(request),
                    RecheckHazardResponse.parser(),
                    () -> RecheckHazardResponse.newBuilder()
                            .setHazard(take(request.getName(), request.getEtag(), step))
                            .build());
        });
    }

    @Override
    public void extendHazard(ExtendHazardRequest request, StreamObserver<ExtendHazardResponse> observer) {
        Answer.unary(
                observer,
                () -> unitOfWork.once(
                        RequestKey.of(request),
                        ExtendHazardResponse.parser(),
                        () -> ExtendHazardResponse.newBuilder()
                                .setHazard(take(
                                        request.getName(),
                                        request.getEtag(),
                                        new Step.Extend(Times.instant(request.getDueAt()), request.getReason())))
                                .build()));
    }

    @Override
    public void handOnHazard(HandOnHazardRequest request, StreamObserver<HandOnHazardResponse> observer) {
        Answer.unary(
                observer,
                () -> unitOfWork.once(
                        RequestKey.of(request),
                        HandOnHazardResponse.parser(),
                        () -> HandOnHazardResponse.newBuilder()
                                .setHazard(take(
                                        request.getName(),
                                        request.getEtag(),
                                        new Step.HandOn(request.getTo(), request.getReason())))
                                .build()));
    }

    @Override
    public void takeBackHazard(TakeBackHazardRequest request, StreamObserver<TakeBackHazardResponse> observer) {
        Answer.unary(
                observer,
                () -> unitOfWork.once(
                        RequestKey.of(request),
                        TakeBackHazardResponse.parser(),
                        () -> TakeBackHazardResponse.newBuilder()
                                .setHazard(take(
                                        request.getName(),
                                        request.getEtag(),
                                        new Step.TakeBack(
                                                request.hasDueAt()
                                                        ? Optional.of(Times.instant(request.getDueAt()))
                                                        : Optional.empty(),
                                                request.getReason())))
                                .build()));
    }

    @Override
    public void getHazard(GetHazardRequest request, StreamObserver<GetHazardResponse> observer) {
        Answer.unary(observer, () -> {
            Scope scope = callerScope.of(Caller.current());
            Hazard found = unitOfWork
                    .read(() -> HazardMessages.id(request.getName()).flatMap(hazards::find))
                    .filter(hazard -> sees(scope, hazard))
                    .orElseThrow(() -> Refusal.notFound(request.getName()).asException());
            return GetHazardResponse.newBuilder()
                    .setHazard(HazardMessages.message(found))
                    .build();
        });
    }

    private static boolean sees(Scope scope, Hazard hazard) {
        return scope.sees(
                hazard.finding().spot().resource(), hazard.finding().spot().point());
    }

    @Override
    public void listHazards(ListHazardsRequest request, StreamObserver<ListHazardsResponse> observer) {
        Answer.unary(observer, () -> {
            Filter filter = new Filter(
                    InspectionMessages.given(request.getOptionalSubject()),
                    request.getOptionalStateValue() == 0
                            ? Optional.empty()
                            : Optional.of(request.getOptionalState().name()),
                    request.getOverdueOnly() ? Optional.of(Times.now(clock)) : Optional.empty());
            String named = "hazards " + filter.subject() + filter.state() + request.getOverdueOnly();
            Page page = Page.of(request.getPageSize(), PAGE_SIZE, request.getPageToken(), named);
            Optional<UUID> before = page.after(UUID::fromString);
            Scope scope = callerScope.of(Caller.current());
            List<Hazard> found = unitOfWork.read(() -> VisibleRows.first(
                    page.size() + 1,
                    before,
                    (last, most) -> hazards.list(filter, last, most),
                    Hazard::id,
                    hazard -> sees(scope, hazard)));
            return ListHazardsResponse.newBuilder()
                    .addAllHazards(page.cut(found).stream()
                            .map(HazardMessages::message)
                            .toList())
                    .setNextPageToken(page.next(found, last -> last.id().toString()))
                    .build();
        });
    }
}
