package io.qipan.ecology.rule.model;

import io.qipan.runtime.refusal.Decision;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/** All rules of one revision with the words they speak in. */
public final class RuleSet {
    private final String revision;
    private final Vocabulary words;
    private final QuestionCheck check;
    private final List<Rule> rules;
    private final List<RuleDescription> descriptions;
    private final CoveredLaw covered;
    private final Undrawn undrawn;
    private final List<Text> sentences;
    private final RuleIndex index;
    private final Succession succession;

    public RuleSet(String revision, Vocabulary words, List<Rule> rules) {
        this.revision = revision;
        this.words = words;
        this.check = new QuestionCheck(words);
        this.rules = rules.stream().sorted(Comparator.comparing(Rule::id)).toList();
        List<WordedRule> worded = this.rules.stream().map(WordedRule::new).toList();
        this.descriptions = worded.stream().map(WordedRule::description).toList();
        this.covered = new CoveredLaw(words.activities(), words.subjects());
        this.undrawn = Undrawn.of(this.rules);
        this.index = new RuleIndex(words.activities(), worded);
        this.succession = new Succession(worded);
        this.sentences = Stream.concat(worded.stream().flatMap(WordedRule::sentences), index.sentences())
                .toList();
    }

    public String revision() {
        return revision;
    }

    public Vocabulary words() {
        return words;
    }

    /** By id. */
    public List<Rule> rules() {
        return rules;
    }

    /** By id, in words. */
    public List<RuleDescription> descriptions() {
        return descriptions;
    }

    /** Those that come again in one answer after the other, each as the same object as there. */
    public List<Text> sentences() {
        return sentences;
    }

    /** Places that rules name and that nothing draws. */
    public Undrawn undrawn() {
        return undrawn;
    }

    /** What applies to the act; refuses codes that do not exist and a place that cannot be. */
    public Decision<Evaluation> evaluate(Question question) {
        return check.act(question)
                .then(act ->
                        Decision.grant(new Judgement(act, succession).of(index.candidates(act), covered, revision)));
    }
}
