package io.qipan.ecology.inspection;

import io.grpc.ServerServiceDefinition;
import io.grpc.stub.StreamObserver;
import io.qipan.ecology.agency.CallerScope;
import io.qipan.ecology.agency.model.Scope;
import io.qipan.ecology.inspection.ChangeInspection.Target;
import io.qipan.ecology.inspection.Inspections.Filter;
import io.qipan.ecology.inspection.RecordInspection.Recorded;
import io.qipan.ecology.inspection.RecordInspection.Told;
import io.qipan.ecology.inspection.model.Inspection;
import io.qipan.ecology.inspection.model.Inspection.Turnout;
import io.qipan.ecology.inspection.model.Template;
import io.qipan.ecology.registry.VisibleRows;
import io.qipan.proto.ecology.v1.AnnulInspectionRequest;
import io.qipan.proto.ecology.v1.AnnulInspectionResponse;
import io.qipan.proto.ecology.v1.CorrectInspectionRequest;
import io.qipan.proto.ecology.v1.CorrectInspectionResponse;
import io.qipan.proto.ecology.v1.GetInspectionRequest;
import io.qipan.proto.ecology.v1.GetInspectionResponse;
import io.qipan.proto.ecology.v1.GetInspectionTemplateRequest;
import io.qipan.proto.ecology.v1.GetInspectionTemplateResponse;
import io.qipan.proto.ecology.v1.InspectionServiceGrpc;
import io.qipan.proto.ecology.v1.ListInspectionTemplatesRequest;
import io.qipan.proto.ecology.v1.ListInspectionTemplatesResponse;
import io.qipan.proto.ecology.v1.ListInspectionsRequest;
import io.qipan.proto.ecology.v1.ListInspectionsResponse;
import io.qipan.proto.ecology.v1.RecordInspectionRequest;
import io.qipan.proto.ecology.v1.RecordInspectionResponse;
import io.qipan.proto.ecology.v1.ReviseInspectionTemplateRequest;
import io.qipan.proto.ecology.v1.ReviseInspectionTemplateResponse;
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
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

@Singleton
public class InspectionRpc implements RpcService, InspectionServiceGrpc.AsyncService {
    private static final int PAGE_SIZE = 50;

    private final UnitOfWork unitOfWork;
    private final InstantSource clock;
    private final Templates templates;
    private final Inspections inspections;
    private final ReviseTemplate reviseTemplate;
    private final RecordInspection recordInspection;
    private final ChangeInspection changeInspection;
    private final CallerScope callerScope;

    public InspectionRpc(
            UnitOfWork unitOfWork,
            InstantSource clock,
            Templates templates,
            Inspections inspections,
            ReviseTemplate reviseTemplate,
            RecordInspection recordInspection,
            ChangeInspection changeInspection,
            CallerScope callerScope) {
        this.unitOfWork = unitOfWork;
        this.clock = clock;
        this.templates = templates;
        this.inspections = inspections;
        this.reviseTemplate = reviseTemplate;
        this.recordInspection = recordInspection;
        this.changeInspection = changeInspection;
        this.callerScope = callerScope;
    }

    @Override
    public ServerServiceDefinition bindService() {
        return Rpc.bind(InspectionServiceGrpc.bindService(this));
    }

    @Override
    public void reviseInspectionTemplate(
            ReviseInspectionTemplateRequest request, StreamObserver<ReviseInspectionTemplateResponse> observer) {
        Answer.unary(observer, () -> {
            Template next = TemplateMessages.template(request, Caller.current().subject(), Times.now(clock));
            return unitOfWork.once(
                    RequestKey.of(request),
                    ReviseInspectionTemplateResponse.parser(),
                    () -> ReviseInspectionTemplateResponse.newBuilder()
                            .setTemplate(TemplateMessages.message(reviseTemplate.revise(next)))
                            .build());
        });
    }

    @Override
    public void getInspectionTemplate(
            GetInspectionTemplateRequest request, StreamObserver<GetInspectionTemplateResponse> observer) {
        Answer.unary(observer, () -> {
            Template found = unitOfWork
                    .read(() -> request.getRevision() == 0
                            ? templates.newest(request.getName())
                            : templates.find(request.getName(), request.getRevision()))
                    .orElseThrow(() -> Refusal.notFound(request.getName()).asException());
            return GetInspectionTemplateResponse.newBuilder()
                    .setTemplate(TemplateMessages.message(found))
                    .build();
        });
    }

