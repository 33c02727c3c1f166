package io.qipan.ecology.casefile;

import io.grpc.ServerServiceDefinition;
import io.grpc.stub.StreamObserver;
import io.qipan.ecology.casefile.model.CaseFile;
import io.qipan.ecology.procedure.ClockMessages;
import io.qipan.ecology.procedure.ProcedureMessages;
import io.qipan.ecology.procedure.model.ClockSetting.Watcher;
import io.qipan.ecology.procedure.model.Examination;
import io.qipan.ecology.procedure.model.Move.BeginExamination;
import io.qipan.ecology.procedure.model.Move.ChooseBasis;
import io.qipan.ecology.procedure.model.Move.ExtendClock;
import io.qipan.ecology.procedure.model.Move.Plain;
import io.qipan.ecology.procedure.model.Move.RecordNotice;
import io.qipan.ecology.procedure.model.Move.ServeDecision;
import io.qipan.ecology.procedure.model.MoveKind;
import io.qipan.proto.ecology.v1.BeginExaminationRequest;
import io.qipan.proto.ecology.v1.BeginExaminationResponse;
import io.qipan.proto.ecology.v1.ChooseBasisRequest;
import io.qipan.proto.ecology.v1.ChooseBasisResponse;
import io.qipan.proto.ecology.v1.Clock;
import io.qipan.proto.ecology.v1.DropPenaltyRequest;
import io.qipan.proto.ecology.v1.DropPenaltyResponse;
import io.qipan.proto.ecology.v1.EndExaminationRequest;
import io.qipan.proto.ecology.v1.EndExaminationResponse;
import io.qipan.proto.ecology.v1.ExtendClockRequest;
import io.qipan.proto.ecology.v1.ExtendClockResponse;
import io.qipan.proto.ecology.v1.FileCaseRequest;
import io.qipan.proto.ecology.v1.FileCaseResponse;
import io.qipan.proto.ecology.v1.ImposePenaltyRequest;
import io.qipan.proto.ecology.v1.ImposePenaltyResponse;
import io.qipan.proto.ecology.v1.LeaveUnestablishedRequest;
import io.qipan.proto.ecology.v1.LeaveUnestablishedResponse;
import io.qipan.proto.ecology.v1.ListClocksRequest;
import io.qipan.proto.ecology.v1.ListClocksResponse;
import io.qipan.proto.ecology.v1.ListOverdueClocksRequest;
import io.qipan.proto.ecology.v1.ListOverdueClocksResponse;
import io.qipan.proto.ecology.v1.ProcedureServiceGrpc;
import io.qipan.proto.ecology.v1.RecordNoticeRequest;
import io.qipan.proto.ecology.v1.RecordNoticeResponse;
import io.qipan.proto.ecology.v1.ServeDecisionRequest;
import io.qipan.proto.ecology.v1.ServeDecisionResponse;
import io.qipan.runtime.page.Page;
import io.qipan.runtime.rpc.Answer;
import io.qipan.runtime.rpc.Rpc;
import io.qipan.runtime.rpc.RpcService;
import io.qipan.runtime.work.UnitOfWork;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.Optional;

/** The administrative track, the basis of its decision, and the clocks. */
@Singleton
public class ProcedureRpc implements RpcService, ProcedureServiceGrpc.AsyncService {
    private static final int USUAL_PAGE = 50;

    private final StepRequest steps;
    private final UnitOfWork unitOfWork;
    private final GetCase getCase;
    private final ListOverdueClocks listOverdueClocks;

    public ProcedureRpc(
            StepRequest steps, UnitOfWork unitOfWork, GetCase getCase, ListOverdueClocks listOverdueClocks) {
        this.steps = steps;
        this.unitOfWork = unitOfWork;
        this.getCase = getCase;
        this.listOverdueClocks = listOverdueClocks;
    }

    @Override
    public ServerServiceDefinition bindService() {
        return Rpc.bind(ProcedureServiceGrpc.bindService(this));
    }

    @Override
    public void fileCase(FileCaseRequest request, StreamObserver<FileCaseResponse> observer) {
        steps.answer(
                observer,
                request,
                FileCaseResponse.parser(),
                ProcedureMessages.filing(request),
                file -> FileCaseResponse.newBuilder().setCase(file).build());
    }

    @Override
    public void chooseBasis(ChooseBasisRequest request, StreamObserver<ChooseBasisResponse> observer) {
        steps.answer(
                observer,
                request,
                ChooseBasisResponse.parser(),
                new ChooseBasis(request.getRule()),
                file -> ChooseBasisResponse.newBuilder().setCase(file).build());
    }

