package io.qipan.dispatch.contingency;

import io.grpc.ServerServiceDefinition;
import io.grpc.stub.StreamObserver;
import io.qipan.dispatch.contingency.ContingencyPlans.Part;
import io.qipan.dispatch.contingency.FindSimilarIncidents.Similar;
import io.qipan.dispatch.contingency.model.PlanRevision;
import io.qipan.dispatch.id.model.IncidentId;
import io.qipan.proto.dispatch.v1.ContingencyPlan;
import io.qipan.proto.dispatch.v1.ContingencyPlanServiceGrpc;
import io.qipan.proto.dispatch.v1.GetContingencyPlanRequest;
import io.qipan.proto.dispatch.v1.GetContingencyPlanResponse;
import io.qipan.proto.dispatch.v1.ListContingencyPlansRequest;
import io.qipan.proto.dispatch.v1.ListContingencyPlansResponse;
import io.qipan.proto.dispatch.v1.ListSimilarIncidentsRequest;
import io.qipan.proto.dispatch.v1.ListSimilarIncidentsResponse;
import io.qipan.proto.dispatch.v1.PutContingencyPlanRequest;
import io.qipan.proto.dispatch.v1.PutContingencyPlanResponse;
import io.qipan.proto.dispatch.v1.ShowExpertContactsRequest;
import io.qipan.proto.dispatch.v1.ShowExpertContactsResponse;
import io.qipan.proto.dispatch.v1.SuggestContingencyPlansRequest;
import io.qipan.proto.dispatch.v1.SuggestContingencyPlansResponse;
import io.qipan.runtime.caller.Caller;
import io.qipan.runtime.page.Page;
import io.qipan.runtime.refusal.Refusal;
import io.qipan.runtime.rpc.Answer;
import io.qipan.runtime.rpc.Rpc;
import io.qipan.runtime.rpc.RpcService;
import io.qipan.runtime.work.RequestKey;
import io.qipan.runtime.work.UnitOfWork;
import jakarta.inject.Singleton;

@Singleton
class ContingencyPlanRpc implements RpcService, ContingencyPlanServiceGrpc.AsyncService {
    /** A plan is long. */
    private static final int FEW = 20;

    private static final int MOST = 50;
    private static final int USUAL = 10;

    private final UnitOfWork unitOfWork;
    private final ContingencyPlans plans;
    private final PutPlan put;
    private final ShowExperts show;
    private final SuggestPlans suggest;
    private final FindSimilarIncidents similar;

    ContingencyPlanRpc(
            UnitOfWork unitOfWork,
            ContingencyPlans plans,
            PutPlan put,
            ShowExperts show,
            SuggestPlans suggest,
            FindSimilarIncidents similar) {
        this.unitOfWork = unitOfWork;
        this.plans = plans;
        this.put = put;
        this.show = show;
        this.suggest = suggest;
        this.similar = similar;
    }

    @Override
    public ServerServiceDefinition bindService() {
        return Rpc.bind(ContingencyPlanServiceGrpc.bindService(this));
    }

    @Override
    public void putContingencyPlan(
            PutContingencyPlanRequest request, StreamObserver<PutContingencyPlanResponse> observer) {
        Answer.unary(
                observer,
                () -> unitOfWork.once(key(request), PutContingencyPlanResponse.parser(), () -> {
                    return PutContingencyPlanResponse.newBuilder()
                            .setPlan(put.put(request, Caller.current().subject()))
                            .build();
                }));
    }

    @Override
    public void getContingencyPlan(
            GetContingencyPlanRequest request, StreamObserver<GetContingencyPlanResponse> observer) {
        Answer.unary(
                observer,
                () -> unitOfWork.read(() -> {
                    String code = PlanRevision.code(request.getName());
                    return GetContingencyPlanResponse.newBuilder()
                            .setPlan((request.getOptionalRevision() == 0
                                            ? plans.newest(code)
                                            : plans.find(code, request.getOptionalRevision()))
                                    .orElseThrow(() ->
                                            Refusal.notFound(request.getName()).asException()))
                            .build();
                }));
    }

    @Override
    public void listContingencyPlans(
            ListContingencyPlansRequest request, StreamObserver<ListContingencyPlansResponse> observer) {
        Answer.unary(
                observer,
                () -> unitOfWork.read(() -> {
                    Page page = Page.of(
                            request.getPageSize() == 0 ? FEW : Math.min(request.getPageSize(), MOST),
                            FEW,
                            request.getPageToken(),
                            "contingency plans " + request.getOptionalName());
                    boolean ofOne = !request.getOptionalName().isEmpty();
                    Part part = ofOne
                            ? plans.revisions(
                                    PlanRevision.code(request.getOptionalName()),
                                    page.after(Long::valueOf),
                                    page.size())
                            : plans.list(page.after(key -> key), page.size());
                    return ListContingencyPlansResponse.newBuilder()
                            .addAllPlans(part.plans())
                            .setNextPageToken(
                                    part.more()
                                            ? page.tokenAfter(key(part.plans().getLast(), ofOne))
                                            : "")
                            .build();
                }));
    }

    private static String key(ContingencyPlan plan, boolean ofOne) {
        return ofOne ? Long.toString(plan.getRevision()) : PlanRevision.code(plan.getName());
    }

    @Override
    public void showExpertContacts(
            ShowExpertContactsRequest request, StreamObserver<ShowExpertContactsResponse> observer) {
        Answer.unary(
                observer,
                () -> unitOfWork.run(
                        Caller.current().subject(),
                        () -> ShowExpertContactsResponse.newBuilder()
                                .addAllExperts(show.show(request))
                                .build()));
    }

    @Override
    public void suggestContingencyPlans(
            SuggestContingencyPlansRequest request, StreamObserver<SuggestContingencyPlansResponse> observer) {
        Answer.unary(observer, () -> suggest.suggest(IncidentId.parse(request.getIncident())));
    }

    @Override
    public void listSimilarIncidents(
            ListSimilarIncidentsRequest request, StreamObserver<ListSimilarIncidentsResponse> observer) {
        Answer.unary(
                observer,
                () -> unitOfWork.read(() -> {
                    Similar found = similar.find(
                            IncidentId.parse(request.getIncident()),
                            request.getLimit() == 0 ? USUAL : request.getLimit());
                    return ListSimilarIncidentsResponse.newBuilder()
                            .addAllIncidents(found.best().stream()
                                    .map(ContingencyPlanMessages::message)
                                    .toList())
                            .setCompared(found.compared())
                            .build();
                }));
    }

    /** By the masks of contacts, so that nothing stored is made of them: the hash of few digits tells them. */
    private static RequestKey key(PutContingencyPlanRequest request) {
        PutContingencyPlanRequest.Builder masked = request.toBuilder();
        masked.getContentBuilder()
                .getExpertsBuilderList()
                .forEach(expert -> expert.setContact(ContingencyPlanMessages.mask(expert.getContact())));
        return RequestKey.of(masked.build());
    }
}
