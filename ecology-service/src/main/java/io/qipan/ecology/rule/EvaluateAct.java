package io.qipan.ecology.rule;

import io.qipan.ecology.rule.model.Evaluation;
import io.qipan.ecology.rule.model.Question;
import io.qipan.ecology.rule.model.RuleSet;
import io.qipan.runtime.refusal.Decision;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.time.InstantSource;

/** What was forbidden there and then. */
@Singleton
public class EvaluateAct {
    private final RuleSet rules;
    private final InstantSource clock;

    @Inject
    public EvaluateAct(RuleSet rules, InstantSource clock) {
        this.rules = rules;
        this.clock = clock;
    }

    /** With the law of today, where it was changed after the act. */
    public EvaluateAct(RuleSet rules) {
        this(rules, InstantSource.system());
    }

    /** By the current rules: every one that applies; refuses codes that do not exist and a place that cannot be. */
    public Evaluation evaluate(Question question) {
        return evaluate(question, rules);
    }

    /** By other rules. */
    public Evaluation evaluate(Question question, RuleSet others) {
        return ask(question, others).orRefuse();
    }

    /** The same, with the refusal of a question that these rules do not understand. */
    public Decision<Evaluation> ask(Question question, RuleSet others) {
        Question complete = question.decidedAt().isPresent() ? question : question.decided(clock.instant());
        return others.evaluate(complete);
    }
}