    @Override
    public void imposePenalty(ImposePenaltyRequest request, StreamObserver<ImposePenaltyResponse> observer) {
        steps.answer(
                observer,
                request,
                ImposePenaltyResponse.parser(),
                ProcedureMessages.penalty(request),
                file -> ImposePenaltyResponse.newBuilder().setCase(file).build());
    }

    @Override
    public void serveDecision(ServeDecisionRequest request, StreamObserver<ServeDecisionResponse> observer) {
        steps.answer(
                observer,
                request,
                ServeDecisionResponse.parser(),
                new ServeDecision(request.getManner()),
                file -> ServeDecisionResponse.newBuilder().setCase(file).build());
    }

    @Override
    public void dropPenalty(DropPenaltyRequest request, StreamObserver<DropPenaltyResponse> observer) {
        steps.answer(
                observer,
                request,
                DropPenaltyResponse.parser(),
                new Plain(MoveKind.DROP_PENALTY),
                file -> DropPenaltyResponse.newBuilder().setCase(file).build());
    }

    @Override
    public void leaveUnestablished(
            LeaveUnestablishedRequest request, StreamObserver<LeaveUnestablishedResponse> observer) {
        steps.answer(
                observer,
                request,
                LeaveUnestablishedResponse.parser(),
                new Plain(MoveKind.LEAVE_UNESTABLISHED),
                file -> LeaveUnestablishedResponse.newBuilder().setCase(file).build());
    }

    @Override
    public void extendClock(ExtendClockRequest request, StreamObserver<ExtendClockResponse> observer) {
        steps.answer(
                observer,
                request,
                ExtendClockResponse.parser(),
                new ExtendClock(request.getNumber(), request.getFurther(), request.getBasis()),
                file -> ExtendClockResponse.newBuilder().setCase(file).build());
    }

    @Override
    public void recordNotice(RecordNoticeRequest request, StreamObserver<RecordNoticeResponse> observer) {
        steps.answer(
                observer,
                request,
                RecordNoticeResponse.parser(),
                new RecordNotice(request.getNumber()),
                file -> RecordNoticeResponse.newBuilder().setCase(file).build());
    }

    @Override
    public void beginExamination(BeginExaminationRequest request, StreamObserver<BeginExaminationResponse> observer) {
        steps.answer(
                observer,
                request,
                BeginExaminationResponse.parser(),
                new BeginExamination(Examination.Kind.valueOf(request.getKind().name())),
                file -> BeginExaminationResponse.newBuilder().setCase(file).build());
    }

    @Override
    public void endExamination(EndExaminationRequest request, StreamObserver<EndExaminationResponse> observer) {
        steps.answer(
                observer,
                request,
                EndExaminationResponse.parser(),
                new Plain(MoveKind.END_EXAMINATION),
                file -> EndExaminationResponse.newBuilder().setCase(file).build());
    }

    @Override
    public void listClocks(ListClocksRequest request, StreamObserver<ListClocksResponse> observer) {
        Answer.unary(observer, () -> {
            CaseFile file = unitOfWork.read(() -> getCase.get(request.getName()));
            return ListClocksResponse.newBuilder()
                    .addAllClocks(file.procedure().clocks().stream()
                            .map(clock -> ClockMessages.message(file.name(), clock))
                            .toList())
                    .build();
        });
    }

    @Override
    public void listOverdueClocks(
            ListOverdueClocksRequest request, StreamObserver<ListOverdueClocksResponse> observer) {
        Answer.unary(observer, () -> {
            Optional<Watcher> watcher = request.getOptionalWatcher() == Clock.Watcher.WATCHER_UNSPECIFIED
                    ? Optional.empty()
                    : Optional.of(Watcher.valueOf(request.getOptionalWatcher().name()));
            Page page = Page.of(request.getPageSize(), USUAL_PAGE, request.getPageToken(), watcher.toString());
            List<CaseClock> found = unitOfWork.read(() -> listOverdueClocks.list(watcher, page));
            return ListOverdueClocksResponse.newBuilder()
                    .addAllClocks(page.cut(found).stream()
                            .map(overdue -> ClockMessages.message(CaseFile.KIND + overdue.caseId(), overdue.clock()))
                            .toList())
                    .setNextPageToken(page.next(found, last -> last.key().toString()))
                    .build();
        });
    }
}
