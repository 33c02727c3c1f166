package io.qipan.ecology.rule;

import io.qipan.ecology.rule.model.AppliedRule;
import io.qipan.ecology.rule.model.Evaluation;
import io.qipan.ecology.rule.model.Handling;
import io.qipan.ecology.rule.model.InForce;
import io.qipan.ecology.rule.model.Question;
import io.qipan.ecology.rule.model.RuleDescription;
import io.qipan.ecology.rule.model.Text;
import io.qipan.proto.common.v1.Point;
import io.qipan.proto.ecology.v1.EvaluateActRequest;
import io.qipan.proto.ecology.v1.EvaluateActResponse;
import io.qipan.proto.ecology.v1.Rule;
import io.qipan.runtime.place.Datum.Wgs84;
import io.qipan.runtime.rpc.PlaceMessages;
import io.qipan.runtime.rpc.Times;
import java.time.LocalDate;
import java.util.Optional;

/** Rules on the wire and in the model. */
public final class RuleMessages {
    private static final String KIND = "rules/";

    private RuleMessages() {}

    static Question question(EvaluateActRequest request) {
        return new Question(
                Times.instant(request.getActAt()),
                request.getActivity(),
                point(request.hasPoint(), request.getPoint()),
                request.getUncertaintyM(),
                Optional.of(request.getOptionalWater()).filter(water -> !water.isEmpty()));
    }

    /** The point in WGS-84, if one was given. */
    public static Optional<Wgs84> point(boolean given, Point point) {
        return given ? Optional.of(PlaceMessages.point(point).toWgs84()) : Optional.empty();
    }

    public static EvaluateActResponse message(Evaluation evaluation) {
        return EvaluateActResponse.newBuilder()
                .addAllApplied(
                        evaluation.applied().stream().map(RuleMessages::message).toList())
                .setAllowedAsFarAsKnown(evaluation.allowedAsFarAsKnown())
                .setRuleSetRevision(evaluation.revision())
                .build();
    }

    private static io.qipan.proto.ecology.v1.AppliedRule message(AppliedRule applied) {
        return io.qipan.proto.ecology.v1.AppliedRule.newBuilder()
                .setRule(message(applied.rule()))
                .addAllBecauseEn(applied.becauseEn())
                .addAllBecauseZh(applied.becauseZh())
                .setPlaceUncertain(applied.placeUncertain())
                .build();
    }

    static Rule message(RuleDescription rule) {
        return Rule.newBuilder()
                .setName(KIND + rule.id())
                .setTitleEn(rule.title().en())
                .setTitleZh(rule.title().zh())
                .addAllActivities(rule.activities())
                .addAllExemptActivities(rule.exemptActivities())
                .setPlaceText(rule.place())
                .setSeasonText(rule.season())
                .setInForceFrom(rule.inForce().from().toString())
                .setInForceUntil(rule.inForce().until().map(LocalDate::toString).orElse(""))
                .setCitation(rule.citation())
                .setHandling(io.qipan.proto.ecology.v1.Handling.valueOf(
                        rule.handling().name()))
                .setDoubt(rule.doubt())
                .build();
    }

    /** An evaluation as it was once told. */
    public static Evaluation evaluation(EvaluateActResponse message) {
        return new Evaluation(
                message.getAppliedList().stream().map(RuleMessages::applied).toList(), message.getRuleSetRevision());
    }

    private static AppliedRule applied(io.qipan.proto.ecology.v1.AppliedRule message) {
        return new AppliedRule(
                description(message.getRule()),
                message.getBecauseEnList(),
                message.getBecauseZhList(),
                message.getPlaceUncertain());
    }

    private static RuleDescription description(Rule message) {
        return new RuleDescription(
                message.getName().substring(KIND.length()),
                new Text(message.getTitleEn(), message.getTitleZh()),
                message.getActivitiesList(),
                message.getExemptActivitiesList(),
                message.getPlaceText(),
                message.getSeasonText(),
                new InForce(
                        LocalDate.parse(message.getInForceFrom()),
                        Optional.of(message.getInForceUntil())
                                .filter(until -> !until.isEmpty())
                                .map(LocalDate::parse)),
                message.getCitation(),
                Handling.valueOf(message.getHandling().name()),
                message.getDoubt());
    }
}
