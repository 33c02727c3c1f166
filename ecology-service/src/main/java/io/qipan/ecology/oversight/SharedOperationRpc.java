package io.qipan.ecology.oversight;

import io.grpc.ServerServiceDefinition;
import io.grpc.stub.StreamObserver;
import io.qipan.ecology.oversight.ChangeEntry.Step;
import io.qipan.ecology.oversight.Entries.Filter;
import io.qipan.ecology.oversight.ReadEntries.Found;
import io.qipan.ecology.oversight.model.EntryKind;
import io.qipan.ecology.oversight.model.JointOperation;
import io.qipan.ecology.oversight.model.JointTask;
import io.qipan.proto.ecology.v1.GetSharedOperationRequest;
import io.qipan.proto.ecology.v1.GetSharedOperationResponse;
import io.qipan.proto.ecology.v1.ListSharedOperationsRequest;
import io.qipan.proto.ecology.v1.ListSharedOperationsResponse;
import io.qipan.proto.ecology.v1.ReportSharedTaskRequest;
import io.qipan.proto.ecology.v1.ReportSharedTaskResponse;
import io.qipan.proto.ecology.v1.SharedOperationServiceGrpc;
import io.qipan.runtime.caller.Caller;
import io.qipan.runtime.refusal.Refusal;
import io.qipan.runtime.rpc.Answer;
import io.qipan.runtime.rpc.Rpc;
import io.qipan.runtime.rpc.RpcService;
import io.qipan.runtime.rpc.Times;
import io.qipan.runtime.work.RequestKey;
import io.qipan.runtime.work.UnitOfWork;
import jakarta.inject.Singleton;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;

/** Joint operations for the parties: each sees its own tasks, as long as an agreement shares the operation with it. */
@Singleton
public class SharedOperationRpc implements RpcService, SharedOperationServiceGrpc.AsyncService {
    private final UnitOfWork unitOfWork;
    private final ChangeEntry change;
    private final ReadEntries read;
    private final OperationScope scope;
    private final InstantSource clock;

    public SharedOperationRpc(
            UnitOfWork unitOfWork, ChangeEntry change, ReadEntries read, OperationScope scope, InstantSource clock) {
        this.unitOfWork = unitOfWork;
        this.change = change;
        this.read = read;
        this.scope = scope;
        this.clock = clock;
    }

    @Override
    public ServerServiceDefinition bindService() {
        return Rpc.bind(SharedOperationServiceGrpc.bindService(this));
    }

    /** Empty for a token that names no agency; it takes part in nothing. */
    private static String party() {
        return Caller.current().agency().orElse("");
    }

    @Override
    public void getSharedOperation(
            GetSharedOperationRequest request, StreamObserver<GetSharedOperationResponse> observer) {
        Answer.unary(observer, () -> {
            String party = party();
            JointOperation found = read.get(JointOperation.class, request.getName());
            boolean seen = unitOfWork.read(() -> scope.sees(party, found, Times.now(clock)));
            if (!seen) {
                throw Refusal.notFound(request.getName()).asException();
            }
            return GetSharedOperationResponse.newBuilder()
                    .setSharedOperation(JointOperationMessages.shared(found, party))
                    .build();
        });
    }

    @Override
    public void listSharedOperations(
            ListSharedOperationsRequest request, StreamObserver<ListSharedOperationsResponse> observer) {
        Answer.unary(observer, () -> {
            String party = party();
            Filter filter =
                    new Filter(EntryKind.JOINT_OPERATION, Optional.empty(), Optional.empty(), Optional.of(party));
            Found<JointOperation> found =
                    read.list(JointOperation.class, filter, request.getPageSize(), request.getPageToken());
            List<JointOperation> seen = unitOfWork.read(() -> scope.seen(party, found.entries(), Times.now(clock)));
            return ListSharedOperationsResponse.newBuilder()
                    .addAllSharedOperations(seen.stream()
                            .map(operation -> JointOperationMessages.shared(operation, party))
                            .toList())
                    .setNextPageToken(found.nextPageToken())
                    .build();
        });
    }

    @Override
    public void reportSharedTask(ReportSharedTaskRequest request, StreamObserver<ReportSharedTaskResponse> observer) {
        Answer.unary(
                observer,
                () -> unitOfWork.once(RequestKey.of(request), ReportSharedTaskResponse.parser(), () -> {
                    Instant now = Times.now(clock);
                    String party = party();
                    scope.checkSees(party, request.getName(), now);
                    JointTask.State.Done done = new JointTask.State.Done(
                            now, request.getResult(), Caller.current().subject());
                    JointOperation changed = change.change(
                            JointOperation.class,
                            new Step(request.getName(), request.getEtag(), "task_reported", request.getResult(), now),
                            current -> current.reportedBy(party, request.getNumber(), done, now));
                    return ReportSharedTaskResponse.newBuilder()
                            .setSharedOperation(JointOperationMessages.shared(changed, party))
                            .build();
                }));
    }
}
