package io.qipan.dispatch.contingency;

import io.qipan.dispatch.contingency.model.Likeness;
import io.qipan.dispatch.contingency.model.Likeness.Past;
import io.qipan.dispatch.contingency.model.PlanRevision;
import io.qipan.dispatch.contingency.model.PlanRole;
import io.qipan.dispatch.contingency.model.PlanStep;
import io.qipan.dispatch.response.ResponseMessages;
import io.qipan.proto.dispatch.v1.ContingencyExpert;
import io.qipan.proto.dispatch.v1.ContingencyPlan;
import io.qipan.proto.dispatch.v1.ContingencyPlanContent;
import io.qipan.proto.dispatch.v1.ContingencyStep;
import io.qipan.proto.dispatch.v1.SimilarIncident;
import io.qipan.runtime.rpc.Times;
import java.time.Duration;
import java.util.Optional;

/** Contingency plans on the wire. */
final class ContingencyPlanMessages {
    private static final String STARS = "**";
    private static final int SHOWN = 2;

    private ContingencyPlanMessages() {}

    /** What the rules go by. */
    static PlanRevision plan(ContingencyPlan message) {
        ContingencyPlanContent content = message.getContent();
        return new PlanRevision(
                PlanRevision.code(message.getName()),
                message.getRevision(),
                ResponseMessages.condition(content.getCondition()),
                content.getFromAlarmLevel(),
                content.getRetired(),
                content.getRolesList().stream()
                        .map(role -> new PlanRole(role.getCode(), role.getPostsList()))
                        .toList(),
                content.getStepsList().stream()
                        .map(ContingencyPlanMessages::step)
                        .toList(),
                content.getExpertsList().stream()
                        .map(ContingencyExpert::getCode)
                        .toList());
    }

    private static PlanStep step(ContingencyStep step) {
        return new PlanStep(
                step.getCode(),
                step.getPhase(),
                step.getText(),
                step.getRole(),
                Duration.ofSeconds(step.getWithinS()),
                Optional.of(step.getOptionalAfter()).filter(code -> !code.isEmpty()),
                step.getMandatory(),
                step.getFromLevel());
    }

    /** Its end, to tell two apart; of what is as short, only stars. */
    static String mask(String contact) {
        int letters = contact.codePointCount(0, contact.length());
        return letters <= SHOWN * 2
                ? STARS
                : STARS + contact.substring(contact.offsetByCodePoints(contact.length(), -SHOWN));
    }

    static boolean isMask(String contact) {
        return contact.startsWith(STARS);
    }

    static SimilarIncident message(Likeness likeness) {
        Past past = likeness.past();
        return SimilarIncident.newBuilder()
                .setIncident(past.id().name())
                .setNumber(past.number())
                .setIncidentType(past.told().type())
                .setSummary(past.told().words())
                .setEndedAt(Times.message(past.endedAt()))
                .setLikeness(likeness.points())
                .addAllReasons(likeness.reasons())
                .addAllPlans(past.plans().stream().map(PlanRevision::name).toList())
                .build();
    }
}
