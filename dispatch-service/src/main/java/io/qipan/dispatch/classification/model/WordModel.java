package io.qipan.dispatch.classification.model;

import io.qipan.dispatch.classification.model.Candidate.Word;
import io.qipan.dispatch.classification.model.Vocabulary.Weighed;
import io.qipan.dispatch.duplicate.model.Words;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;

/**
 * Tells what a text may mean by its words: each adds its weight to each label, so that what is told of them is all there
 * is (naive Bayes, of each label against the rest). Learned from examples, oldest first; the newest fifth decides how
 * strongly words count, and is then learned from too.
 */
public final class WordModel {
    private static final double KEPT_BACK = 0.2;
    private static final int FEWEST_TO_TUNE = 50;

    private final Vocabulary vocabulary;
    private final List<String> labels;
    private final WordCounts counts;
    private final Tuning tuning;

    private WordModel(Vocabulary vocabulary, List<String> labels, WordCounts counts, Tuning tuning) {
        this.vocabulary = vocabulary;
        this.labels = labels;
        this.counts = counts;
        this.tuning = tuning;
    }

    /** @param vocabulary of the words of these examples */
    public static WordModel learn(Vocabulary vocabulary, List<Example> examples) {
        List<String> labels =
                examples.stream().map(Example::label).distinct().sorted().toList();
        List<Weighed> texts = new ArrayList<>(examples.size());
        int[] right = new int[examples.size()];
        for (int i = 0; i < right.length; i++) {
            texts.add(vocabulary.weigh(examples.get(i).words()));
            right[i] = labels.indexOf(examples.get(i).label());
        }
        WordCounts counts = new WordCounts(labels, vocabulary.size());
        int older = right.length < FEWEST_TO_TUNE ? right.length : (int) (right.length * (1 - KEPT_BACK));
        add(counts, texts, right, 0, older);
        Tuning tuning = older == right.length
                ? Tuning.USUAL
                : Calibration.choose(
                        counts,
                        labels.size(),
                        texts.subList(older, right.length),
                        Arrays.copyOfRange(right, older, right.length));
        add(counts, texts, right, older, right.length);
        return new WordModel(vocabulary, labels, counts, tuning);
    }

    private static void add(WordCounts counts, List<Weighed> texts, int[] right, int from, int until) {
        for (int i = from; i < until; i++) {
            counts.add(texts.get(i), right[i]);
        }
    }

    static double said(WordCounts counts, Weighed text, int label, double smoothing) {
        double said = 0;
        for (int i = 0; i < text.terms().length; i++) {
            said += text.weights()[i] * counts.weight(text.terms()[i], label, smoothing);
        }
        return said;
    }

    /** All labels, the likeliest first. */
    public List<Candidate> candidates(Words words) {
        Weighed text = vocabulary.weigh(words);
        double[] scores = IntStream.range(0, labels.size())
                .mapToDouble(label -> base(label) + tuning.sharpness() * said(counts, text, label, tuning.smoothing()))
                .toArray();
        double[] shares = Shares.of(scores);
        return IntStream.range(0, labels.size())
                .mapToObj(label -> candidate(text, label, shares[label]))
                .sorted(Comparator.comparingDouble(Candidate::share).reversed().thenComparing(Candidate::label))
                .toList();
    }

    private double base(int label) {
        return tuning.frequency() * counts.frequency(label);
    }

    private Candidate candidate(Weighed text, int label, double share) {
        List<Word> words = IntStream.range(0, text.terms().length)
                .mapToObj(i -> new Word(
                        vocabulary.term(text.terms()[i]),
                        tuning.sharpness()
                                * text.weights()[i]
                                * counts.weight(text.terms()[i], label, tuning.smoothing())))
                .sorted(Comparator.comparingDouble(Word::weight).reversed().thenComparing(Word::term))
                .toList();
        return new Candidate(labels.get(label), share, base(label), words, counts.examples(label));
    }
}