    @Override
    public void listInspectionTemplates(
            ListInspectionTemplatesRequest request, StreamObserver<ListInspectionTemplatesResponse> observer) {
        Answer.unary(observer, () -> {
            Page page = Page.of(request.getPageSize(), PAGE_SIZE, request.getPageToken(), "templates");
            List<Template> found = unitOfWork.read(() -> templates.list(page.after(), page.size() + 1));
            return ListInspectionTemplatesResponse.newBuilder()
                    .addAllTemplates(page.cut(found).stream()
                            .map(TemplateMessages::message)
                            .toList())
                    .setNextPageToken(page.next(found, Template::name))
                    .build();
        });
    }

    @Override
    public void recordInspection(RecordInspectionRequest request, StreamObserver<RecordInspectionResponse> observer) {
        Answer.unary(observer, () -> {
            Told told = InspectionMessages.told(request, Caller.current().subject(), Times.now(clock));
            return unitOfWork.once(RequestKey.of(request), RecordInspectionResponse.parser(), () -> {
                Recorded recorded = recordInspection.record(told);
                return RecordInspectionResponse.newBuilder()
                        .setInspection(InspectionMessages.message(recorded.inspection()))
                        .addAllHazards(recorded.hazards().stream()
                                .map(HazardMessages::message)
                                .toList())
                        .build();
            });
        });
    }

    @Override
    public void correctInspection(
            CorrectInspectionRequest request, StreamObserver<CorrectInspectionResponse> observer) {
        Answer.unary(
                observer,
                () -> unitOfWork.once(RequestKey.of(request), CorrectInspectionResponse.parser(), () -> {
                    Target target =
                            new Target(request.getName(), request.getEtag(), request.getReason(), Times.now(clock));
                    Turnout turnout =
                            new Turnout(request.getPeople(), request.getVehicles(), request.getPartnersList());
                    return CorrectInspectionResponse.newBuilder()
                            .setInspection(InspectionMessages.message(changeInspection.correct(target, turnout)))
                            .build();
                }));
    }

    @Override
    public void annulInspection(AnnulInspectionRequest request, StreamObserver<AnnulInspectionResponse> observer) {
        Answer.unary(
                observer,
                () -> unitOfWork.once(RequestKey.of(request), AnnulInspectionResponse.parser(), () -> {
                    Target target =
                            new Target(request.getName(), request.getEtag(), request.getReason(), Times.now(clock));
                    Inspection annulled =
                            changeInspection.annul(target, Caller.current().subject());
                    return AnnulInspectionResponse.newBuilder()
                            .setInspection(InspectionMessages.message(annulled))
                            .build();
                }));
    }

    @Override
    public void getInspection(GetInspectionRequest request, StreamObserver<GetInspectionResponse> observer) {
        Answer.unary(observer, () -> {
            Scope scope = callerScope.of(Caller.current());
            Inspection found = unitOfWork
                    .read(() -> InspectionMessages.id(request.getName(), Inspection.KIND)
                            .flatMap(inspections::find))
                    .filter(inspection -> sees(scope, inspection))
                    .orElseThrow(() -> Refusal.notFound(request.getName()).asException());
            return GetInspectionResponse.newBuilder()
                    .setInspection(InspectionMessages.message(found))
                    .build();
        });
    }

    private static boolean sees(Scope scope, Inspection inspection) {
        return scope.sees(inspection.spot().resource(), inspection.spot().point());
    }

    @Override
    public void listInspections(ListInspectionsRequest request, StreamObserver<ListInspectionsResponse> observer) {
        Answer.unary(observer, () -> {
            Filter filter = new Filter(
                    InspectionMessages.given(request.getOptionalSubject()),
                    InspectionMessages.given(request.getOptionalTemplate()));
            Page page = Page.of(request.getPageSize(), PAGE_SIZE, request.getPageToken(), filter.toString());
            Optional<UUID> before = page.after(UUID::fromString);
            Scope scope = callerScope.of(Caller.current());
            List<Inspection> found = unitOfWork.read(() -> VisibleRows.first(
                    page.size() + 1,
                    before,
                    (last, most) -> inspections.list(filter, last, most),
                    Inspection::id,
                    inspection -> sees(scope, inspection)));
            return ListInspectionsResponse.newBuilder()
                    .addAllInspections(page.cut(found).stream()
                            .map(InspectionMessages::message)
                            .toList())
                    .setNextPageToken(page.next(found, last -> last.id().toString()))
                    .build();
        });
    }
}
