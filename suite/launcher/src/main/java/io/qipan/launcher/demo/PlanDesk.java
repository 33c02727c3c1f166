package io.qipan.launcher.demo;

import io.grpc.CallCredentials;
import io.grpc.Channel;
import io.qipan.launcher.client.RequestId;
import io.qipan.launcher.client.Retries;
import io.qipan.proto.dispatch.v1.ActivateContingencyPlanRequest;
import io.qipan.proto.dispatch.v1.ActivateContingencyPlanResponse;
import io.qipan.proto.dispatch.v1.CompleteContingencyTaskRequest;
import io.qipan.proto.dispatch.v1.ConfirmTaskSkipRequest;
import io.qipan.proto.dispatch.v1.ContingencyActivation;
import io.qipan.proto.dispatch.v1.ContingencyObservation;
import io.qipan.proto.dispatch.v1.ContingencyPlan;
import io.qipan.proto.dispatch.v1.ContingencyPlanContent;
import io.qipan.proto.dispatch.v1.ContingencyPlanServiceGrpc;
import io.qipan.proto.dispatch.v1.ContingencyReview;
import io.qipan.proto.dispatch.v1.ContingencyReviewServiceGrpc;
import io.qipan.proto.dispatch.v1.ContingencyServiceGrpc;
import io.qipan.proto.dispatch.v1.ContingencyServiceGrpc.ContingencyServiceBlockingStub;
import io.qipan.proto.dispatch.v1.ContingencyTask;
import io.qipan.proto.dispatch.v1.GetContingencyTaskRequest;
import io.qipan.proto.dispatch.v1.ListContingencyActivationsRequest;
import io.qipan.proto.dispatch.v1.ListContingencyPlansRequest;
import io.qipan.proto.dispatch.v1.ListContingencyTasksRequest;
import io.qipan.proto.dispatch.v1.PutContingencyPlanRequest;
import io.qipan.proto.dispatch.v1.ReviewContingencyActivationRequest;
import io.qipan.proto.dispatch.v1.SkipContingencyTaskRequest;
import io.qipan.proto.dispatch.v1.TakeContingencyTaskRequest;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;

/** What is done about contingency plans. */
final class PlanDesk {

    private final Channel dispatch;
    private final Cast cast;
    private final Retries retries = new Retries(Duration.ofSeconds(15));

    PlanDesk(Channel dispatch, Cast cast) {
        this.dispatch = dispatch;
        this.cast = cast;
    }

    /** As the next revision, whichever that is. */
    ContingencyPlan put(String plan, ContingencyPlanContent content, String reason) {
        return Stale.again(() -> {
            PutContingencyPlanRequest request = PutContingencyPlanRequest.newBuilder()
                    .setRequestId(RequestId.fresh())
                    .setName(plan)
                    .setBaseRevision(
                            newest(plan).map(ContingencyPlan::getRevision).orElse(0L))
                    .setReason(reason)
                    .setContent(content)
                    .build();
            return retries.call(() -> ContingencyPlanServiceGrpc.newBlockingStub(dispatch)
                            .withCallCredentials(cast.commander())
                            .putContingencyPlan(request))
                    .getPlan();
        });
    }

    Optional<ContingencyPlan> newest(String plan) {
        ListContingencyPlansRequest request = ListContingencyPlansRequest.newBuilder()
                .setOptionalName(plan)
                .setPageSize(1)
                .build();
        return retries
                .call(() -> ContingencyPlanServiceGrpc.newBlockingStub(dispatch)
                        .withCallCredentials(cast.dispatcher())
                        .listContingencyPlans(request))
                .getPlansList()
                .stream()
                .findFirst();
    }

    ActivateContingencyPlanResponse activate(String incident, ContingencyPlan plan, String reason) {
        ActivateContingencyPlanRequest request = ActivateContingencyPlanRequest.newBuilder()
                .setRequestId(RequestId.fresh())
                .setIncident(incident)
                .setPlan(plan.getName())
                .setRevision(plan.getRevision())
                .setLevel(1)
                .setReason(reason)
                .build();
        return retries.call(() -> work(cast.dispatcher()).activateContingencyPlan(request));
    }

    List<ContingencyActivation> ofIncident(String incident) {
        ListContingencyActivationsRequest request = ListContingencyActivationsRequest.newBuilder()
                .setOptionalIncident(incident)
                .build();
        return retries.call(() -> work(cast.dispatcher()).listContingencyActivations(request))
                .getActivationsList();
    }

    List<ContingencyTask> tasks(String activation) {
        ListContingencyTasksRequest request = ListContingencyTasksRequest.newBuilder()
                .setActivation(activation)
                .build();
        return retries.call(() -> work(cast.dispatcher()).listContingencyTasks(request))
                .getTasksList();
    }

    /** The last that was seen of it, if it never becomes so. */
    ContingencyTask until(ContingencyTask task, Predicate<ContingencyTask> wanted) {
        GetContingencyTaskRequest request =
                GetContingencyTaskRequest.newBuilder().setName(task.getName()).build();
        return retries.until(
                wanted,
                () -> work(cast.dispatcher()).getContingencyTask(request).getTask());
    }

    /** The dispatcher does it. */
    ContingencyTask take(ContingencyTask task) {
        TakeContingencyTaskRequest request = TakeContingencyTaskRequest.newBuilder()
                .setRequestId(RequestId.fresh())
                .setName(task.getName())
                .setEtag(task.getEtag())
                .build();
        return retries.call(() -> work(cast.dispatcher()).takeContingencyTask(request))
                .getTask();
    }

    ContingencyTask complete(ContingencyTask taken, String result) {
        CompleteContingencyTaskRequest request = CompleteContingencyTaskRequest.newBuilder()
                .setRequestId(RequestId.fresh())
                .setName(taken.getName())
                .setEtag(taken.getEtag())
                .setResult(result)
                .build();
        return retries.call(() -> work(cast.dispatcher()).completeContingencyTask(request))
                .getTask();
    }

    /** The dispatcher says that it need not be done. */
    ContingencyTask skip(ContingencyTask task, String reason) {
        SkipContingencyTaskRequest request = SkipContingencyTaskRequest.newBuilder()
                .setRequestId(RequestId.fresh())
                .setName(task.getName())
                .setEtag(task.getEtag())
                .setReason(reason)
                .build();
        return retries.call(() -> work(cast.dispatcher()).skipContingencyTask(request))
                .getTask();
    }

    ContingencyTask confirmSkip(ContingencyTask proposed, CallCredentials who) {
        ConfirmTaskSkipRequest request = ConfirmTaskSkipRequest.newBuilder()
                .setRequestId(RequestId.fresh())
                .setName(proposed.getName())
                .setEtag(proposed.getEtag())
                .build();
        return retries.call(() -> work(who).confirmTaskSkip(request)).getTask();
    }

    ContingencyReview review(ContingencyActivation closed, String summary, ContingencyObservation... observations) {
        ReviewContingencyActivationRequest request = ReviewContingencyActivationRequest.newBuilder()
                .setRequestId(RequestId.fresh())
                .setName(closed.getName())
                .setEtag(closed.getEtag())
                .setSummary(summary)
                .addAllObservations(List.of(observations))
                .build();
        return retries.call(() -> ContingencyReviewServiceGrpc.newBlockingStub(dispatch)
                        .withCallCredentials(cast.commander())
                        .reviewContingencyActivation(request))
                .getReview();
    }

    private ContingencyServiceBlockingStub work(CallCredentials who) {
        return ContingencyServiceGrpc.newBlockingStub(dispatch).withCallCredentials(who);
    }
}
