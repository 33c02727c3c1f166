package io.qipan.ecology.rule.model;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** A rule with all its sentences, which are most of the work of an answer and the same in every answer. */
final class WordedRule {
    private final Rule rule;
    private final RuleDescription description;
    private final List<WordedPenalty> penalties;
    private final Text during;
    private final Optional<Text> facts;
    private final Optional<Text> factsOpen;
    private final Optional<Text> source;
    /** Where the same articles carry it on every day. */
    private final Optional<Text> basis;

    private final Map<String, Text> applies = new HashMap<>();
    private final Map<Exemption, Text> lifts = new IdentityHashMap<>();

    WordedRule(Rule rule) {
        Text condition = rule.when().text();
        this.rule = rule;
        this.description = rule.describe();
        this.penalties = rule.penalties().stream().map(WordedPenalty::new).toList();
        this.during = new Text(
                rule.season().text().en() + "; " + rule.inForce().text().en(),
                rule.season().text().zh() + "；" + rule.inForce().text().zh());
        this.facts = worded(condition, "facts: ", "事实：");
        this.factsOpen = worded(condition, "facts: applies if ", "事实：适用条件为");
        this.source = source(rule);
        this.basis = rule.citations().stream().allMatch(Citation::holdsAlways)
                ? Optional.of(Moment.basis(rule.citedOn(rule.inForce().from())))
                : Optional.empty();
        rule.when().tests().forEach((fact, tests) -> applies.put(fact, applies(rule, tests)));
        rule.exemptions()
                .forEach(exemption -> lifts.put(
                        exemption,
                        new Text(
                                "does not apply under an exception: "
                                        + exemption.text().en(),
                                "属于例外则不适用：" + exemption.text().zh())));
    }

    private static Optional<Text> worded(Text condition, String en, String zh) {
        return condition.en().isEmpty()
                ? Optional.empty()
                : Optional.of(new Text(en + condition.en(), zh + condition.zh()));
    }

    private static Optional<Text> source(Rule rule) {
        boolean certain = rule.doubt().isEmpty();
        String en = certain ? "" : ": " + rule.doubt().en();
        String zh = certain ? "" : "：" + rule.doubt().zh();
        return switch (rule.sourcing()) {
            case LAW_TEXT -> certain ? Optional.empty() : Optional.of(new Text("unsure" + en, "存疑" + zh));
            case COPY_SEEN ->
                Optional.of(new Text(
                        "unsure: only a copy or an excerpt of this text was read; check it before deciding" + en,
                        "存疑：仅见转载或摘录，决定前须核对原文" + zh));
            case FROM_MEMORY ->
                Optional.of(new Text(
                        "unsure: this rule was written from memory; check it before deciding" + en,
                        "存疑：该规则凭记忆录入，决定前须核对原文" + zh));
        };
    }

    /** The sentences that are the same in every answer with the rule. */
    Stream<Text> sentences() {
        return Stream.of(
                        Stream.of(facts, factsOpen, source, basis).flatMap(Optional::stream),
                        applies.values().stream(),
                        lifts.values().stream(),
                        penalties.stream().map(WordedPenalty::change))
                .flatMap(texts -> texts);
    }

    Rule rule() {
        return rule;
    }

    RuleDescription description() {
        return description;
    }

    List<WordedPenalty> penalties() {
        return penalties;
    }

    /** What an unknown fact changes without which the rule does not apply. The rule tells the whole condition. */
    Text applies(FactType fact) {
        return Objects.requireNonNull(applies.get(fact.code()));
    }

    private static Text applies(Rule rule, List<Condition> tests) {
        boolean alone = rule.when().tests().size() == 1;
        return new Text(
                "applies (" + rule.handling() + ") if "
                        + tests.stream()
                                .map(test -> test.text().en())
                                .distinct()
                                .collect(Collectors.joining(", or "))
                        + (alone ? "" : ", with the rest of its condition"),
                "适用（" + rule.handling() + "），条件" + (alone ? "为" : "之一为")
                        + tests.stream()
                                .map(test -> test.text().zh())
                                .distinct()
                                .collect(Collectors.joining("；或者")));
    }

    /** What an unknown fact changes that an exception hangs on. */
    Text lifted(Exemption exemption) {
        return Objects.requireNonNull(lifts.get(exemption));
    }

    /** Why it applies, or would. */
    List<Text> because(Rule.Reach reach, Moment moment) {
        List<Text> because = new ArrayList<>();
        because.add(Rule.because(reach.place()));
        because.add(moment.in(rule, during));
        because.add(reach.concern().because());
        (reach.offence().isEmpty() ? facts : factsOpen).ifPresent(because::add);
        because.add(basis.orElseGet(() -> moment.basis(rule)));
        source.ifPresent(because::add);
        return because;
    }
}
