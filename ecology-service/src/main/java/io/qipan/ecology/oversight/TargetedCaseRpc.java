package io.qipan.ecology.oversight;

import com.github.f4b6a3.uuid.UuidCreator;
import io.grpc.ServerServiceDefinition;
import io.grpc.stub.StreamObserver;
import io.qipan.ecology.oversight.ChangeEntry.Step;
import io.qipan.ecology.oversight.Entries.Filter;
import io.qipan.ecology.oversight.ReadEntries.Found;
import io.qipan.ecology.oversight.model.EntryKind;
import io.qipan.ecology.oversight.model.TargetedCase;
import io.qipan.ecology.oversight.model.TargetedCase.TaskForce;
import io.qipan.proto.ecology.v1.DisbandTaskForceRequest;
import io.qipan.proto.ecology.v1.DisbandTaskForceResponse;
import io.qipan.proto.ecology.v1.FormTaskForceRequest;
import io.qipan.proto.ecology.v1.FormTaskForceResponse;
import io.qipan.proto.ecology.v1.GetTargetedCaseRequest;
import io.qipan.proto.ecology.v1.GetTargetedCaseResponse;
import io.qipan.proto.ecology.v1.ListTargetedCasesRequest;
import io.qipan.proto.ecology.v1.ListTargetedCasesResponse;
import io.qipan.proto.ecology.v1.ReviseTaskForceRequest;
import io.qipan.proto.ecology.v1.ReviseTaskForceResponse;
import io.qipan.proto.ecology.v1.TargetedCaseServiceGrpc;
import io.qipan.runtime.rpc.Answer;
import io.qipan.runtime.rpc.Rpc;
import io.qipan.runtime.rpc.RpcService;
import io.qipan.runtime.rpc.Times;
import io.qipan.runtime.work.RequestKey;
import io.qipan.runtime.work.UnitOfWork;
import jakarta.inject.Singleton;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;

@Singleton
public class TargetedCaseRpc implements RpcService, TargetedCaseServiceGrpc.AsyncService {
    private final UnitOfWork unitOfWork;
    private final BeginEntry begin;
    private final ChangeEntry change;
    private final ReadEntries read;
    private final CasesInWork cases;
    private final InstantSource clock;

    public TargetedCaseRpc(
            UnitOfWork unitOfWork,
            BeginEntry begin,
            ChangeEntry change,
            ReadEntries read,
            CasesInWork cases,
            InstantSource clock) {
        this.unitOfWork = unitOfWork;
        this.begin = begin;
        this.change = change;
        this.read = read;
        this.cases = cases;
        this.clock = clock;
    }

    @Override
    public ServerServiceDefinition bindService() {
        return Rpc.bind(TargetedCaseServiceGrpc.bindService(this));
    }

    @Override
    public void formTaskForce(FormTaskForceRequest request, StreamObserver<FormTaskForceResponse> observer) {
        Answer.unary(
                observer,
                () -> unitOfWork.once(RequestKey.of(request), FormTaskForceResponse.parser(), () -> {
                    Instant now = Times.now(clock);
                    cases.lockOpen(request.getCase(), "get a task force");
                    TargetedCase formed = TargetedCase.formed(
                            UuidCreator.getTimeOrderedEpoch(),
                            request.getCase(),
                            new TaskForce(request.getLead(), request.getMembersList(), request.getPlan()),
                            now);
                    return FormTaskForceResponse.newBuilder()
                            .setTargetedCase(TargetedCaseMessages.message(
                                    begin.begin(formed, "formed", request.getReason(), now)))
                            .build();
                }));
    }

    @Override
    public void reviseTaskForce(ReviseTaskForceRequest request, StreamObserver<ReviseTaskForceResponse> observer) {
        Answer.unary(
                observer,
                () -> unitOfWork.once(RequestKey.of(request), ReviseTaskForceResponse.parser(), () -> {
                    Instant now = Times.now(clock);
                    TargetedCase changed = change.change(
                            TargetedCase.class,
                            new Step(request.getName(), request.getEtag(), "revised", request.getReason(), now),
                            current -> current.revised(
                                    new TaskForce(request.getLead(), request.getMembersList(), request.getPlan())));
                    return ReviseTaskForceResponse.newBuilder()
                            .setTargetedCase(TargetedCaseMessages.message(changed))
                            .build();
                }));
    }

    @Override
    public void disbandTaskForce(DisbandTaskForceRequest request, StreamObserver<DisbandTaskForceResponse> observer) {
        Answer.unary(
                observer,
                () -> unitOfWork.once(RequestKey.of(request), DisbandTaskForceResponse.parser(), () -> {
                    Instant now = Times.now(clock);
                    TargetedCase changed = change.change(
                            TargetedCase.class,
                            new Step(request.getName(), request.getEtag(), "disbanded", request.getResult(), now),
                            current -> current.disbanded(now, request.getResult()));
                    return DisbandTaskForceResponse.newBuilder()
                            .setTargetedCase(TargetedCaseMessages.message(changed))
                            .build();
                }));
    }

    @Override
    public void getTargetedCase(GetTargetedCaseRequest request, StreamObserver<GetTargetedCaseResponse> observer) {
        Answer.unary(
                observer,
                () -> GetTargetedCaseResponse.newBuilder()
                        .setTargetedCase(TargetedCaseMessages.message(read.get(TargetedCase.class, request.getName())))
                        .build());
    }

    @Override
    public void listTargetedCases(
            ListTargetedCasesRequest request, StreamObserver<ListTargetedCasesResponse> observer) {
        Answer.unary(observer, () -> {
            Filter filter = new Filter(
                    EntryKind.TARGETED_CASE,
                    Optional.of(request.getOptionalCase()).filter(name -> !name.isEmpty()),
                    request.getOptionalStateValue() == 0
                            ? Optional.empty()
                            : Optional.of(request.getOptionalState().name()),
                    Optional.empty());
            Found<TargetedCase> found =
                    read.list(TargetedCase.class, filter, request.getPageSize(), request.getPageToken());
            return ListTargetedCasesResponse.newBuilder()
                    .addAllTargetedCases(found.entries().stream()
                            .map(TargetedCaseMessages::message)
                            .toList())
                    .setNextPageToken(found.nextPageToken())
                    .build();
        });
    }
}
