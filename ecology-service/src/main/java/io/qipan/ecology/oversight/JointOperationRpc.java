package io.qipan.ecology.oversight;

import com.github.f4b6a3.uuid.UuidCreator;
import io.grpc.ServerServiceDefinition;
import io.grpc.stub.StreamObserver;
import io.qipan.ecology.oversight.ChangeEntry.Step;
import io.qipan.ecology.oversight.Entries.Filter;
import io.qipan.ecology.oversight.ReadEntries.Found;
import io.qipan.ecology.oversight.model.EntryKind;
import io.qipan.ecology.oversight.model.JointOperation;
import io.qipan.ecology.oversight.model.JointOperation.Plan;
import io.qipan.ecology.oversight.model.JointTask;
import io.qipan.proto.ecology.v1.AssignJointTaskRequest;
import io.qipan.proto.ecology.v1.AssignJointTaskResponse;
import io.qipan.proto.ecology.v1.ConcludeJointOperationRequest;
import io.qipan.proto.ecology.v1.ConcludeJointOperationResponse;
import io.qipan.proto.ecology.v1.EndJointTaskRequest;
import io.qipan.proto.ecology.v1.EndJointTaskResponse;
import io.qipan.proto.ecology.v1.GetJointOperationRequest;
import io.qipan.proto.ecology.v1.GetJointOperationResponse;
import io.qipan.proto.ecology.v1.JointOperationServiceGrpc;
import io.qipan.proto.ecology.v1.ListJointOperationsRequest;
import io.qipan.proto.ecology.v1.ListJointOperationsResponse;
import io.qipan.proto.ecology.v1.PlanJointOperationRequest;
import io.qipan.proto.ecology.v1.PlanJointOperationResponse;
import io.qipan.runtime.caller.Caller;
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
public class JointOperationRpc implements RpcService, JointOperationServiceGrpc.AsyncService {
    private final UnitOfWork unitOfWork;
    private final BeginEntry begin;
    private final ChangeEntry change;
    private final ReadEntries read;
    private final CasesInWork cases;
    private final OperationScope scope;
    private final InstantSource clock;

    public JointOperationRpc(
            UnitOfWork unitOfWork,
            BeginEntry begin,
            ChangeEntry change,
            ReadEntries read,
            CasesInWork cases,
            OperationScope scope,
            InstantSource clock) {
        this.unitOfWork = unitOfWork;
        this.begin = begin;
        this.change = change;
        this.read = read;
        this.cases = cases;
        this.scope = scope;
        this.clock = clock;
    }

    @Override
    public ServerServiceDefinition bindService() {
        return Rpc.bind(JointOperationServiceGrpc.bindService(this));
    }

    @Override
    public void planJointOperation(
            PlanJointOperationRequest request, StreamObserver<PlanJointOperationResponse> observer) {
        Answer.unary(
                observer,
                () -> unitOfWork.once(RequestKey.of(request), PlanJointOperationResponse.parser(), () -> {
                    Instant now = Times.now(clock);
                    Plan plan = JointOperationMessages.plan(request, now);
                    plan.caseName().ifPresent(cases::checkKnown);
                    plan.parties().forEach(party -> scope.checkAgreed(party, plan, now));
                    JointOperation planned = JointOperation.planned(UuidCreator.getTimeOrderedEpoch(), plan);
                    return PlanJointOperationResponse.newBuilder()
                            .setJointOperation(JointOperationMessages.message(
                                    begin.begin(planned, "planned", request.getReason(), now)))
                            .build();
                }));
    }

    @Override
    public void assignJointTask(AssignJointTaskRequest request, StreamObserver<AssignJointTaskResponse> observer) {
        Answer.unary(
                observer,
                () -> unitOfWork.once(RequestKey.of(request), AssignJointTaskResponse.parser(), () -> {
                    Instant now = Times.now(clock);
                    JointOperation changed = change.change(
                            JointOperation.class,
                            new Step(request.getName(), request.getEtag(), "task_assigned", request.getDemand(), now),
                            current -> current.assigned(
                                    request.getParty(), request.getDemand(), Times.instant(request.getDueAt()), now));
                    return AssignJointTaskResponse.newBuilder()
                            .setJointOperation(JointOperationMessages.message(changed))
                            .build();
                }));
    }

    @Override
    public void endJointTask(EndJointTaskRequest request, StreamObserver<EndJointTaskResponse> observer) {
        Answer.unary(
                observer,
                () -> unitOfWork.once(RequestKey.of(request), EndJointTaskResponse.parser(), () -> {
                    Instant now = Times.now(clock);
                    String by = Caller.current().subject();
                    JointTask.State end = request.getDone()
                            ? new JointTask.State.Done(now, request.getResult(), by)
                            : new JointTask.State.Cancelled(now, request.getResult(), by);
                    JointOperation changed = change.change(
                            JointOperation.class,
                            new Step(request.getName(), request.getEtag(), "task_ended", request.getResult(), now),
                            current -> current.ended(request.getNumber(), end, now));
                    return EndJointTaskResponse.newBuilder()
                            .setJointOperation(JointOperationMessages.message(changed))
                            .build();
                }));
    }

    @Override
    public void concludeJointOperation(
            ConcludeJointOperationRequest request, StreamObserver<ConcludeJointOperationResponse> observer) {
        Answer.unary(
                observer,
                () -> unitOfWork.once(RequestKey.of(request), ConcludeJointOperationResponse.parser(), () -> {
                    Instant now = Times.now(clock);
                    JointOperation changed = change.change(
                            JointOperation.class,
                            new Step(request.getName(), request.getEtag(), "concluded", request.getConclusion(), now),
                            current -> current.concluded(now, request.getConclusion()));
                    return ConcludeJointOperationResponse.newBuilder()
                            .setJointOperation(JointOperationMessages.message(changed))
                            .build();
                }));
    }

    @Override
    public void getJointOperation(
            GetJointOperationRequest request, StreamObserver<GetJointOperationResponse> observer) {
        Answer.unary(
                observer,
                () -> GetJointOperationResponse.newBuilder()
                        .setJointOperation(
                                JointOperationMessages.message(read.get(JointOperation.class, request.getName())))
                        .build());
    }

    @Override
    public void listJointOperations(
            ListJointOperationsRequest request, StreamObserver<ListJointOperationsResponse> observer) {
        Answer.unary(observer, () -> {
            Filter filter = new Filter(
                    EntryKind.JOINT_OPERATION,
                    Optional.empty(),
                    request.getOptionalStateValue() == 0
                            ? Optional.empty()
                            : Optional.of(request.getOptionalState().name()),
                    Optional.empty());
            Found<JointOperation> found =
                    read.list(JointOperation.class, filter, request.getPageSize(), request.getPageToken());
            return ListJointOperationsResponse.newBuilder()
                    .addAllJointOperations(found.entries().stream()
                            .map(JointOperationMessages::message)
                            .toList())
                    .setNextPageToken(found.nextPageToken())
                    .build();
        });
    }
}
