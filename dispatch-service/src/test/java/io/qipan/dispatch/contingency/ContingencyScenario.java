package io.qipan.dispatch.contingency;

import static io.qipan.dispatch.Desk.anIncident;
import static io.qipan.dispatch.Desk.newId;

import io.grpc.Channel;
import io.qipan.dispatch.Desk;
import io.qipan.dispatch.DispatchScenario;
import io.qipan.proto.dispatch.v1.ActivateContingencyPlanRequest;
import io.qipan.proto.dispatch.v1.ActivateContingencyPlanResponse;
import io.qipan.proto.dispatch.v1.Attention;
import io.qipan.proto.dispatch.v1.CloseContingencyActivationRequest;
import io.qipan.proto.dispatch.v1.CompleteContingencyTaskRequest;
import io.qipan.proto.dispatch.v1.ConfirmTaskSkipRequest;
import io.qipan.proto.dispatch.v1.ContingencyActivation;
import io.qipan.proto.dispatch.v1.ContingencyExpert;
import io.qipan.proto.dispatch.v1.ContingencyPlan;
import io.qipan.proto.dispatch.v1.ContingencyPlanContent;
import io.qipan.proto.dispatch.v1.ContingencyPlanServiceGrpc;
import io.qipan.proto.dispatch.v1.ContingencyPlanServiceGrpc.ContingencyPlanServiceBlockingStub;
import io.qipan.proto.dispatch.v1.ContingencyRegulation;
import io.qipan.proto.dispatch.v1.ContingencyReviewServiceGrpc;
import io.qipan.proto.dispatch.v1.ContingencyReviewServiceGrpc.ContingencyReviewServiceBlockingStub;
import io.qipan.proto.dispatch.v1.ContingencyRole;
import io.qipan.proto.dispatch.v1.ContingencyServiceGrpc;
import io.qipan.proto.dispatch.v1.ContingencyServiceGrpc.ContingencyServiceBlockingStub;
import io.qipan.proto.dispatch.v1.ContingencyStep;
import io.qipan.proto.dispatch.v1.ContingencySupply;
import io.qipan.proto.dispatch.v1.ContingencyTask;
import io.qipan.proto.dispatch.v1.GetContingencyActivationRequest;
import io.qipan.proto.dispatch.v1.Incident;
import io.qipan.proto.dispatch.v1.ListAttentionsRequest;
import io.qipan.proto.dispatch.v1.ListContingencyTasksRequest;
import io.qipan.proto.dispatch.v1.PutContingencyPlanRequest;
import io.qipan.proto.dispatch.v1.ResponsePlan;
import io.qipan.proto.dispatch.v1.SkipContingencyTaskRequest;
import io.qipan.proto.dispatch.v1.TakeContingencyTaskRequest;
import io.qipan.runtime.caller.Role;
import java.util.List;

/** A plan for a theft of explosives, and people who carry it out. */
abstract class ContingencyScenario extends DispatchScenario {
    static final String PLAN = "contingencyPlans/explosives";

    /** Somebody who works with contingency plans. */
    record Planner(
            ContingencyPlanServiceBlockingStub plans,
            ContingencyServiceBlockingStub work,
            ContingencyReviewServiceBlockingStub reviews) {

        static Planner on(Channel channel) {
            return new Planner(
                    ContingencyPlanServiceGrpc.newBlockingStub(channel),
                    ContingencyServiceGrpc.newBlockingStub(channel),
                    ContingencyReviewServiceGrpc.newBlockingStub(channel));
        }

        ContingencyTask take(ContingencyTask task) {
            return work.takeContingencyTask(TakeContingencyTaskRequest.newBuilder()
                            .setRequestId(newId())
                            .setName(task.getName())
                            .setEtag(task.getEtag())
                            .build())
                    .getTask();
        }

        ContingencyTask complete(ContingencyTask task) {
            return work.completeContingencyTask(CompleteContingencyTaskRequest.newBuilder()
                            .setRequestId(newId())
                            .setName(task.getName())
                            .setEtag(task.getEtag())
                            .setResult("told all three stations")
                            .build())
                    .getTask();
        }

        ContingencyTask skip(ContingencyTask task) {
            return work.skipContingencyTask(SkipContingencyTaskRequest.newBuilder()
                            .setRequestId(newId())
                            .setName(task.getName())
                            .setEtag(task.getEtag())
                            .setReason("the road is closed already")
                            .build())
                    .getTask();
        }

        ContingencyTask confirmSkip(ContingencyTask task) {
            return work.confirmTaskSkip(ConfirmTaskSkipRequest.newBuilder()
                            .setRequestId(newId())
                            .setName(task.getName())
                            .setEtag(task.getEtag())
                            .build())
                    .getTask();
        }

        ContingencyActivation close(ContingencyActivation activation) {
            return work.closeContingencyActivation(CloseContingencyActivationRequest.newBuilder()
                            .setRequestId(newId())
                            .setName(activation.getName())
                            .setEtag(activation.getEtag())
                            .setNote("found in a barn")
                            .build())
                    .getActivation();
        }
    }

