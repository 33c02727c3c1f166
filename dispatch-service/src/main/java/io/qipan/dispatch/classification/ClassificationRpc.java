package io.qipan.dispatch.classification;

import io.grpc.ServerServiceDefinition;
import io.grpc.stub.StreamObserver;
import io.qipan.dispatch.classification.model.CategoryCatalogue;
import io.qipan.dispatch.classification.model.ModelRevision;
import io.qipan.dispatch.id.model.IncidentInterviewId;
import io.qipan.proto.dispatch.v1.ClassificationServiceGrpc;
import io.qipan.proto.dispatch.v1.EvaluateAnswersRequest;
import io.qipan.proto.dispatch.v1.EvaluateAnswersResponse;
import io.qipan.proto.dispatch.v1.GetCategoryCatalogueRequest;
import io.qipan.proto.dispatch.v1.GetCategoryCatalogueResponse;
import io.qipan.proto.dispatch.v1.GetClassificationModelRequest;
import io.qipan.proto.dispatch.v1.GetClassificationModelResponse;
import io.qipan.proto.dispatch.v1.GetIncidentInterviewRequest;
import io.qipan.proto.dispatch.v1.GetIncidentInterviewResponse;
import io.qipan.proto.dispatch.v1.ListCategoryCataloguesRequest;
import io.qipan.proto.dispatch.v1.ListCategoryCataloguesResponse;
import io.qipan.proto.dispatch.v1.ListIncidentInterviewsRequest;
import io.qipan.proto.dispatch.v1.ListIncidentInterviewsResponse;
import io.qipan.proto.dispatch.v1.SetCategoryCatalogueRequest;
import io.qipan.proto.dispatch.v1.SetCategoryCatalogueResponse;
import io.qipan.proto.dispatch.v1.SuggestClassificationRequest;
import io.qipan.proto.dispatch.v1.SuggestClassificationResponse;
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
class ClassificationRpc implements RpcService, ClassificationServiceGrpc.AsyncService {
    private static final int PAGE_SIZE = 50;

    private final UnitOfWork unitOfWork;
    private final CategoryCatalogues catalogues;
    private final ModelRevisions models;
    private final SetCatalogue setCatalogue;
    private final EvaluateAnswers evaluate;
    private final SuggestClassification suggest;
    private final IncidentInterviews interviews;
    private final ListInterviews listInterviews;

    ClassificationRpc(
            UnitOfWork unitOfWork,
            CategoryCatalogues catalogues,
            ModelRevisions models,
            SetCatalogue setCatalogue,
            EvaluateAnswers evaluate,
            SuggestClassification suggest,
            IncidentInterviews interviews,
            ListInterviews listInterviews) {
        this.unitOfWork = unitOfWork;
        this.catalogues = catalogues;
        this.models = models;
        this.setCatalogue = setCatalogue;
        this.evaluate = evaluate;
        this.suggest = suggest;
        this.interviews = interviews;
        this.listInterviews = listInterviews;
    }

    @Override
    public ServerServiceDefinition bindService() {
        return Rpc.bind(ClassificationServiceGrpc.bindService(this));
    }

    @Override
    public void setCategoryCatalogue(
            SetCategoryCatalogueRequest request, StreamObserver<SetCategoryCatalogueResponse> observer) {
        Answer.unary(
                observer,
                () -> unitOfWork.once(
                        RequestKey.of(request),
                        SetCategoryCatalogueResponse.parser(),
                        () -> SetCategoryCatalogueResponse.newBuilder()
                                .setCatalogue(CatalogueMessages.message(setCatalogue.set(
                                        request, Caller.current().subject())))
                                .build()));
    }

    @Override
    public void getCategoryCatalogue(
            GetCategoryCatalogueRequest request, StreamObserver<GetCategoryCatalogueResponse> observer) {
        Answer.unary(
                observer,
                () -> unitOfWork.read(() -> GetCategoryCatalogueResponse.newBuilder()
                        .setCatalogue(CatalogueMessages.message(evaluate.catalogue(request.getOptionalName())))
                        .build()));
    }

    @Override
    public void listCategoryCatalogues(
            ListCategoryCataloguesRequest request, StreamObserver<ListCategoryCataloguesResponse> observer) {
        Answer.unary(
                observer,
                () -> unitOfWork.read(() -> {
                    Page page =
                            Page.of(request.getPageSize(), PAGE_SIZE, request.getPageToken(), "category catalogues");
                    List<CategoryCatalogue> found = catalogues.list(page.after(Long::valueOf), page.size() + 1);
                    return ListCategoryCataloguesResponse.newBuilder()
                            .addAllCatalogues(page.cut(found).stream()
                                    .map(catalogue -> CatalogueMessages.message(catalogue).toBuilder()
                                            .clearCategories()
                                            .clearPriorityRules()
                                            .build())
                                    .toList())
                            .setNextPageToken(page.next(found, catalogue -> Long.toString(catalogue.number())))
                            .build();
                }));
    }

    @Override
    public void evaluateAnswers(EvaluateAnswersRequest request, StreamObserver<EvaluateAnswersResponse> observer) {
        Answer.unary(
                observer,
                () -> unitOfWork.read(() -> EvaluateAnswersResponse.newBuilder()
                        .setClassification(CatalogueMessages.message(evaluate.evaluate(request)))
                        .build()));
    }

    @Override
    public void suggestClassification(
            SuggestClassificationRequest request, StreamObserver<SuggestClassificationResponse> observer) {
        Answer.unary(observer, () -> suggest.suggest(request.getText()));
    }

    @Override
    public void getClassificationModel(
            GetClassificationModelRequest request, StreamObserver<GetClassificationModelResponse> observer) {
        Answer.unary(
                observer,
                () -> unitOfWork.read(() -> {
                    String name = request.getOptionalName();
                    Optional<ModelRevision> found =
                            name.isEmpty() ? models.newest() : models.find(CatalogueMessages.number(name));
                    return GetClassificationModelResponse.newBuilder()
                            .setModel(SuggestionMessages.message(found.orElseThrow(
                                    () -> Refusal.notFound(name.isEmpty() ? "classificationModels/-" : name)
                                            .asException())))
                            .build();
                }));
    }

    @Override
    public void listIncidentInterviews(
            ListIncidentInterviewsRequest request, StreamObserver<ListIncidentInterviewsResponse> observer) {
        Answer.unary(observer, () -> unitOfWork.read(() -> listInterviews.list(request)));
    }

    @Override
    public void getIncidentInterview(
            GetIncidentInterviewRequest request, StreamObserver<GetIncidentInterviewResponse> observer) {
        Answer.unary(
                observer,
                () -> unitOfWork.read(() -> interviews
                        .find(IncidentInterviewId.parse(request.getName()))
                        .map(interview -> GetIncidentInterviewResponse.newBuilder()
                                .setInterview(interview)
                                .build())
                        .orElseThrow(() -> Refusal.notFound(request.getName()).asException())));
    }
}
