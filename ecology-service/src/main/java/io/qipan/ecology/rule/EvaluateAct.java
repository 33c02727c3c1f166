package io.qipan.ecology.rule;

import io.qipan.ecology.rule.model.Evaluation;
import io.qipan.ecology.rule.model.Question;
import io.qipan.ecology.rule.model.RuleSet;
import jakarta.inject.Singleton;

/** What was forbidden there and then. */
@Singleton
public class EvaluateAct {
    private final RuleSet rules;

    public EvaluateAct(RuleSet rules) {
        this.rules = rules;
    }

    /** Every rule that applies; refuses an activity that does not exist and a place that cannot be. */
    public Evaluation evaluate(Question question) {
        return rules.evaluate(question).orRefuse();
    }
}
