package io.qipan.dispatch.classification.model;

import io.qipan.dispatch.classification.model.Vocabulary.Weighed;
import io.qipan.dispatch.duplicate.model.Words;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.function.Predicate;
import java.util.stream.IntStream;

/** Finds past cases by words in common, weighed by how rare they are. */
final class CaseIndex {
    /** What is less alike is no example of anything. */
    private static final double LEAST = 0.1;

    private final Vocabulary vocabulary;
    private final List<PastCase> cases;
    private final int[][] holders;
    private final float[][] weights;

    CaseIndex(Vocabulary vocabulary, List<Words> words, List<PastCase> cases) {
        this.vocabulary = vocabulary;
        this.cases = cases;
        holders = new int[vocabulary.size()][0];
        weights = new float[vocabulary.size()][0];
        int[] filled = new int[vocabulary.size()];
        for (int i = 0; i < cases.size(); i++) {
            Weighed text = vocabulary.weigh(words.get(i));
            for (int k = 0; k < text.terms().length; k++) {
                int term = text.terms()[k];
                if (filled[term] == holders[term].length) {
                    int more = Math.max(4, 2 * filled[term]);
                    holders[term] = Arrays.copyOf(holders[term], more);
                    weights[term] = Arrays.copyOf(weights[term], more);
                }
                holders[term][filled[term]] = i;
                weights[term][filled[term]++] = (float) text.weights()[k];
            }
        }
        for (int term = 0; term < filled.length; term++) {
            holders[term] = Arrays.copyOf(holders[term], filled[term]);
            weights[term] = Arrays.copyOf(weights[term], filled[term]);
        }
    }

    /** How alike each case is. */
    double[] likeness(Words words) {
        double[] likeness = new double[cases.size()];
        Weighed text = vocabulary.weigh(words);
        for (int k = 0; k < text.terms().length; k++) {
            int term = text.terms()[k];
            for (int i = 0; i < holders[term].length; i++) {
                likeness[holders[term][i]] += text.weights()[k] * weights[term][i];
            }
        }
        return likeness;
    }

    /** Those that are wanted and most alike, of equals the newest. */
    List<SimilarCase> most(double[] likeness, Predicate<PastCase> wanted, int limit) {
        List<Integer> found = new ArrayList<>(IntStream.range(0, likeness.length)
                .filter(i -> likeness[i] >= LEAST && wanted.test(cases.get(i)))
                .boxed()
                .toList());
        found.sort(Comparator.<Integer>comparingDouble(i -> -likeness[i]).thenComparing(Comparator.reverseOrder()));
        return found.stream()
                .limit(limit)
                .map(i -> new SimilarCase(cases.get(i).id(), Math.min(1, likeness[i])))
                .toList();
    }
}
