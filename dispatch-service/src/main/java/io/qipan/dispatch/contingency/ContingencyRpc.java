package io.qipan.dispatch.contingency;

import io.grpc.ServerServiceDefinition;
import io.grpc.stub.StreamObserver;
import io.qipan.dispatch.contingency.ActivatePlan.Made;
import io.qipan.dispatch.contingency.ContingencyRecords.Held;
import io.qipan.dispatch.contingency.ContingencyTasks.OpenTasks;
import io.qipan.dispatch.contingency.model.Activation;
import io.qipan.dispatch.contingency.model.ContingencyTask;
import io.qipan.dispatch.id.model.ContingencyActivationId;
import io.qipan.dispatch.id.model.ContingencyTaskId;
import io.qipan.dispatch.id.model.IncidentId;
import io.qipan.proto.dispatch.v1.ActivateContingencyPlanRequest;
import io.qipan.proto.dispatch.v1.ActivateContingencyPlanResponse;
import io.qipan.proto.dispatch.v1.CloseContingencyActivationRequest;
import io.qipan.proto.dispatch.v1.CloseContingencyActivationResponse;
import io.qipan.proto.dispatch.v1.CompleteContingencyTaskRequest;
import io.qipan.proto.dispatch.v1.CompleteContingencyTaskResponse;
import io.qipan.proto.dispatch.v1.ConfirmTaskSkipRequest;
import io.qipan.proto.dispatch.v1.ConfirmTaskSkipResponse;
import io.qipan.proto.dispatch.v1.ContingencyActivation;
import io.qipan.proto.dispatch.v1.ContingencyServiceGrpc;
import io.qipan.proto.dispatch.v1.GetContingencyActivationRequest;
import io.qipan.proto.dispatch.v1.GetContingencyActivationResponse;
import io.qipan.proto.dispatch.v1.GetContingencyTaskRequest;
import io.qipan.proto.dispatch.v1.GetContingencyTaskResponse;
import io.qipan.proto.dispatch.v1.ListContingencyActivationsRequest;
import io.qipan.proto.dispatch.v1.ListContingencyActivationsResponse;
import io.qipan.proto.dispatch.v1.ListContingencyTasksRequest;
import io.qipan.proto.dispatch.v1.ListContingencyTasksResponse;
import io.qipan.proto.dispatch.v1.RaiseContingencyLevelRequest;
import io.qipan.proto.dispatch.v1.RaiseContingencyLevelResponse;
import io.qipan.proto.dispatch.v1.ReassignContingencyTaskRequest;
import io.qipan.proto.dispatch.v1.ReassignContingencyTaskResponse;
import io.qipan.proto.dispatch.v1.RejectTaskSkipRequest;
import io.qipan.proto.dispatch.v1.RejectTaskSkipResponse;
import io.qipan.proto.dispatch.v1.SkipContingencyTaskRequest;
import io.qipan.proto.dispatch.v1.SkipContingencyTaskResponse;
import io.qipan.proto.dispatch.v1.TakeContingencyTaskRequest;
import io.qipan.proto.dispatch.v1.TakeContingencyTaskResponse;
import io.qipan.proto.dispatch.v1.TakeOverContingencyRequest;
import io.qipan.proto.dispatch.v1.TakeOverContingencyResponse;
import io.qipan.runtime.caller.Caller;
import io.qipan.runtime.page.Page;
import io.qipan.runtime.refusal.Refusal;
import io.qipan.runtime.rpc.Answer;
import io.qipan.runtime.rpc.Rpc;
import io.qipan.runtime.rpc.RpcService;
import io.qipan.runtime.work.RequestKey;
import io.qipan.runtime.work.UnitOfWork;
import jakarta.inject.Singleton;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;

@Singleton
class ContingencyRpc implements RpcService, ContingencyServiceGrpc.AsyncService {
    private static final int USUAL_PAGE = 50;

    private final UnitOfWork unitOfWork;
    private final ActivatePlan activate;
    private final WorkActivation workActivation;
    private final WorkTask workTask;
    private final ContingencyRecords records;
    private final Activations activations;
    private final ContingencyTasks tasks;

    ContingencyRpc(
            UnitOfWork unitOfWork,
            ActivatePlan activate,
            WorkActivation workActivation,
            WorkTask workTask,
            ContingencyRecords records,
            Activations activations,
            ContingencyTasks tasks) {
        this.unitOfWork = unitOfWork;
        this.activate = activate;
        this.workActivation = workActivation;
        this.workTask = workTask;
        this.records = records;
        this.activations = activations;
        this.tasks = tasks;
    }

