package io.qipan.dispatch.afteraction;

import io.qipan.dispatch.afteraction.ChoosePastPlan.Chosen;
import io.qipan.dispatch.afteraction.EvaluateAlternative.Answered;
import io.qipan.dispatch.afteraction.model.Comparison;
import io.qipan.dispatch.recommend.model.Recommendation.Choice;
import io.qipan.dispatch.response.ReinforcementMessages;
import io.qipan.proto.dispatch.v1.EtaComparison;
import io.qipan.proto.dispatch.v1.EvaluateAlternativeResponse;
import io.qipan.proto.dispatch.v1.IncidentResponse;
import io.qipan.proto.dispatch.v1.Order;
import io.qipan.proto.dispatch.v1.Order.Milestone;
import io.qipan.proto.dispatch.v1.OrderedUnit;
import io.qipan.proto.dispatch.v1.PlanUsed;
import io.qipan.runtime.rpc.Times;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** What would have been recommended, on the wire. */
final class AfterActionMessages {

    private AfterActionMessages() {}

    static EvaluateAlternativeResponse message(Answered answered) {
        EvaluateAlternativeResponse.Builder message = EvaluateAlternativeResponse.newBuilder()
                .setRecommended(
                        ReinforcementMessages.message(answered.recommended(), answered.gaps(), answered.degraded()))
                .addAllComparisons(answered.comparisons().stream()
                        .map(AfterActionMessages::message)
                        .toList())
                .setRevision(answered.past().revision());
        answered.plan().ifPresent(plan -> message.setPlan(message(plan)));
        answered.past().response().ifPresent(then -> message.setPlanThen(message(then)));
        Set<String> recommended = answered.recommended().proposed().stream()
                .map(choice -> choice.candidate().unit())
                .collect(Collectors.toSet());
        answered.past().orders().stream()
                .sorted(Comparator.comparing(Order::getName))
                .forEach(order -> message.addOrdered(ordered(
                        order,
                        answered.past().ordersThen().contains(order.getName()),
                        Optional.ofNullable(answered.estimates().get(order.getUnit())),
                        recommended.contains(order.getUnit()))));
        return message.build();
    }

    private static PlanUsed message(Chosen plan) {
        return PlanUsed.newBuilder()
                .setRevision(plan.revision())
                .setPlan(plan.plan().code())
                .setLevel(plan.level())
                .addAllExplanation(plan.because())
                .build();
    }

    private static PlanUsed message(IncidentResponse then) {
        return PlanUsed.newBuilder()
                .setRevision(then.getRevision())
                .setPlan(then.getPlan())
                .setLevel(then.getLevel())
                .addAllExplanation(then.getExplanationList())
                .build();
    }

    private static EtaComparison message(Comparison comparison) {
        EtaComparison.Builder message =
                EtaComparison.newBuilder().setCapability(comparison.need().capability());
        comparison.recommendedS().ifPresent(message::setRecommendedEtaS);
        comparison.orderedS().ifPresent(message::setOrderedEtaS);
        comparison.gainedS().ifPresent(message::setGainedS);
        return message.build();
    }

    private static OrderedUnit ordered(Order order, boolean before, Optional<Choice> estimate, boolean recommended) {
        OrderedUnit.Builder message = OrderedUnit.newBuilder()
                .setOrder(order.getName())
                .setUnit(order.getUnit())
                .setState(order.getState())
                .setBefore(before)
                .setRecommended(recommended);
        milestone(order, "requested").ifPresent(at -> message.setRequestedAt(Times.message(at)));
        estimate.ifPresent(choice -> message.setEtaS(choice.etaS()));
        milestone(order, "sent")
                .flatMap(sent -> milestone(order, "on_scene").map(there -> Duration.between(sent, there)))
                .ifPresent(took -> message.setArrivedAfterS(took.toSeconds() + took.toNanosPart() / 1e9));
        return message.build();
    }

    /** The earliest of its kind, as in figures. */
    private static Optional<Instant> milestone(Order order, String kind) {
        return order.getMilestonesList().stream()
                .filter(milestone -> milestone.getKind().equals(kind))
                .map(Milestone::getOccurredAt)
                .map(Times::instant)
                .min(Comparator.naturalOrder());
    }
}
