package io.qipan.ecology.rule;

import io.qipan.ecology.rule.model.AppliedRule;
import io.qipan.ecology.rule.model.Evaluation;
import io.qipan.ecology.rule.model.Facts;
import io.qipan.ecology.rule.model.LaterLaw;
import io.qipan.ecology.rule.model.LaterLaw.Verdict;
import io.qipan.ecology.rule.model.NotCovered;
import io.qipan.ecology.rule.model.Question;
import io.qipan.ecology.rule.model.Text;
import io.qipan.ecology.rule.model.UnknownFact;
import io.qipan.proto.common.v1.Point;
import io.qipan.proto.ecology.v1.EvaluateActRequest;
import io.qipan.proto.ecology.v1.EvaluateActResponse;
import io.qipan.proto.ecology.v1.Fact;
import io.qipan.runtime.place.Datum.Wgs84;
import io.qipan.runtime.rpc.PlaceMessages;
import io.qipan.runtime.rpc.Times;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Evaluations on the wire and in the model. */
public final class RuleMessages {
    static final String KIND = "rules/";

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

    /** What is known of an act; refuses a fact that comes twice. */
    public static Facts facts(List<Fact> messages) {
        return FactMessages.facts(messages);
    }

    /** By code. */
    public static List<Fact> messages(Facts facts) {
        return FactMessages.messages(facts);
    }

    /** The point in WGS-84, if one was given. */
    public static Optional<Wgs84> point(boolean given, Point point) {
        return given ? Optional.of(PlaceMessages.point(point).toWgs84()) : Optional.empty();
    }

    public static EvaluateActResponse message(Evaluation evaluation) {
        return message(evaluation, Written.nothing());
    }

    /** The same with what was written before. */
    static EvaluateActResponse message(Evaluation evaluation, Written written) {
        EvaluateActResponse.Builder message = EvaluateActResponse.newBuilder()
                .setAllowedAsFarAsKnown(evaluation.allowedAsFarAsKnown())
                .setRuleSetRevision(evaluation.revision())
                .addAllFacts(FactMessages.messages(evaluation.facts()));
        evaluation.applied().forEach(applied -> message.addApplied(applied(applied, written)));
        evaluation.possible().forEach(possible -> message.addPossible(applied(possible, written)));
        evaluation.unknown().forEach(unknown -> message.addUnknownFacts(unknown(unknown, written)));
        evaluation.notes().forEach(note -> message.addNotesEn(note.en()).addNotesZh(note.zh()));
        evaluation.guidance().forEach(line -> message.addGuidanceEn(line.en()).addGuidanceZh(line.zh()));
        evaluation.notCovered().forEach(gap -> message.addNotCovered(notCovered(gap)));
        evaluation.speciesList().ifPresent(message::setSpeciesList);
        return message.setLeftOut(evaluation.leftOut()).build();
    }

    private static io.qipan.proto.ecology.v1.AppliedRule applied(AppliedRule applied, Written written) {
        io.qipan.proto.ecology.v1.AppliedRule.Builder message = io.qipan.proto.ecology.v1.AppliedRule.newBuilder()
                .setRule(written.rule(applied.rule()))
                .addAllBecauseEn(written.texts(applied.becauseEn()))
                .addAllBecauseZh(written.texts(applied.becauseZh()))
                .setPlaceUncertain(applied.placeUncertain())
                .addAllUnknownFacts(applied.unknownFacts())
                .addAllOnlyKinds(applied.onlyKinds())
                .setInPlaceOf(applied.inPlaceOf().map(KIND::concat).orElse(""));
        applied.penalties().forEach(penalty -> message.addPenalties(written.penalty(penalty)));
        applied.laterLaw()
                .ifPresent(later -> message.setLaterLaw(io.qipan.proto.ecology.v1.LaterLaw.newBuilder()
                        .setVerdict(io.qipan.proto.ecology.v1.LaterLaw.Verdict.valueOf(
                                later.verdict().name()))
                        .setRule(KIND + later.ruleId())
                        .setBecauseEn(later.because().en())
                        .setBecauseZh(later.because().zh())));
        return message.build();
    }

    private static io.qipan.proto.ecology.v1.UnknownFact unknown(UnknownFact unknown, Written written) {
        io.qipan.proto.ecology.v1.UnknownFact.Builder message =
                io.qipan.proto.ecology.v1.UnknownFact.newBuilder().setType(written.type(unknown.type()));
        List<UnknownFact.Change> changes = unknown.changes();
        return message.addAllChangesEn(written.texts(
                        changes.stream().map(change -> change.text().en()).toList()))
                .addAllChangesZh(written.texts(
                        changes.stream().map(change -> change.text().zh()).toList()))
                .addAllRules(
                        changes.stream().map(change -> KIND + change.ruleId()).toList())
                .build();
    }

    private static io.qipan.proto.ecology.v1.NotCovered notCovered(NotCovered gap) {
        return io.qipan.proto.ecology.v1.NotCovered.newBuilder()
                .setSubject(gap.subject())
                .setCoveredFrom(gap.from().map(LocalDate::toString).orElse(""))
                .setBecauseEn(gap.because().en())
                .setBecauseZh(gap.because().zh())
                .build();
    }

    private static NotCovered notCovered(io.qipan.proto.ecology.v1.NotCovered message) {
        return new NotCovered(
                message.getSubject(),
                given(message.getCoveredFrom()).map(LocalDate::parse),
                new Text(message.getBecauseEn(), message.getBecauseZh()));
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
                message.getNotCoveredList().stream()
                        .map(RuleMessages::notCovered)
                        .toList(),
                message.getLeftOut(),
                given(message.getSpeciesList()),
                texts(message.getGuidanceEnList(), message.getGuidanceZhList()),
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
                message.getOnlyKindsList(),
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