    @Override
    public ServerServiceDefinition bindService() {
        return Rpc.bind(ContingencyServiceGrpc.bindService(this));
    }

    @Override
    public void activateContingencyPlan(
            ActivateContingencyPlanRequest request, StreamObserver<ActivateContingencyPlanResponse> observer) {
        Answer.unary(
                observer,
                () -> unitOfWork.once(RequestKey.of(request), ActivateContingencyPlanResponse.parser(), () -> {
                    Made made = activate.activate(request, Caller.current());
                    return ActivateContingencyPlanResponse.newBuilder()
                            .setActivation(message(made.activation()))
                            .addAllTasks(messages(made.tasks(), made.activation()))
                            .build();
                }));
    }

    @Override
    public void raiseContingencyLevel(
            RaiseContingencyLevelRequest request, StreamObserver<RaiseContingencyLevelResponse> observer) {
        Answer.unary(
                observer,
                () -> unitOfWork.once(RequestKey.of(request), RaiseContingencyLevelResponse.parser(), () -> {
                    Made made = activate.raise(request);
                    return RaiseContingencyLevelResponse.newBuilder()
                            .setActivation(message(made.activation()))
                            .addAllTasks(messages(made.tasks(), made.activation()))
                            .build();
                }));
    }

    @Override
    public void takeOverContingency(
            TakeOverContingencyRequest request, StreamObserver<TakeOverContingencyResponse> observer) {
        Answer.unary(
                observer,
                () -> unitOfWork.once(RequestKey.of(request), TakeOverContingencyResponse.parser(), () -> {
                    return TakeOverContingencyResponse.newBuilder()
                            .setActivation(message(workActivation.takeOver(request, Caller.current())))
                            .build();
                }));
    }

    @Override
    public void closeContingencyActivation(
            CloseContingencyActivationRequest request, StreamObserver<CloseContingencyActivationResponse> observer) {
        Answer.unary(
                observer,
                () -> unitOfWork.once(RequestKey.of(request), CloseContingencyActivationResponse.parser(), () -> {
                    return CloseContingencyActivationResponse.newBuilder()
                            .setActivation(message(workActivation.close(request, Caller.current())))
                            .build();
                }));
    }

    @Override
    public void getContingencyActivation(
            GetContingencyActivationRequest request, StreamObserver<GetContingencyActivationResponse> observer) {
        Answer.unary(
                observer,
                () -> unitOfWork.read(() -> {
                    Activation activation = records.get(ContingencyActivationId.parse(request.getName()));
                    return GetContingencyActivationResponse.newBuilder()
                            .setActivation(message(activation))
                            .build();
                }));
    }

    @Override
    public void listContingencyActivations(
            ListContingencyActivationsRequest request, StreamObserver<ListContingencyActivationsResponse> observer) {
        Answer.unary(
                observer,
                () -> unitOfWork.read(() -> {
                    Page page = Page.of(
                            request.getPageSize(),
                            USUAL_PAGE,
                            request.getPageToken(),
                            "activations " + request.getOpenOnly() + request.getDrill()
                                    + request.getOptionalIncident());
                    List<Activation> found = activations.list(
                            new Activations.Filter(
                                    request.getOpenOnly(),
                                    Optional.of(request.getOptionalIncident())
                                            .filter(name -> !name.isEmpty())
                                            .map(IncidentId::parse),
                                    request.getDrill()),
                            page.after(ContingencyActivationId::parse),
                            page.size() + 1);
                    List<Activation> shown = page.cut(found);
                    Map<ContingencyActivationId, OpenTasks> open =
                            tasks.open(shown.stream().map(Activation::id).toList());
                    return ListContingencyActivationsResponse.newBuilder()
                            .addAllActivations(shown.stream()
                                    .map(activation -> ContingencyMessages.message(
                                            activation, open.getOrDefault(activation.id(), OpenTasks.NONE)))
                                    .toList())
                            .setNextPageToken(page.next(
                                    found, activation -> activation.id().name()))
                            .build();
                }));
    }

