package io.qipan.ecology.rule;

import io.qipan.ecology.rule.model.Area;
import io.qipan.ecology.rule.model.RuleSet;
import io.qipan.ecology.rule.model.Water;
import io.qipan.proto.ecology.v1.Activity;
import io.qipan.proto.ecology.v1.CoveredSubject;
import io.qipan.proto.ecology.v1.GetVocabularyResponse;
import io.qipan.proto.ecology.v1.NamedPlace;
import java.util.List;

/** What rules speak of, on the wire. */
final class VocabularyMessages {

    private VocabularyMessages() {}

    static GetVocabularyResponse message(RuleSet rules) {
        GetVocabularyResponse.Builder message =
                GetVocabularyResponse.newBuilder().setRuleSetRevision(rules.revision());
        rules.words().activities().forEach(activity -> message.addActivities(message(activity)));
        rules.words().facts().forEach(fact -> message.addFactTypes(FactMessages.message(fact)));
        rules.words().waters().forEach(water -> message.addPlaces(message(water, rules)));
        rules.words().areas().forEach(area -> message.addPlaces(message(area, rules)));
        rules.words().subjects().forEach(subject -> message.addSubjects(message(subject)));
        return message.build();
    }

    private static CoveredSubject message(io.qipan.ecology.rule.model.Subject subject) {
        CoveredSubject.Builder message = CoveredSubject.newBuilder()
                .setCode(subject.code())
                .setNameEn(subject.name().en())
                .setNameZh(subject.name().zh())
                .setOtherwiseEn(subject.otherwise().en())
                .setOtherwiseZh(subject.otherwise().zh());
        subject.activities().forEach(activity -> message.addActivities(activity.code()));
        subject.coverage()
                .forEach(coverage -> message.addCoverage(CoveredSubject.Coverage.newBuilder()
                        .setPlaceEn(coverage.place().text().en())
                        .setPlaceZh(coverage.place().text().zh())
                        .setFrom(coverage.from().toString())));
        return message.build();
    }

    private static Activity message(io.qipan.ecology.rule.model.Activity activity) {
        return Activity.newBuilder()
                .setCode(activity.code())
                .setNameEn(activity.name().en())
                .setNameZh(activity.name().zh())
                .setKindOf(activity.kindOf()
                        .map(io.qipan.ecology.rule.model.Activity::code)
                        .orElse(""))
                .build();
    }

    private static NamedPlace message(Water water, RuleSet rules) {
        return NamedPlace.newBuilder()
                .setCode(water.code())
                .setKind(NamedPlace.Kind.WATER)
                .setNameEn(water.name().en())
                .setNameZh(water.name().zh())
                .setWithin(water.within().map(Area::code).orElse(""))
                .setUndrawn(!water.isDrawn())
                .addAllRestingRules(resting(rules, water.code()))
                .build();
    }

    private static List<String> resting(RuleSet rules, String place) {
        return rules.undrawn().rulesOf(place).stream()
                .map(id -> RuleMessages.KIND + id)
                .toList();
    }

    private static NamedPlace message(Area area, RuleSet rules) {
        return NamedPlace.newBuilder()
                .setCode(area.code())
                .setKind(NamedPlace.Kind.valueOf(area.kind().name()))
                .setNameEn(area.name().en())
                .setNameZh(area.name().zh())
                .setWithin(area.within().map(Area::code).orElse(""))
                .setUndrawn(area.shape().isEmpty())
                .addAllRestingRules(resting(rules, area.code()))
                .build();
    }
}