    Planner wang() {
        return Planner.on(harness.channelOf("wang", Role.DISPATCHER));
    }

    Planner li() {
        return Planner.on(harness.channelOf("li", Role.DISPATCHER));
    }

    Planner chief() {
        return Planner.on(harness.channelOf("chief", Role.COMMANDER));
    }

    private static ContingencyStep.Builder step(String code, int minutes, int fromLevel) {
        return ContingencyStep.newBuilder()
                .setCode(code)
                .setPhase("respond")
                .setText("Do " + code)
                .setRole("lead")
                .setWithinS(minutes * 60)
                .setFromLevel(fromLevel);
    }

    /** Level 1: alert and then roadblock (mandatory, 5 and 20 min), press (60 min); level 2: evacuate (30 min). */
    static ContingencyPlanContent.Builder content() {
        return ContingencyPlanContent.newBuilder()
                .setTitleZh("爆炸物品丢失被盗处置预案")
                .setCondition(ResponsePlan.Condition.newBuilder().addIncidentTypes("theft"))
                .addRoles(ContingencyRole.newBuilder()
                        .setCode("lead")
                        .setTitle("现场指挥")
                        .addPosts("desk:field")
                        .addPosts("agencies/fire"))
                .addSteps(step("alert", 5, 1).setMandatory(true))
                .addSteps(step("roadblock", 20, 1).setMandatory(true).setOptionalAfter("alert"))
                .addSteps(step("press", 60, 1))
                .addSteps(step("evacuate", 30, 2).setOptionalAfter("alert"))
                .addSupplies(ContingencySupply.newBuilder()
                        .setWhat("barriers")
                        .setQuantity(40)
                        .setMeasure("piece")
                        .setWhere("depot 2")
                        .setPost("desk:stores"))
                .addExperts(ContingencyExpert.newBuilder()
                        .setCode("blast")
                        .setField("explosives")
                        .setOrganisation("blasting institute")
                        .setContact("Bao 13912345678"))
                .addRegulations(ContingencyRegulation.newBuilder()
                        .setTitle("Regulations on civil explosives")
                        .setCitation("art. 1"));
    }

    ContingencyPlan put(ContingencyPlanContent.Builder content, long base) {
        return put(PLAN, content, base);
    }

    ContingencyPlan put(String name, ContingencyPlanContent.Builder content, long base) {
        return chief().plans()
                .putContingencyPlan(PutContingencyPlanRequest.newBuilder()
                        .setRequestId(newId())
                        .setName(name)
                        .setBaseRevision(base)
                        .setReason("after the drill in spring")
                        .setContent(content)
                        .build())
                .getPlan();
    }

    Incident theft() {
        return desk().open(anIncident("theft"));
    }

    Incident drill() {
        return desk().open(anIncident("theft").setDrill(true));
    }

    static ActivateContingencyPlanRequest.Builder activating(Incident incident) {
        return ActivateContingencyPlanRequest.newBuilder()
                .setRequestId(newId())
                .setIncident(incident.getName())
                .setPlan(PLAN)
                .setRevision(1)
                .setLevel(1)
                .setReason("two crates are gone");
    }

    ActivateContingencyPlanResponse activate(Incident incident) {
        return wang().work().activateContingencyPlan(activating(incident).build());
    }

    ContingencyActivation now(ContingencyActivation activation) {
        return wang().work()
                .getContingencyActivation(GetContingencyActivationRequest.newBuilder()
                        .setName(activation.getName())
                        .build())
                .getActivation();
    }

    List<ContingencyTask> tasks(ContingencyActivation activation) {
        return wang().work()
                .listContingencyTasks(ListContingencyTasksRequest.newBuilder()
                        .setActivation(activation.getName())
                        .build())
                .getTasksList();
    }

    /** By its step. */
    ContingencyTask task(ContingencyActivation activation, String step) {
        return tasks(activation).stream()
                .filter(task -> task.getStep().equals(step))
                .findFirst()
                .orElseThrow();
    }

    void doMandatory(ContingencyActivation activation) {
        for (String step : List.of("alert", "roadblock")) {
            ContingencyTask ignored = wang().complete(wang().take(task(activation, step)));
        }
    }

    List<Attention> attentions(Attention.Kind kind, boolean ofDrills) {
        Desk desk = desk();
        return desk.attentions
                .listAttentions(ListAttentionsRequest.newBuilder()
                        .setOptionalKind(kind)
                        .setDrill(ofDrills)
                        .build())
                .getAttentionsList();
    }
}
