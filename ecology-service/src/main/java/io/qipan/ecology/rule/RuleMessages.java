package io.qipan.ecology.rule;

import io.qipan.ecology.rule.model.AppliedRule;
import io.qipan.ecology.rule.model.Evaluation;
import io.qipan.ecology.rule.model.LaterLaw;
import io.qipan.ecology.rule.model.LaterLaw.Verdict;
import io.qipan.ecology.rule.model.Question;
import io.qipan.ecology.rule.model.RuleDescription;
import io.qipan.ecology.rule.model.Text;
import io.qipan.ecology.rule.model.UnknownFact;
import io.qipan.proto.common.v1.Point;
import io.qipan.proto.ecology.v1.EvaluateActRequest;
import io.qipan.proto.ecology.v1.EvaluateActResponse;
import io.qipan.proto.ecology.v1.Rule;
import io.qipan.runtime.place.Datum.Wgs84;
import io.qipan.runtime.rpc.PlaceMessages;
import io.qipan.runtime.rpc.Times;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/** Evaluations on the wire and in the model. */
public final class RuleMessages {
    private static final String KIND = "rules/";

    private RuleMessages() {}

    static Question question(EvaluateActRequest request) {
        return new Question(
                Times.instant(request.getActAt()),
                request.getActivity(),
                point(request.hasPoint(), request.getPoint()),
                request.getUncertaintyM(),
                given(request.getOptionalWater()),
                given(request.getOptionalArea()),
                FactMessages.facts(request.getFactsList()),
                request.hasDecidedAt() ? Optional.of(Times.instant(request.getDecidedAt())) : Optional.empty());
    }

    static Optional<String> given(String text) {
        return Optional.of(text).filter(some -> !some.isEmpty());
    }

    /** The point in WGS-84, if one was given. */
    public static Optional<Wgs84> point(boolean given, Point point) {
        return given ? Optional.of(PlaceMessages.point(point).toWgs84()) : Optional.empty();
    }

    public static EvaluateActResponse message(Evaluation evaluation) {
        return message(evaluation, DescriptionMessages::message);
    }

    /**
     * The same with rules that were written before.
     *
     * @param rules the message of each rule
     */
    static EvaluateActResponse message(Evaluation evaluation, Function<RuleDescription, Rule> rules) {
        EvaluateActResponse.Builder message = EvaluateActResponse.newBuilder()
                .setAllowedAsFarAsKnown(evaluation.allowedAsFarAsKnown())
                .setRuleSetRevision(evaluation.revision())
                .addAllFacts(FactMessages.messages(evaluation.facts()));
        evaluation.applied().forEach(applied -> message.addApplied(applied(applied, rules)));
        evaluation.possible().forEach(possible -> message.addPossible(applied(possible, rules)));
        evaluation.unknown().forEach(unknown -> message.addUnknownFacts(unknown(unknown)));
        evaluation.notes().forEach(note -> message.addNotesEn(note.en()).addNotesZh(note.zh()));
        return message.build();
    }

    private static io.qipan.proto.ecology.v1.AppliedRule applied(
            AppliedRule applied, Function<RuleDescription, Rule> rules) {
        io.qipan.proto.ecology.v1.AppliedRule.Builder message = io.qipan.proto.ecology.v1.AppliedRule.newBuilder()
                .setRule(rules.apply(applied.rule()))
                .addAllBecauseEn(applied.becauseEn())
                .addAllBecauseZh(applied.becauseZh())
                .setPlaceUncertain(applied.placeUncertain())
                .addAllUnknownFacts(applied.unknownFacts())
                .setInPlaceOf(applied.inPlaceOf().map(KIND::concat).orElse(""));
        applied.penalties()
                .forEach(penalty -> message.addPenalties(io.qipan.proto.ecology.v1.AppliedPenalty.newBuilder()
                        .setPenalty(DescriptionMessages.penalty(penalty))
                        .setUncertain(penalty.uncertain())));
        applied.laterLaw()
                .ifPresent(later -> message.setLaterLaw(io.qipan.proto.ecology.v1.LaterLaw.newBuilder()
                        .setVerdict(io.qipan.proto.ecology.v1.LaterLaw.Verdict.valueOf(
                                later.verdict().name()))
                        .setRule(KIND + later.ruleId())
                        .setBecauseEn(later.because().en())
                        .setBecauseZh(later.because().zh())));
        return message.build();
    }

    private static io.qipan.proto.ecology.v1.UnknownFact unknown(UnknownFact unknown) {
        io.qipan.proto.ecology.v1.UnknownFact.Builder message =
                io.qipan.proto.ecology.v1.UnknownFact.newBuilder().setType(FactMessages.message(unknown.type()));
        unknown.changes()
                .forEach(change -> message.addChangesEn(change.text().en())
                        .addChangesZh(change.text().zh())
                        .addRules(KIND + change.ruleId()));
        return message.build();
    }

    /** An evaluation as it was once told. */
    public static Evaluation evaluation(EvaluateActResponse message) {
        return new Evaluation(
                message.getAppliedList().stream().map(RuleMessages::applied).toList(),
                message.getPossibleList().stream().map(RuleMessages::applied).toList(),
                message.getUnknownFactsList().stream()
                        .map(RuleMessages::unknown)
                        .toList(),
                FactMessages.facts(message.getFactsList()),
                texts(message.getNotesEnList(), message.getNotesZhList()),
                message.getRuleSetRevision());
    }

    private static AppliedRule applied(io.qipan.proto.ecology.v1.AppliedRule message) {
        return new AppliedRule(
                DescriptionMessages.description(message.getRule()),
                message.getBecauseEnList(),
                message.getBecauseZhList(),
                message.getPlaceUncertain(),
                message.getPenaltiesList().stream()
                        .map(penalty -> DescriptionMessages.penalty(penalty.getPenalty(), penalty.getUncertain()))
                        .toList(),
                message.getUnknownFactsList(),
                message.hasLaterLaw() ? Optional.of(later(message.getLaterLaw())) : Optional.empty(),
                given(message.getInPlaceOf()).map(RuleMessages::id));
    }

    private static LaterLaw later(io.qipan.proto.ecology.v1.LaterLaw message) {
        return new LaterLaw(
                Verdict.valueOf(message.getVerdict().name()),
                id(message.getRule()),
                new Text(message.getBecauseEn(), message.getBecauseZh()));
    }

    private static UnknownFact unknown(io.qipan.proto.ecology.v1.UnknownFact message) {
        List<Text> texts = texts(message.getChangesEnList(), message.getChangesZhList());
        List<UnknownFact.Change> changes = new ArrayList<>();
        for (int i = 0; i < texts.size(); i++) {
            changes.add(new UnknownFact.Change(id(message.getRules(i)), texts.get(i)));
        }
        return new UnknownFact(FactMessages.type(message.getType()), changes);
    }

    private static List<Text> texts(List<String> en, List<String> zh) {
        List<Text> texts = new ArrayList<>();
        for (int i = 0; i < en.size(); i++) {
            texts.add(new Text(en.get(i), zh.get(i)));
        }
        return texts;
    }

    private static String id(String name) {
        return name.substring(KIND.length());
    }
}