    @Override
    public void takeContingencyTask(
            TakeContingencyTaskRequest request, StreamObserver<TakeContingencyTaskResponse> observer) {
        Answer.unary(
                observer,
                () -> unitOfWork.once(RequestKey.of(request), TakeContingencyTaskResponse.parser(), () -> {
                    return TakeContingencyTaskResponse.newBuilder()
                            .setTask(message(workTask.take(request, Caller.current())))
                            .build();
                }));
    }

    @Override
    public void completeContingencyTask(
            CompleteContingencyTaskRequest request, StreamObserver<CompleteContingencyTaskResponse> observer) {
        Answer.unary(
                observer,
                () -> unitOfWork.once(RequestKey.of(request), CompleteContingencyTaskResponse.parser(), () -> {
                    return CompleteContingencyTaskResponse.newBuilder()
                            .setTask(message(workTask.complete(request, Caller.current())))
                            .build();
                }));
    }

    @Override
    public void skipContingencyTask(
            SkipContingencyTaskRequest request, StreamObserver<SkipContingencyTaskResponse> observer) {
        Answer.unary(
                observer,
                () -> unitOfWork.once(RequestKey.of(request), SkipContingencyTaskResponse.parser(), () -> {
                    return SkipContingencyTaskResponse.newBuilder()
                            .setTask(message(workTask.skip(request, Caller.current())))
                            .build();
                }));
    }

    @Override
    public void confirmTaskSkip(ConfirmTaskSkipRequest request, StreamObserver<ConfirmTaskSkipResponse> observer) {
        Answer.unary(
                observer,
                () -> unitOfWork.once(RequestKey.of(request), ConfirmTaskSkipResponse.parser(), () -> {
                    return ConfirmTaskSkipResponse.newBuilder()
                            .setTask(message(workTask.confirmSkip(request, Caller.current())))
                            .build();
                }));
    }

    @Override
    public void rejectTaskSkip(RejectTaskSkipRequest request, StreamObserver<RejectTaskSkipResponse> observer) {
        Answer.unary(
                observer,
                () -> unitOfWork.once(RequestKey.of(request), RejectTaskSkipResponse.parser(), () -> {
                    return RejectTaskSkipResponse.newBuilder()
                            .setTask(message(workTask.rejectSkip(request)))
                            .build();
                }));
    }

    @Override
    public void reassignContingencyTask(
            ReassignContingencyTaskRequest request, StreamObserver<ReassignContingencyTaskResponse> observer) {
        Answer.unary(
                observer,
                () -> unitOfWork.once(RequestKey.of(request), ReassignContingencyTaskResponse.parser(), () -> {
                    return ReassignContingencyTaskResponse.newBuilder()
                            .setTask(message(workTask.reassign(request)))
                            .build();
                }));
    }

    @Override
    public void getContingencyTask(
            GetContingencyTaskRequest request, StreamObserver<GetContingencyTaskResponse> observer) {
        Answer.unary(
                observer,
                () -> unitOfWork.read(() -> {
                    ContingencyTask task = tasks.find(ContingencyTaskId.parse(request.getName()))
                            .orElseThrow(
                                    () -> Refusal.notFound(request.getName()).asException());
                    return GetContingencyTaskResponse.newBuilder()
                            .setTask(ContingencyMessages.message(
                                    task, records.get(task.work().activation())))
                            .build();
                }));
    }

    @Override
    public void listContingencyTasks(
            ListContingencyTasksRequest request, StreamObserver<ListContingencyTasksResponse> observer) {
        Answer.unary(
                observer,
                () -> unitOfWork.read(() -> {
                    Activation activation = records.get(ContingencyActivationId.parse(request.getActivation()));
                    List<ContingencyTask> found = tasks.of(activation.id()).stream()
                            .filter(task -> !request.getOpenOnly() || !task.isSettled())
                            .toList();
                    return ListContingencyTasksResponse.newBuilder()
                            .addAllTasks(messages(found, activation))
                            .build();
                }));
    }

    private ContingencyActivation message(Activation activation) {
        return ContingencyMessages.message(activation, tasks.open(activation.id()));
    }

    private static io.qipan.proto.dispatch.v1.ContingencyTask message(Held held) {
        return ContingencyMessages.message(held.task(), held.activation());
    }

    private static List<io.qipan.proto.dispatch.v1.ContingencyTask> messages(
            List<ContingencyTask> tasks, Activation activation) {
        return tasks.stream()
                .sorted(Comparator.comparing(ContingencyTask::dueAt))
                .map(task -> ContingencyMessages.message(task, activation))
                .toList();
    }
}
