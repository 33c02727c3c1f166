package io.qipan.dispatch.response;

import io.qipan.dispatch.id.model.Etag;
import io.qipan.dispatch.incident.model.Priority;
import io.qipan.dispatch.recommend.model.Need;
import io.qipan.dispatch.response.model.Condition;
import io.qipan.dispatch.response.model.Condition.Hours;
import io.qipan.dispatch.response.model.IncidentResponse;
import io.qipan.dispatch.response.model.IncidentResponse.Finding;
import io.qipan.dispatch.response.model.PlanRevision;
import io.qipan.dispatch.response.model.ResponsePlan;
import io.qipan.proto.dispatch.v1.ResponsePlan.AlarmLevel;
import io.qipan.proto.dispatch.v1.ResponsePlanRevision;
import io.qipan.runtime.rpc.Times;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** Response plans on the wire, in a row and in the model. Also for the features that have plans. */
public final class ResponseMessages {

    private ResponseMessages() {}

    static List<ResponsePlan> plans(List<io.qipan.proto.dispatch.v1.ResponsePlan> messages) {
        return messages.stream().map(ResponseMessages::plan).toList();
    }

    private static ResponsePlan plan(io.qipan.proto.dispatch.v1.ResponsePlan message) {
        return new ResponsePlan(
                message.getCode(),
                message.getTitleZh(),
                message.getTitleEn(),
                condition(message.getCondition()),
                message.getLevelsList().stream()
                        .map(level -> level.getNeedsList().stream()
                                .map(need -> new Need(need.getCapability(), need.getCount()))
                                .toList())
                        .toList(),
                message.getWithinM(),
                message.getCrewed());
    }

    public static Condition condition(io.qipan.proto.dispatch.v1.ResponsePlan.Condition message) {
        return new Condition(
                Set.copyOf(message.getIncidentTypesList()),
                message.getPrioritiesList().stream()
                        .map(priority -> Priority.valueOf(priority.name()))
                        .collect(Collectors.toSet()),
                Set.copyOf(message.getZonesList()),
                message.hasHours()
                        ? Optional.of(new Hours(
                                message.getHours().getFrom(), message.getHours().getUntil()))
                        : Optional.empty(),
                Set.copyOf(message.getDutyLevelsList()));
    }

    static List<io.qipan.proto.dispatch.v1.ResponsePlan> messages(List<ResponsePlan> plans) {
        return plans.stream().map(ResponseMessages::message).toList();
    }

    private static io.qipan.proto.dispatch.v1.ResponsePlan message(ResponsePlan plan) {
        return io.qipan.proto.dispatch.v1.ResponsePlan.newBuilder()
                .setCode(plan.code())
                .setTitleZh(plan.titleZh())
                .setTitleEn(plan.titleEn())
                .setCondition(message(plan.condition()))
                .addAllLevels(plan.levels().stream()
                        .map(needs -> AlarmLevel.newBuilder()
                                .addAllNeeds(needs.stream()
                                        .map(need -> io.qipan.proto.dispatch.v1.Need.newBuilder()
                                                .setCapability(need.capability())
                                                .setCount(need.count())
                                                .build())
                                        .toList())
                                .build())
                        .toList())
                .setWithinM(plan.withinM())
                .setCrewed(plan.crewed())
                .build();
    }

    private static io.qipan.proto.dispatch.v1.ResponsePlan.Condition message(Condition condition) {
        io.qipan.proto.dispatch.v1.ResponsePlan.Condition.Builder message =
                io.qipan.proto.dispatch.v1.ResponsePlan.Condition.newBuilder()
                        .addAllIncidentTypes(
                                condition.incidentTypes().stream().sorted().toList())
                        .addAllPriorities(condition.priorities().stream()
                                .sorted()
                                .map(priority -> io.qipan.proto.dispatch.v1.Priority.valueOf(priority.name()))
                                .toList())
                        .addAllZones(condition.zones().stream().sorted().toList())
                        .addAllDutyLevels(
                                condition.dutyLevels().stream().sorted().toList());
        condition
                .hours()
                .ifPresent(
                        hours -> message.getHoursBuilder().setFrom(hours.from()).setUntil(hours.until()));
        return message.build();
    }

    static ResponsePlanRevision message(PlanRevision revision) {
        ResponsePlanRevision.Builder message = ResponsePlanRevision.newBuilder()
                .setName(revision.name())
                .setNumber(revision.number())
                .setState(
                        revision.approval().isPresent()
                                ? ResponsePlanRevision.State.APPROVED
                                : ResponsePlanRevision.State.DRAFT)
                .setMadeAt(Times.message(revision.madeAt()))
                .setMadeBy(revision.madeBy())
                .setReason(revision.reason())
                .addAllPlans(messages(revision.plans()));
        revision.approval()
                .ifPresent(approval ->
                        message.setApprovedAt(Times.message(approval.at())).setApprovedBy(approval.by()));
        return message.build();
    }

    static io.qipan.proto.dispatch.v1.IncidentResponse message(IncidentResponse response) {
        io.qipan.proto.dispatch.v1.IncidentResponse.Builder message =
                io.qipan.proto.dispatch.v1.IncidentResponse.newBuilder()
                        .setName(response.name())
                        .setEtag(Etag.of(response.version()))
                        .setIncident(response.incident().name())
                        .setRevision(PlanRevision.name(response.revision()))
                        .setPlan(response.plan())
                        .setLevel(response.level())
                        .setChangedAt(Times.message(response.inForce().at()))
                        .setChangedBy(response.inForce().by())
                        .setReason(response.inForce().reason())
                        .addAllExplanation(response.inForce().explanation())
                        .setDrill(response.drill())
                        .setTakenFrom(response.taken()
                                .map(taken -> taken.from().name())
                                .orElse(""))
                        .setOwner(response.owner())
                        .setUnmet(response.finding() == Finding.UNMET)
                        .setUndetermined(response.finding() == Finding.UNKNOWN);
        response.nextDeadlineAt().ifPresent(at -> message.setNextDeadlineAt(Times.message(at)));
        return message.build();
    }
}
