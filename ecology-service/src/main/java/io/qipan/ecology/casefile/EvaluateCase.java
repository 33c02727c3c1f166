package io.qipan.ecology.casefile;

import io.qipan.ecology.casefile.model.CaseFile;
import io.qipan.ecology.rule.ChooseRuleSet;
import io.qipan.ecology.rule.EvaluateAct;
import io.qipan.ecology.rule.model.Evaluation;
import io.qipan.ecology.rule.model.FactType;
import io.qipan.ecology.rule.model.FactValue;
import io.qipan.ecology.rule.model.Facts;
import io.qipan.ecology.rule.model.Question;
import io.qipan.ecology.rule.model.RuleSet;
import io.qipan.ecology.rule.model.Text;
import io.qipan.runtime.refusal.Decision;
import io.qipan.runtime.refusal.Decision.Refused;
import io.qipan.runtime.refusal.Reason;
import io.qipan.runtime.refusal.Refusal;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * What the law says to the facts of a case. What it was told once, and what the current rule set knows no more, holds up
 * nothing and does not vanish from the file: facts do not count, and where the activity, the water or the area is gone, the
 * rule set answers by which the case was evaluated last. Inside of a unit of work only.
 */
@Singleton
public class EvaluateCase {
    private final EvaluateAct evaluateAct;
    private final RuleSet rules;
    private final Function<String, Optional<RuleSet>> earlier;

    @Inject
    public EvaluateCase(EvaluateAct evaluateAct, RuleSet rules, ChooseRuleSet earlier) {
        this(evaluateAct, rules, earlier::earlier);
    }

    /** With earlier rule sets by their revision. */
    public EvaluateCase(EvaluateAct evaluateAct, RuleSet rules, Function<String, Optional<RuleSet>> earlier) {
        this.evaluateAct = evaluateAct;
        this.rules = rules;
        this.earlier = earlier;
    }

    /** Of a new case, which has to be told in the words of the current rules. */
    Evaluation evaluate(Question question) {
        return evaluateAct.evaluate(question, rules);
    }

    /** Of a case that was told before. Refuses what the rules do not know, unless the case had the same before. */
    Evaluation evaluate(Question question, CaseFile before) {
        Decision<Evaluation> law = evaluateAct.ask(counted(question, before, rules), rules);
        if (isWordless(law) && isSameAct(question, before.facts().question())) {
            Optional<Decision<Evaluation>> then = earlier.apply(before.law().revision())
                    .map(others -> evaluateAct.ask(counted(question, before, others), others));
            if (then.isPresent()) {
                return then.get().orRefuse().guided(byEarlierRules(before.law().revision()));
            }
        }
        return law.orRefuse();
    }

    /** What it was told at last, decided then. */
    Evaluation evaluate(CaseFile file, Instant decidedAt) {
        return evaluate(file.facts().question().decided(decidedAt), file);
    }

    /** Whether the rules do not know activity or place; what is wrong with a fact is said by the current ones. */
    private static boolean isWordless(Decision<Evaluation> law) {
        return law instanceof Refused<Evaluation>(Refusal refusal) && refusal.reason() != Reason.INVALID_FIELD;
    }

    private static boolean isSameAct(Question one, Question other) {
        return one.activity().equals(other.activity())
                && one.water().equals(other.water())
                && one.area().equals(other.area())
                && one.point().equals(other.point())
                && one.uncertaintyM() == other.uncertaintyM();
    }

    private Text byEarlierRules(String revision) {
        return new Text(
                "Evaluated by rule set " + revision + ": the current one, " + rules.revision()
                        + ", does not know the activity, the water or the area of this case any more, or draws it"
                        + " elsewhere.",
                "按规则集" + revision + "评估：现行规则集" + rules.revision() + "已不再包含本案的行为、水域或区域，或其范围已变更。");
    }

    private static Question counted(Question question, CaseFile before, RuleSet by) {
        Map<String, FactType> known =
                by.words().facts().stream().collect(Collectors.toMap(FactType::code, Function.identity()));
        Map<String, FactValue> told = before.facts().details().known().known();
        Map<String, FactValue> counted = new TreeMap<>(question.facts().known());
        counted.entrySet()
                .removeIf(fact -> fact.getValue().equals(told.get(fact.getKey()))
                        && !isKnown(known.get(fact.getKey()), fact.getValue()));
        return question.with(new Facts(counted));
    }

    private static boolean isKnown(@Nullable FactType type, FactValue value) {
        return type != null && type.takes(value);
    }
}
