package io.qipan.ecology.escalation;

import io.grpc.ServerServiceDefinition;
import io.grpc.stub.StreamObserver;
import io.qipan.ecology.casefile.CaseName;
import io.qipan.ecology.escalation.model.Escalation;
import io.qipan.proto.ecology.v1.EscalationServiceGrpc;
import io.qipan.proto.ecology.v1.GetEscalationRequest;
import io.qipan.proto.ecology.v1.GetEscalationResponse;
import io.qipan.proto.ecology.v1.ListEscalationsRequest;
import io.qipan.proto.ecology.v1.ListEscalationsResponse;
import io.qipan.proto.ecology.v1.RecordEscalationAnswerRequest;
import io.qipan.proto.ecology.v1.RecordEscalationAnswerResponse;
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
import java.util.UUID;

/** Escalations for the agencies that work the cases. */
@Singleton
public class EscalationRpc implements RpcService, EscalationServiceGrpc.AsyncService {
    private static final int USUAL_PAGE = 50;

    private final UnitOfWork unitOfWork;
    private final Escalations escalations;
    private final AnswerEscalation answerEscalation;

    public EscalationRpc(UnitOfWork unitOfWork, Escalations escalations, AnswerEscalation answerEscalation) {
        this.unitOfWork = unitOfWork;
        this.escalations = escalations;
        this.answerEscalation = answerEscalation;
    }

    @Override
    public ServerServiceDefinition bindService() {
        return Rpc.bind(EscalationServiceGrpc.bindService(this));
    }

    @Override
    public void getEscalation(GetEscalationRequest request, StreamObserver<GetEscalationResponse> observer) {
        Answer.unary(observer, () -> {
            Escalation found = unitOfWork
                    .read(() -> EscalationName.parse(request.getName()).flatMap(escalations::find))
                    .orElseThrow(() -> Refusal.notFound(request.getName()).asException());
            return GetEscalationResponse.newBuilder()
                    .setEscalation(EscalationMessages.message(found))
                    .build();
        });
    }

    @Override
    public void listEscalations(ListEscalationsRequest request, StreamObserver<ListEscalationsResponse> observer) {
        Answer.unary(observer, () -> {
            Page page = Page.of(
                    request.getPageSize(),
                    USUAL_PAGE,
                    request.getPageToken(),
                    request.toBuilder().clearPageSize().clearPageToken().build().toString());
            List<Escalation> found = unitOfWork.read(() -> list(request, page));
            return ListEscalationsResponse.newBuilder()
                    .addAllEscalations(page.cut(found).stream()
                            .map(EscalationMessages::message)
                            .toList())
                    .setNextPageToken(page.next(found, last -> last.id().toString()))
                    .build();
        });
    }

    private List<Escalation> list(ListEscalationsRequest request, Page page) {
        String caseName = request.getOptionalCase();
        Optional<UUID> caseId = CaseName.parse(caseName);
        if (!caseName.isEmpty() && caseId.isEmpty()) {
            return List.of();
        }
        Escalations.Filter filter = new Escalations.Filter(
                request.getOpenOnly(),
                caseId,
                Optional.of(request.getOptionalAgency()).filter(name -> !name.isEmpty()),
                request.getWithoutAgency());
        return escalations.list(filter, page.after(UUID::fromString), page.size() + 1);
    }

    @Override
    public void recordEscalationAnswer(
            RecordEscalationAnswerRequest request, StreamObserver<RecordEscalationAnswerResponse> observer) {
        Answer.unary(
                observer,
                () -> unitOfWork.once(RequestKey.of(request), RecordEscalationAnswerResponse.parser(), () -> {
                    Escalation answered = answerEscalation.onPaper(
                            request.getName(),
                            request.getEtag(),
                            Caller.current().subject(),
                            request.getAnswer());
                    return RecordEscalationAnswerResponse.newBuilder()
                            .setEscalation(EscalationMessages.message(answered))
                            .build();
                }));
    }
}
