package io.qipan.ecology.escalation;

import io.grpc.ServerServiceDefinition;
import io.grpc.stub.StreamObserver;
import io.qipan.ecology.casefile.model.CaseFile;
import io.qipan.ecology.escalation.model.Escalation;
import io.qipan.proto.ecology.v1.AcknowledgeSharedEscalationRequest;
import io.qipan.proto.ecology.v1.AcknowledgeSharedEscalationResponse;
import io.qipan.proto.ecology.v1.AnswerSharedEscalationRequest;
import io.qipan.proto.ecology.v1.AnswerSharedEscalationResponse;
import io.qipan.proto.ecology.v1.GetSharedCaseRequest;
import io.qipan.proto.ecology.v1.GetSharedCaseResponse;
import io.qipan.proto.ecology.v1.GetSharedEscalationRequest;
import io.qipan.proto.ecology.v1.GetSharedEscalationResponse;
import io.qipan.proto.ecology.v1.ListSharedCasesRequest;
import io.qipan.proto.ecology.v1.ListSharedCasesResponse;
import io.qipan.proto.ecology.v1.ListSharedEscalationsRequest;
import io.qipan.proto.ecology.v1.ListSharedEscalationsResponse;
import io.qipan.proto.ecology.v1.SharedCaseServiceGrpc;
import io.qipan.proto.ecology.v1.SharedEscalation;
import io.qipan.runtime.caller.Caller;
import io.qipan.runtime.page.Page;
import io.qipan.runtime.rpc.Answer;
import io.qipan.runtime.rpc.Rpc;
import io.qipan.runtime.rpc.RpcService;
import io.qipan.runtime.work.RequestKey;
import io.qipan.runtime.work.UnitOfWork;
import jakarta.inject.Singleton;
import java.util.List;

/** Cases and what has gone up of them, for other agencies: each sees its own. */
@Singleton
public class SharedCaseRpc implements RpcService, SharedCaseServiceGrpc.AsyncService {
    private static final int USUAL_PAGE = 50;
    /** Each comes with its whole case. */
    private static final int MOST_ESCALATIONS = 100;

    private final UnitOfWork unitOfWork;
    private final SharedCases sharedCases;
    private final AcknowledgeEscalation acknowledgeEscalation;
    private final AnswerEscalation answerEscalation;

    public SharedCaseRpc(
            UnitOfWork unitOfWork,
            SharedCases sharedCases,
            AcknowledgeEscalation acknowledgeEscalation,
            AnswerEscalation answerEscalation) {
        this.unitOfWork = unitOfWork;
        this.sharedCases = sharedCases;
        this.acknowledgeEscalation = acknowledgeEscalation;
        this.answerEscalation = answerEscalation;
    }

    @Override
    public ServerServiceDefinition bindService() {
        return Rpc.bind(SharedCaseServiceGrpc.bindService(this));
    }

    /** Empty for a token that names no agency; nothing is its own. */
    private static String party() {
        return Caller.current().agency().orElse("");
    }

    @Override
    public void getSharedCase(GetSharedCaseRequest request, StreamObserver<GetSharedCaseResponse> observer) {
        Answer.unary(observer, () -> {
            String party = party();
            CaseFile found = unitOfWork.read(() -> sharedCases.get(party, request.getName()));
            return GetSharedCaseResponse.newBuilder()
                    .setSharedCase(EscalationMessages.shared(found))
                    .build();
        });
    }

    @Override
    public void listSharedCases(ListSharedCasesRequest request, StreamObserver<ListSharedCasesResponse> observer) {
        Answer.unary(observer, () -> {
            String party = party();
            Page page =
                    Page.of(request.getPageSize(), USUAL_PAGE, request.getPageToken(), party + request.getOpenOnly());
            List<CaseFile> found = unitOfWork.read(() -> sharedCases.list(party, request.getOpenOnly(), page));
            return ListSharedCasesResponse.newBuilder()
                    .addAllSharedCases(page.cut(found).stream()
                            .map(EscalationMessages::shared)
                            .toList())
                    .setNextPageToken(page.next(found, last -> last.id().toString()))
                    .build();
        });
    }

    @Override
    public void getSharedEscalation(
            GetSharedEscalationRequest request, StreamObserver<GetSharedEscalationResponse> observer) {
        Answer.unary(observer, () -> {
            String party = party();
            SharedCases.Seen found = unitOfWork.read(() -> sharedCases.getEscalation(party, request.getName()));
            return GetSharedEscalationResponse.newBuilder()
                    .setSharedEscalation(EscalationMessages.shared(found))
                    .build();
        });
    }

    @Override
    public void listSharedEscalations(
            ListSharedEscalationsRequest request, StreamObserver<ListSharedEscalationsResponse> observer) {
        Answer.unary(observer, () -> {
            String party = party();
            Page page = Page.of(
                    Math.min(request.getPageSize(), MOST_ESCALATIONS),
                    USUAL_PAGE,
                    request.getPageToken(),
                    party + request.getOpenOnly());
            List<SharedCases.Seen> found =
                    unitOfWork.read(() -> sharedCases.listEscalations(party, request.getOpenOnly(), page));
            return ListSharedEscalationsResponse.newBuilder()
                    .addAllSharedEscalations(page.cut(found).stream()
                            .map(EscalationMessages::shared)
                            .toList())
                    .setNextPageToken(
                            page.next(found, last -> last.escalation().id().toString()))
                    .build();
        });
    }

    @Override
    public void acknowledgeSharedEscalation(
            AcknowledgeSharedEscalationRequest request, StreamObserver<AcknowledgeSharedEscalationResponse> observer) {
        Answer.unary(
                observer,
                () -> unitOfWork.once(RequestKey.of(request), AcknowledgeSharedEscalationResponse.parser(), () -> {
                    checkSees(request.getName());
                    Escalation taken = acknowledgeEscalation.acknowledge(
                            request.getName(),
                            request.getEtag(),
                            Caller.current().subject());
                    return AcknowledgeSharedEscalationResponse.newBuilder()
                            .setSharedEscalation(shared(taken))
                            .build();
                }));
    }

    @Override
    public void answerSharedEscalation(
            AnswerSharedEscalationRequest request, StreamObserver<AnswerSharedEscalationResponse> observer) {
        Answer.unary(
                observer,
                () -> unitOfWork.once(RequestKey.of(request), AnswerSharedEscalationResponse.parser(), () -> {
                    checkSees(request.getName());
                    Escalation answered = answerEscalation.answer(
                            request.getName(),
                            request.getEtag(),
                            Caller.current().subject(),
                            request.getAnswer());
                    return AnswerSharedEscalationResponse.newBuilder()
                            .setSharedEscalation(shared(answered))
                            .build();
                }));
    }

    private void checkSees(String name) {
        SharedCases.Seen ignored = sharedCases.getEscalation(party(), name);
    }

    private SharedEscalation shared(Escalation escalation) {
        return EscalationMessages.shared(sharedCases.withCase(escalation));
    }
}
