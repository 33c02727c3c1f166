package io.qipan.ecology.checklist;

import io.grpc.ServerServiceDefinition;
import io.grpc.stub.StreamObserver;
import io.qipan.ecology.checklist.model.ChecklistTemplate;
import io.qipan.proto.ecology.v1.ChecklistServiceGrpc;
import io.qipan.proto.ecology.v1.GetChecklistTemplateRequest;
import io.qipan.proto.ecology.v1.GetChecklistTemplateResponse;
import io.qipan.proto.ecology.v1.ListChecklistTemplatesRequest;
import io.qipan.proto.ecology.v1.ListChecklistTemplatesResponse;
import io.qipan.proto.ecology.v1.MakeChecklistRequest;
import io.qipan.proto.ecology.v1.MakeChecklistResponse;
import io.qipan.proto.ecology.v1.ReviseChecklistTemplateRequest;
import io.qipan.proto.ecology.v1.ReviseChecklistTemplateResponse;
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
import java.time.YearMonth;
import java.util.List;

@Singleton
public class ChecklistRpc implements RpcService, ChecklistServiceGrpc.AsyncService {
    private static final int PAGE_SIZE = 50;

    private final UnitOfWork unitOfWork;
    private final InstantSource clock;
    private final ChecklistTemplates templates;
    private final ReviseChecklist reviseChecklist;
    private final MakeItems makeItems;

    public ChecklistRpc(
            UnitOfWork unitOfWork,
            InstantSource clock,
            ChecklistTemplates templates,
            ReviseChecklist reviseChecklist,
            MakeItems makeItems) {
        this.unitOfWork = unitOfWork;
        this.clock = clock;
        this.templates = templates;
        this.reviseChecklist = reviseChecklist;
        this.makeItems = makeItems;
    }

    @Override
    public ServerServiceDefinition bindService() {
        return Rpc.bind(ChecklistServiceGrpc.bindService(this));
    }

    @Override
    public void reviseChecklistTemplate(
            ReviseChecklistTemplateRequest request, StreamObserver<ReviseChecklistTemplateResponse> observer) {
        Answer.unary(observer, () -> {
            ChecklistTemplate next =
                    TemplateMessages.template(request, Caller.current().subject(), Times.now(clock));
            return unitOfWork.once(
                    RequestKey.of(request),
                    ReviseChecklistTemplateResponse.parser(),
                    () -> ReviseChecklistTemplateResponse.newBuilder()
                            .setTemplate(TemplateMessages.message(reviseChecklist.revise(next)))
                            .build());
        });
    }

    @Override
    public void getChecklistTemplate(
            GetChecklistTemplateRequest request, StreamObserver<GetChecklistTemplateResponse> observer) {
        Answer.unary(observer, () -> {
            ChecklistTemplate found = unitOfWork
                    .read(() -> request.getRevision() == 0
                            ? templates.newest(request.getName())
                            : templates.find(request.getName(), request.getRevision()))
                    .orElseThrow(() -> Refusal.notFound(request.getName()).asException());
            return GetChecklistTemplateResponse.newBuilder()
                    .setTemplate(TemplateMessages.message(found))
                    .build();
        });
    }

    @Override
    public void listChecklistTemplates(
            ListChecklistTemplatesRequest request, StreamObserver<ListChecklistTemplatesResponse> observer) {
        Answer.unary(observer, () -> {
            Page page = Page.of(request.getPageSize(), PAGE_SIZE, request.getPageToken(), "checklist templates");
            List<ChecklistTemplate> found = unitOfWork.read(() -> templates.list(page.after(), page.size() + 1));
            return ListChecklistTemplatesResponse.newBuilder()
                    .addAllTemplates(page.cut(found).stream()
                            .map(TemplateMessages::message)
                            .toList())
                    .setNextPageToken(page.next(found, ChecklistTemplate::name))
                    .build();
        });
    }

    @Override
    public void makeChecklist(MakeChecklistRequest request, StreamObserver<MakeChecklistResponse> observer) {
        Answer.unary(observer, () -> {
            YearMonth month = YearMonth.parse(request.getMonth());
            return unitOfWork.once(
                    RequestKey.of(request),
                    MakeChecklistResponse.parser(),
                    () -> MakeChecklistResponse.newBuilder()
                            .addAllItems(
                                    makeItems
                                            .make(
                                                    request.getTemplate(),
                                                    month,
                                                    Caller.current().subject(),
                                                    Times.now(clock))
                                            .stream()
                                            .map(ItemMessages::message)
                                            .toList())
                            .build());
        });
    }
}
