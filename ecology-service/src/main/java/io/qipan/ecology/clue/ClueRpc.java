package io.qipan.ecology.clue;

import io.grpc.ServerServiceDefinition;
import io.grpc.stub.StreamObserver;
import io.qipan.ecology.clue.model.Clue;
import io.qipan.proto.ecology.v1.AnswerClueRequest;
import io.qipan.proto.ecology.v1.AnswerClueResponse;
import io.qipan.proto.ecology.v1.CheckClueRequest;
import io.qipan.proto.ecology.v1.CheckClueResponse;
import io.qipan.proto.ecology.v1.ClueServiceGrpc;
import io.qipan.proto.ecology.v1.GetClueProgressRequest;
import io.qipan.proto.ecology.v1.GetClueProgressResponse;
import io.qipan.proto.ecology.v1.GetClueRequest;
import io.qipan.proto.ecology.v1.GetClueResponse;
import io.qipan.proto.ecology.v1.ListCluesRequest;
import io.qipan.proto.ecology.v1.ListCluesResponse;
import io.qipan.proto.ecology.v1.ListHandedCluesRequest;
import io.qipan.proto.ecology.v1.ListHandedCluesResponse;
import io.qipan.proto.ecology.v1.ListLikelyDuplicatesRequest;
import io.qipan.proto.ecology.v1.ListLikelyDuplicatesResponse;
import io.qipan.proto.ecology.v1.ShowTipsterRequest;
import io.qipan.proto.ecology.v1.ShowTipsterResponse;
import io.qipan.proto.ecology.v1.SubmitClueRequest;
import io.qipan.proto.ecology.v1.SubmitClueResponse;
import io.qipan.proto.ecology.v1.TakeOverClueRequest;
import io.qipan.proto.ecology.v1.TakeOverClueResponse;
import io.qipan.proto.ecology.v1.TriageClueRequest;
import io.qipan.proto.ecology.v1.TriageClueResponse;
import io.qipan.runtime.caller.Caller;
import io.qipan.runtime.rpc.Answer;
import io.qipan.runtime.rpc.Rpc;
import io.qipan.runtime.rpc.RpcService;
import io.qipan.runtime.work.RequestKey;
import io.qipan.runtime.work.UnitOfWork;
import jakarta.inject.Singleton;

@Singleton
public class ClueRpc implements RpcService, ClueServiceGrpc.AsyncService {
    private final UnitOfWork unitOfWork;
    private final ClueIntake intake;
    private final ReadClues reading;
    private final TriageClue triageClue;
    private final AnswerClue answerClue;
    private final TakeOverClue takeOverClue;
    private final CheckClue checkClue;

    public ClueRpc(
            UnitOfWork unitOfWork,
            ClueIntake intake,
            ReadClues reading,
            TriageClue triageClue,
            AnswerClue answerClue,
            TakeOverClue takeOverClue,
            CheckClue checkClue) {
        this.unitOfWork = unitOfWork;
        this.intake = intake;
        this.reading = reading;
        this.triageClue = triageClue;
        this.answerClue = answerClue;
        this.takeOverClue = takeOverClue;
        this.checkClue = checkClue;
    }

    @Override
    public ServerServiceDefinition bindService() {
        return Rpc.bind(ClueServiceGrpc.bindService(this));
    }

    @Override
    public void submitClue(SubmitClueRequest request, StreamObserver<SubmitClueResponse> observer) {
        Answer.unary(
                observer,
                () -> unitOfWork.once(
                        key(request), SubmitClueResponse.parser(), () -> intake.submit(request, Caller.current())));
    }

    @Override
    public void getClueProgress(GetClueProgressRequest request, StreamObserver<GetClueProgressResponse> observer) {
        Answer.unary(observer, () -> intake.check(request, Caller.current()));
    }

    @Override
    public void showTipster(ShowTipsterRequest request, StreamObserver<ShowTipsterResponse> observer) {
        Answer.unary(observer, () -> intake.show(request, Caller.current()));
    }

    @Override
    public void getClue(GetClueRequest request, StreamObserver<GetClueResponse> observer) {
        Answer.unary(observer, () -> reading.get(request));
    }

    @Override
    public void listClues(ListCluesRequest request, StreamObserver<ListCluesResponse> observer) {
        Answer.unary(observer, () -> reading.list(request));
    }

    @Override
    public void listHandedClues(ListHandedCluesRequest request, StreamObserver<ListHandedCluesResponse> observer) {
        Answer.unary(observer, () -> reading.listHanded(request, Caller.current()));
    }

    @Override
    public void listLikelyDuplicates(
            ListLikelyDuplicatesRequest request, StreamObserver<ListLikelyDuplicatesResponse> observer) {
        Answer.unary(observer, () -> reading.suggest(request));
    }

    @Override
    public void takeOverClue(TakeOverClueRequest request, StreamObserver<TakeOverClueResponse> observer) {
        Answer.unary(
                observer,
                () -> unitOfWork.once(RequestKey.of(request), TakeOverClueResponse.parser(), () -> {
                    String newOwner = Caller.current().subject();
                    Clue taken = takeOverClue.takeOver(request.getName(), request.getEtag(), newOwner);
                    return TakeOverClueResponse.newBuilder()
                            .setClue(reading.whole(taken))
                            .build();
                }));
    }

    @Override
    public void triageClue(TriageClueRequest request, StreamObserver<TriageClueResponse> observer) {
        Answer.unary(
                observer,
                () -> unitOfWork.once(
                        RequestKey.of(request),
                        TriageClueResponse.parser(),
                        () -> TriageClueResponse.newBuilder()
                                .setClue(reading.whole(triageClue.triage(
                                        request, Caller.current().subject())))
                                .build()));
    }

    @Override
    public void checkClue(CheckClueRequest request, StreamObserver<CheckClueResponse> observer) {
        Answer.unary(
                observer,
                () -> unitOfWork.once(RequestKey.of(request), CheckClueResponse.parser(), () -> {
                    String by = Caller.current().subject();
                    Clue checked = checkClue.check(request.getName(), request.getEtag(), request.getInspection(), by);
                    return CheckClueResponse.newBuilder()
                            .setClue(reading.whole(checked))
                            .build();
                }));
    }

    @Override
    public void answerClue(AnswerClueRequest request, StreamObserver<AnswerClueResponse> observer) {
        Answer.unary(
                observer,
                () -> unitOfWork.once(RequestKey.of(request), AnswerClueResponse.parser(), () -> {
                    String by = Caller.current().subject();
                    Clue answered = answerClue.answer(request.getName(), request.getEtag(), by, request.getAnswer());
                    return AnswerClueResponse.newBuilder()
                            .setClue(reading.whole(answered))
                            .build();
                }));
    }

    /**
     * Of the contact only whether there is one, so that nothing stored is made of it: the hash of few digits tells
     * them.
     */
    private static RequestKey key(SubmitClueRequest request) {
        boolean told = !request.getOptionalContact().isBlank();
        return RequestKey.of(
                request.toBuilder().setOptionalContact(told ? "told" : "").build());
    }
}
