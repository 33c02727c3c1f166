package io.qipan.dispatch.classification.model;

import io.qipan.dispatch.classification.model.Caution.Verdict;
import io.qipan.dispatch.classification.model.PastCase.Told;
import io.qipan.dispatch.duplicate.model.Words;
import java.util.List;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.stream.IntStream;

/** What was learned from confirmed incidents: of types and of priorities, and which incident said what. */
public final class LearnedModel {
    private static final int MOST_SIMILAR = 3;

    private final ModelRevision revision;
    private final int cases;
    private final WordModel types;
    private final WordModel priorities;
    private final CaseIndex index;

    /**
     * Takes seconds of a processor.
     *
     * @param told oldest first
     */
    public LearnedModel(ModelRevision revision, List<Told> told) {
        List<Words> words = told.stream().map(each -> Words.of(each.text())).toList();
        Vocabulary vocabulary = Vocabulary.of(words);
        this.revision = revision;
        this.cases = told.size();
        this.types = WordModel.learn(vocabulary, examples(words, told, PastCase::type));
        this.priorities = WordModel.learn(
                vocabulary, examples(words, told, past -> past.priority().name()));
        this.index =
                new CaseIndex(vocabulary, words, told.stream().map(Told::past).toList());
    }

    private static List<Example> examples(List<Words> words, List<Told> told, Function<PastCase, String> label) {
        return IntStream.range(0, told.size())
                .mapToObj(i -> new Example(words.get(i), label.apply(told.get(i).past())))
                .toList();
    }

    public ModelRevision revision() {
        return revision;
    }

    public int cases() {
        return cases;
    }

    /** What a text says about type and priority, and who said alike. */
    public final class Reading {
        private final Words words;
        private final double[] likeness;

        private Reading(Words words) {
            this.words = words;
            this.likeness = index.likeness(words);
        }

        public Verdict type(Caution caution) {
            return caution.judge(types.candidates(words), cases);
        }

        public Verdict priority(Caution caution) {
            return caution.judge(priorities.candidates(words), cases);
        }

        public List<SimilarCase> ofType(String type) {
            return similar(each -> each.type().equals(type));
        }

        public List<SimilarCase> ofPriority(String priority) {
            return similar(each -> each.priority().name().equals(priority));
        }

        private List<SimilarCase> similar(Predicate<PastCase> wanted) {
            return index.most(likeness, wanted, MOST_SIMILAR);
        }
    }

    public Reading read(Words words) {
        return new Reading(words);
    }
}
