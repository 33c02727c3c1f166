package io.qipan.ecology.rule.model;

import io.qipan.ecology.rule.model.Rule.Reach;
import java.time.LocalDateTime;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeMap;

/** Judges one act by the rules that may touch it. */
final class Judgement {
    private static final DateTimeFormatter SECONDS = DateTimeFormatter.ofPattern("uuuu-MM-dd HH:mm:ss");

    static final Comparator<AppliedRule> GRAVEST_FIRST = Comparator.comparing(
                    (AppliedRule applied) -> applied.rule().handling())
            .reversed()
            .thenComparing(applied -> applied.rule().id());

    private final Act act;
    private final Map<String, RuleDescription> described;
    private final Succession succession;
    private final List<AppliedRule> applied = new ArrayList<>();
    private final List<AppliedRule> possible = new ArrayList<>();
    private final Map<String, UnknownFact> unknown = new TreeMap<>();

    Judgement(Act act, Map<String, RuleDescription> described, Succession succession) {
        this.act = act;
        this.described = described;
        this.succession = succession;
    }

    Evaluation of(List<Rule> rules, String revision) {
        for (Rule rule : rules) {
            if (rule.isLawAt(act)) {
                judge(rule);
            }
        }
        applied.sort(GRAVEST_FIRST);
        possible.sort(GRAVEST_FIRST);
        return new Evaluation(applied, possible, List.copyOf(unknown.values()), act.facts(), List.of(), revision);
    }

    private void judge(Rule rule) {
        Reach reach = rule.reach(act);
        if (reach.truth() == Truth.NO) {
            return;
        }
        AppliedRule found = told(rule, reach);
        note(rule, reach);
        if (reach.truth() == Truth.UNKNOWN) {
            possible.add(found);
            return;
        }
        Optional<LaterLaw> later = succession.of(rule, act);
        applied.add(later.map(found::followedBy).orElse(found));
        later.filter(law -> law.verdict() == LaterLaw.Verdict.LIGHTER)
                .ifPresent(law -> addLighter(rule, succession.rule(law.ruleId())));
    }

    private void addLighter(Rule earlier, Rule lighter) {
        Reach reach = lighter.reach(act);
        applied.add(told(lighter, reach).standingFor(earlier.id()));
        note(lighter, reach);
    }

    private AppliedRule told(Rule rule, Reach reach) {
        List<Text> because = new ArrayList<>(List.of(Rule.because(reach.place()), during(rule), reach.activity()));
        facts(rule, reach).ifPresent(because::add);
        source(rule).ifPresent(because::add);
        return new AppliedRule(
                Objects.requireNonNull(described.get(rule.id())),
                because.stream().map(Text::en).toList(),
                because.stream().map(Text::zh).toList(),
                Rule.isUncertain(reach.place()),
                rule.threatens(act.facts()),
                reach.missing().stream().map(FactType::code).toList(),
                Optional.empty(),
                Optional.empty());
    }

    private Text during(Rule rule) {
        LocalDateTime local = act.local();
        String moment = SECONDS.format(local);
        return new Text(
                "season: " + moment + " local time lies in "
                        + rule.season().text().en() + "; "
                        + rule.inForce().text().en(),
                "时间：当地时间" + moment + "处于" + rule.season().text().zh() + "；"
                        + rule.inForce().text().zh());
    }

    private static Optional<Text> facts(Rule rule, Reach reach) {
        Text condition = rule.when().text();
        if (condition.en().isEmpty()) {
            return Optional.empty();
        }
        return Optional.of(
                reach.truth() == Truth.YES
                        ? new Text("facts: " + condition.en(), "事实：" + condition.zh())
                        : new Text("facts: applies if " + condition.en(), "事实：适用条件为" + condition.zh()));
    }

    private static Optional<Text> source(Rule rule) {
        return switch (rule.sourcing()) {
            case LAW_TEXT -> Optional.empty();
            case COPY_SEEN ->
                Optional.of(new Text(
                        "unsure: only a copy or an excerpt of this text was read; check it before deciding",
                        "存疑：仅见转载或摘录，决定前须核对原文"));
            case FROM_MEMORY ->
                Optional.of(new Text(
                        "unsure: this rule was written from memory; check it before deciding", "存疑：该规则凭记忆录入，决定前须核对原文"));
        };
    }

    private void note(Rule rule, Reach reach) {
        reach.missing().forEach(type -> note(type, rule, changes(rule, reach)));
        for (Penalty penalty : rule.penalties()) {
            Finding finding = penalty.when().judge(act.facts());
            Text text = new Text(
                    "penalty: " + penalty.text().en() + condition(penalty, ", if "),
                    "处罚：" + penalty.text().zh()
                            + (penalty.when().text().zh().isEmpty()
                                    ? ""
                                    : "，条件为" + penalty.when().text().zh()));
            finding.missing().forEach(type -> note(type, rule, text));
            if (!finding.is(Truth.NO)
                    && penalty.amountUnknown(act.facts())
                    && penalty.fine() instanceof Penalty.Fine.Times times) {
                note(times.of(), rule, text);
            }
        }
    }

    private static String condition(Penalty penalty, String before) {
        String text = penalty.when().text().en();
        return text.isEmpty() ? "" : before + text;
    }

    private Text changes(Rule rule, Reach reach) {
        if (reach.truth() == Truth.UNKNOWN) {
            return new Text(
                    "applies (" + rule.handling() + ") if " + rule.when().text().en(),
                    "适用（" + rule.handling() + "），条件为" + rule.when().text().zh());
        }
        Exemption open = rule.exemptions().stream()
                .filter(e -> e.covers(act.activity(), act.facts()).is(Truth.UNKNOWN))
                .findFirst()
                .orElseThrow();
        return new Text(
                "does not apply under an exception: " + open.text().en(),
                "属于例外则不适用：" + open.text().zh());
    }

    private void note(FactType type, Rule rule, Text text) {
        UnknownFact noted = unknown.get(type.code());
        List<UnknownFact.Change> changes = new ArrayList<>(noted == null ? List.of() : noted.changes());
        UnknownFact.Change change = new UnknownFact.Change(rule.id(), text);
        if (!changes.contains(change)) {
            changes.add(change);
        }
        unknown.put(type.code(), new UnknownFact(type, changes));
    }
}
