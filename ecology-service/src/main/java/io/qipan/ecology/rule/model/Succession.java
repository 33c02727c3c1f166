package io.qipan.ecology.rule.model;

import io.qipan.ecology.rule.model.LaterLaw.Verdict;
import io.qipan.ecology.rule.model.Penalty.Range;
import io.qipan.ecology.rule.model.Rule.Reach;
import java.time.LocalDate;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * What took the place of a rule, and whether it is lighter: an act is judged by the law of its time, unless the law of the time
 * of the decision is lighter or does not forbid it any more. 行政处罚法 (2021) 第三十七条, in the same words 生态环境法典
 * 第一千零五十七条 for its field; for crimes 刑法 第十二条.
 */
final class Succession {
    /** First day of the 生态环境法典, its article 1242. */
    private static final LocalDate CODE = LocalDate.of(2026, 8, 15);

    private final Map<String, WordedRule> byId;
    private final Map<String, Rule> next = new HashMap<>();

    Succession(List<WordedRule> rules) {
        this.byId =
                rules.stream().collect(Collectors.toMap(worded -> worded.rule().id(), Function.identity()));
        rules.forEach(worded -> worded.rule().replaces().ifPresent(earlier -> next.put(earlier, worded.rule())));
    }

    WordedRule rule(String id) {
        WordedRule rule = byId.get(id);
        if (rule == null) {
            throw new IllegalArgumentException("There is no rule " + id);
        }
        return rule;
    }

    /** The law of the day of the decision beside the rule; empty if it is still law or nothing took its place. */
    Optional<LaterLaw> of(Rule rule, Act act) {
        if (rule.inForce().includes(act.decidedOn())) {
            return Optional.empty();
        }
        return successor(rule, act.decidedOn()).map(later -> compared(rule, later, act));
    }

    private Optional<Rule> successor(Rule rule, LocalDate day) {
        for (Rule later = next.get(rule.id()); later != null; later = next.get(later.id())) {
            if (later.inForce().includes(day)) {
                return Optional.of(later);
            }
        }
        return Optional.empty();
    }

    private static LaterLaw compared(Rule rule, Rule later, Act act) {
        Reach reach = later.reachOfLater(act);
        Verdict verdict = switch (reach.truth()) {
            case NO -> Verdict.NOT_FORBIDDEN;
            case UNKNOWN -> Verdict.UNDECIDED;
            case YES -> byWeight(rule, later, act.facts());
        };
        return new LaterLaw(verdict, later.id(), words(verdict, rule, later, act.decidedOn()));
    }

    private static Verdict byWeight(Rule rule, Rule later, Facts facts) {
        int milder = later.handling().compareTo(rule.handling());
        if (milder != 0) {
            return milder < 0 ? Verdict.LIGHTER : Verdict.NOT_LIGHTER;
        }
        if (rule.handling() == Handling.CRIMINAL) {
            // Both lines are crossed, and what a court makes of either is not compared here.
            return Verdict.NOT_LIGHTER;
        }
        Optional<Range> before = fine(rule, facts);
        Optional<Range> after = fine(later, facts);
        if (before.isEmpty() || after.isEmpty()) {
            return Verdict.UNDECIDED;
        }
        return isLighter(after.get(), before.get()) ? Verdict.LIGHTER : Verdict.NOT_LIGHTER;
    }

    /** The highest fine decides; if it is the same, the lowest. */
    private static boolean isLighter(Range after, Range before) {
        return after.to() != before.to() ? after.to() < before.to() : after.from() < before.from();
    }

    /** From the least to the most that may be threatened; empty if an amount cannot be told. */
    private static Optional<Range> fine(Rule rule, Facts facts) {
        List<AppliedPenalty> threatened = rule.threatens(facts);
        boolean untold = rule.penalties().stream()
                .anyMatch(penalty -> !penalty.when().judge(facts).is(Truth.NO) && penalty.amountUnknown(facts));
        List<Range> fines =
                threatened.stream().flatMap(penalty -> penalty.yuan().stream()).toList();
        if (untold || fines.isEmpty()) {
            return Optional.empty();
        }
        return Optional.of(new Range(
                fines.stream().mapToLong(Range::from).min().orElseThrow(),
                fines.stream().mapToLong(Range::to).max().orElseThrow()));
    }

    private static Text words(Verdict verdict, Rule rule, Rule later, LocalDate decidedOn) {
        String basis = rule.handling() == Handling.CRIMINAL
                ? "刑法 第十二条"
                : "行政处罚法 (2021) 第三十七条" + (decidedOn.isBefore(CODE) ? "" : "; 生态环境法典 第一千零五十七条");
        String cited = later.citedOn(decidedOn);
        return switch (verdict) {
            case NOT_LIGHTER ->
                new Text(
                        "on " + decidedOn + " the law is " + cited
                                + ", which is not lighter: the law of the act stays (" + basis + ")",
                        decidedOn + "的现行规定为" + cited + "，并非较轻，适用行为时的规定（" + basis + "）");
            case LIGHTER ->
                new Text(
                        "on " + decidedOn + " the law is " + cited + ", which is lighter and is to be applied (" + basis
                                + ")",
                        decidedOn + "的现行规定为" + cited + "，处罚较轻，应当适用新规定（" + basis + "）");
            case NOT_FORBIDDEN ->
                new Text(
                        "by " + cited + ", the law on " + decidedOn
                                + ", the act does not fall under it any more, which is to be applied (" + basis + ")",
                        "依" + decidedOn + "的现行规定" + cited + "，该行为不再受该规定处罚，应当适用新规定（" + basis + "）");
            case UNDECIDED ->
                new Text(
                        "on " + decidedOn + " the law is " + cited
                                + "; whether it is lighter cannot be told from what is known (" + basis + ")",
                        decidedOn + "的现行规定为" + cited + "；依现有事实无法判断是否较轻（" + basis + "）");
        };
    }
}
