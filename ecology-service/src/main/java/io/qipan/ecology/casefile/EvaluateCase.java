package io.qipan.ecology.casefile;

import io.qipan.ecology.rule.EvaluateAct;
import io.qipan.ecology.rule.model.Evaluation;
import io.qipan.ecology.rule.model.FactType;
import io.qipan.ecology.rule.model.FactValue;
import io.qipan.ecology.rule.model.Facts;
import io.qipan.ecology.rule.model.Question;
import io.qipan.ecology.rule.model.RuleSet;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * What the law says to the facts of a case. Facts that it was told once, and that the current rule set knows no more, do not
 * count: they neither hold up what is to be decided nor vanish from the file.
 */
@Singleton
public class EvaluateCase {
    private final EvaluateAct evaluateAct;
    private final Map<String, FactType> known;

    @Inject
    public EvaluateCase(EvaluateAct evaluateAct, RuleSet rules) {
        this.evaluateAct = evaluateAct;
        this.known = rules.words().facts().stream().collect(Collectors.toMap(FactType::code, Function.identity()));
    }

    /** Refuses facts that the rule set does not know, unless the case had the same before. */
    Evaluation evaluate(Question question, Facts before) {
        Map<String, FactValue> counted = new TreeMap<>(question.facts().known());
        counted.entrySet()
                .removeIf(fact -> fact.getValue().equals(before.known().get(fact.getKey()))
                        && !isKnown(fact.getKey(), fact.getValue()));
        return evaluateAct.evaluate(new Question(
                question.at(),
                question.activity(),
                question.point(),
                question.uncertaintyM(),
                question.water(),
                question.area(),
                new Facts(counted),
                question.decidedAt()));
    }

    /** Of what a case was told. */
    Evaluation evaluate(Question question) {
        return evaluate(question, question.facts());
    }

    private boolean isKnown(String code, FactValue value) {
        FactType type = known.get(code);
        return type != null && type.takes(value);
    }
}
