package io.qipan.dispatch.response;

import io.grpc.ServerServiceDefinition;
import io.grpc.stub.StreamObserver;
import io.qipan.dispatch.id.model.IncidentId;
import io.qipan.dispatch.incident.IncidentRecords;
import io.qipan.dispatch.response.Reinforce.Answered;
import io.qipan.dispatch.response.model.PlanRevision;
import io.qipan.dispatch.response.model.Situation;
import io.qipan.proto.dispatch.v1.ApproveResponsePlansRequest;
import io.qipan.proto.dispatch.v1.ApproveResponsePlansResponse;
import io.qipan.proto.dispatch.v1.DraftResponsePlansRequest;
import io.qipan.proto.dispatch.v1.DraftResponsePlansResponse;
import io.qipan.proto.dispatch.v1.GetIncidentResponseRequest;
import io.qipan.proto.dispatch.v1.GetIncidentResponseResponse;
import io.qipan.proto.dispatch.v1.GetResponsePlansRequest;
import io.qipan.proto.dispatch.v1.GetResponsePlansResponse;
import io.qipan.proto.dispatch.v1.ListResponsePlanRevisionsRequest;
import io.qipan.proto.dispatch.v1.ListResponsePlanRevisionsResponse;
import io.qipan.proto.dispatch.v1.Reinforcement;
import io.qipan.proto.dispatch.v1.ResponsePlanServiceGrpc;
import io.qipan.proto.dispatch.v1.SetAlarmLevelRequest;
import io.qipan.proto.dispatch.v1.SetAlarmLevelResponse;
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
class ResponsePlanRpc implements RpcService, ResponsePlanServiceGrpc.AsyncService {
    private static final int PAGE_SIZE = 50;

    private final UnitOfWork unitOfWork;
    private final PlanRevisions revisions;
    private final IncidentRecords incidents;
    private final DraftPlans draftPlans;
    private final ApprovePlans approvePlans;
    private final ReadSituation readSituation;
    private final SetAlarmLevel setAlarmLevel;
    private final Reinforce reinforce;

    ResponsePlanRpc(
            UnitOfWork unitOfWork,
            PlanRevisions revisions,
            IncidentRecords incidents,
            DraftPlans draftPlans,
            ApprovePlans approvePlans,
            ReadSituation readSituation,
            SetAlarmLevel setAlarmLevel,
            Reinforce reinforce) {
        this.unitOfWork = unitOfWork;
        this.revisions = revisions;
        this.incidents = incidents;
        this.draftPlans = draftPlans;
        this.approvePlans = approvePlans;
        this.readSituation = readSituation;
        this.setAlarmLevel = setAlarmLevel;
        this.reinforce = reinforce;
    }

    @Override
    public ServerServiceDefinition bindService() {
        return Rpc.bind(ResponsePlanServiceGrpc.bindService(this));
    }

    @Override
    public void draftResponsePlans(
            DraftResponsePlansRequest request, StreamObserver<DraftResponsePlansResponse> observer) {
        Answer.unary(
                observer,
                () -> unitOfWork.once(
                        RequestKey.of(request),
                        DraftResponsePlansResponse.parser(),
                        () -> DraftResponsePlansResponse.newBuilder()
                                .setRevision(ResponseMessages.message(draftPlans.draft(
                                        request, Caller.current().subject())))
                                .build()));
    }

    @Override
    public void approveResponsePlans(
            ApproveResponsePlansRequest request, StreamObserver<ApproveResponsePlansResponse> observer) {
        Answer.unary(
                observer,
                () -> unitOfWork.once(
                        RequestKey.of(request),
                        ApproveResponsePlansResponse.parser(),
                        () -> ApproveResponsePlansResponse.newBuilder()
                                .setRevision(ResponseMessages.message(approvePlans.approve(
                                        number(request.getName()),
                                        Caller.current().subject())))
                                .build()));
    }

    /** The contract's pattern has let it through. */
    private static long number(String name) {
        return Long.parseLong(name.substring(name.indexOf('/') + 1));
    }

    @Override
    public void getResponsePlans(GetResponsePlansRequest request, StreamObserver<GetResponsePlansResponse> observer) {
        Answer.unary(
                observer,
                () -> unitOfWork.read(() -> {
                    String name = request.getOptionalName();
                    Optional<PlanRevision> found = name.isEmpty() ? revisions.inForce() : revisions.find(number(name));
                    return GetResponsePlansResponse.newBuilder()
                            .setRevision(ResponseMessages.message(found.orElseThrow(
                                    () -> Refusal.notFound(name.isEmpty() ? "responsePlanRevisions/- in force" : name)
                                            .asException())))
                            .build();
                }));
    }

    @Override
    public void listResponsePlanRevisions(
            ListResponsePlanRevisionsRequest request, StreamObserver<ListResponsePlanRevisionsResponse> observer) {
        Answer.unary(
                observer,
                () -> unitOfWork.read(() -> {
                    Page page = Page.of(request.getPageSize(), PAGE_SIZE, request.getPageToken(), "");
                    List<PlanRevision> found = revisions.list(page.after(Long::valueOf), page.size() + 1);
                    return ListResponsePlanRevisionsResponse.newBuilder()
                            .addAllRevisions(page.cut(found).stream()
                                    .map(revision -> ResponseMessages.message(revision).toBuilder()
                                            .clearPlans()
                                            .build())
                                    .toList())
                            .setNextPageToken(page.next(found, revision -> Long.toString(revision.number())))
                            .build();
                }));
    }

    @Override
    public void setAlarmLevel(SetAlarmLevelRequest request, StreamObserver<SetAlarmLevelResponse> observer) {
        Answer.unary(observer, () -> {
            IncidentId id = IncidentId.parse(request.getIncident());
            Situation situation = readSituation.of(unitOfWork.read(() -> incidents.get(id)));
            SetAlarmLevelResponse durable = unitOfWork.once(
                    RequestKey.of(request),
                    SetAlarmLevelResponse.parser(),
                    () -> SetAlarmLevelResponse.newBuilder()
                            .setResponse(ResponseMessages.message(setAlarmLevel.set(
                                    request, situation, Caller.current().subject())))
                            .build());
            return durable.toBuilder()
                    .setReinforcement(message(reinforce.reinforce(id)))
                    .build();
        });
    }

    @Override
    public void getIncidentResponse(
            GetIncidentResponseRequest request, StreamObserver<GetIncidentResponseResponse> observer) {
        Answer.unary(observer, () -> {
            Answered answered = reinforce.reinforce(IncidentId.parse(request.getIncident()));
            return GetIncidentResponseResponse.newBuilder()
                    .setResponse(ResponseMessages.message(answered.response()))
                    .setReinforcement(message(answered))
                    .build();
        });
    }

    private static Reinforcement message(Answered answered) {
        return ReinforcementMessages.message(answered.reinforcement(), answered.gaps(), answered.degraded());
    }
}
