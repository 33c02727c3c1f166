package io.qipan.ecology.rule;

import io.qipan.ecology.rule.model.AppliedPenalty;
import io.qipan.ecology.rule.model.Citation;
import io.qipan.ecology.rule.model.Handling;
import io.qipan.ecology.rule.model.InForce;
import io.qipan.ecology.rule.model.Penalty.Range;
import io.qipan.ecology.rule.model.RuleDescription;
import io.qipan.ecology.rule.model.Sourcing;
import io.qipan.ecology.rule.model.Text;
import io.qipan.proto.ecology.v1.Rule;
import java.time.LocalDate;
import java.util.Optional;

/** Rules in words, on the wire and in the model. */
final class DescriptionMessages {
    private static final String KIND = "rules/";

    private DescriptionMessages() {}

    static Rule message(RuleDescription rule) {
        Rule.Builder message = Rule.newBuilder()
                .setName(KIND + rule.id())
                .setTitleEn(rule.title().en())
                .setTitleZh(rule.title().zh())
                .addAllActivities(rule.activities())
                .addAllExemptActivities(rule.exemptActivities())
                .setPlaceText(rule.place().en())
                .setPlaceTextZh(rule.place().zh())
                .setSeasonText(rule.season().en())
                .setSeasonTextZh(rule.season().zh())
                .setInForceFrom(rule.inForce().from().toString())
                .setInForceUntil(day(rule.inForce().until()))
                .setConditionEn(rule.condition().en())
                .setConditionZh(rule.condition().zh())
                .setCitation(rule.citation())
                .setHandling(io.qipan.proto.ecology.v1.Handling.valueOf(
                        rule.handling().name()))
                .setSourcing(io.qipan.proto.ecology.v1.Sourcing.valueOf(
                        rule.sourcing().name()))
                .setDoubt(rule.doubt().en())
                .setDoubtZh(rule.doubt().zh())
                .setReplaces(rule.replaces().isEmpty() ? "" : KIND + rule.replaces());
        rule.exceptions()
                .forEach(text -> message.addExceptions(
                        Rule.Exemption.newBuilder().setTextEn(text.en()).setTextZh(text.zh())));
        rule.citations().forEach(citation -> message.addCitations(citation(citation)));
        rule.penalties().forEach(penalty -> message.addPenalties(penalty(penalty)));
        return message.build();
    }

    private static Rule.Citation citation(Citation citation) {
        return Rule.Citation.newBuilder()
                .setLaw(citation.law())
                .setArticle(citation.article())
                .setVersion(citation.version())
                .setFrom(day(citation.from()))
                .setUntil(day(citation.until()))
                .build();
    }

    static io.qipan.proto.ecology.v1.AppliedPenalty applied(AppliedPenalty penalty) {
        return io.qipan.proto.ecology.v1.AppliedPenalty.newBuilder()
                .setPenalty(penalty(penalty))
                .setUncertain(penalty.uncertain())
                .build();
    }

    private static Rule.Penalty penalty(AppliedPenalty penalty) {
        return Rule.Penalty.newBuilder()
                .setTextEn(penalty.text().en())
                .setTextZh(penalty.text().zh())
                .setConditionEn(penalty.condition().en())
                .setConditionZh(penalty.condition().zh())
                .setFromYuan(penalty.yuan().map(Range::from).orElse(0L))
                .setToYuan(penalty.yuan().map(Range::to).orElse(0L))
                .build();
    }

    static RuleDescription description(Rule message) {
        return new RuleDescription(
                message.getName().substring(KIND.length()),
                new Text(message.getTitleEn(), message.getTitleZh()),
                message.getActivitiesList(),
                message.getExemptActivitiesList(),
                new Text(message.getPlaceText(), message.getPlaceTextZh()),
                new Text(message.getSeasonText(), message.getSeasonTextZh()),
                new InForce(LocalDate.parse(message.getInForceFrom()), day(message.getInForceUntil())),
                new Text(message.getConditionEn(), message.getConditionZh()),
                message.getExceptionsList().stream()
                        .map(exception -> new Text(exception.getTextEn(), exception.getTextZh()))
                        .toList(),
                message.getCitationsList().stream()
                        .map(DescriptionMessages::citation)
                        .toList(),
                message.getCitation(),
                Handling.valueOf(message.getHandling().name()),
                message.getPenaltiesList().stream()
                        .map(penalty -> penalty(penalty, false))
                        .toList(),
                sourcing(message),
                new Text(message.getDoubt(), message.getDoubtZh()),
                message.getReplaces().isEmpty() ? "" : message.getReplaces().substring(KIND.length()));
    }

    /** Cases that were opened before rules told it know theirs from the doubt. */
    private static Sourcing sourcing(Rule message) {
        return switch (message.getSourcing()) {
            case LAW_TEXT -> Sourcing.LAW_TEXT;
            case COPY_SEEN, SOURCING_UNSPECIFIED, UNRECOGNIZED -> Sourcing.COPY_SEEN;
            case FROM_MEMORY -> Sourcing.FROM_MEMORY;
        };
    }

    private static Citation citation(Rule.Citation message) {
        return new Citation(
                message.getLaw(),
                message.getArticle(),
                message.getVersion(),
                day(message.getFrom()),
                day(message.getUntil()));
    }

    static AppliedPenalty penalty(Rule.Penalty message, boolean uncertain) {
        Optional<Range> yuan = message.getToYuan() == 0
                ? Optional.empty()
                : Optional.of(new Range(message.getFromYuan(), message.getToYuan()));
        return new AppliedPenalty(
                new Text(message.getTextEn(), message.getTextZh()),
                new Text(message.getConditionEn(), message.getConditionZh()),
                yuan,
                uncertain);
    }

    private static String day(Optional<LocalDate> day) {
        return day.map(LocalDate::toString).orElse("");
    }

    private static Optional<LocalDate> day(String text) {
        return RuleMessages.given(text).map(LocalDate::parse);
    }
}
