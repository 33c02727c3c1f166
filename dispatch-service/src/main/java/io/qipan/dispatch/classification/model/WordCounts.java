package io.qipan.dispatch.classification.model;

import io.qipan.dispatch.classification.model.Vocabulary.Weighed;
import java.util.List;

/** How much of each word the examples of each label have. */
final class WordCounts {
    private final List<String> labels;
    private final int[] examples;
    private final double[][] byTerm;
    private final double[] ofTerm;
    private final double[] ofLabel;
    private double all;

    /** @param labels all there are, sorted */
    WordCounts(List<String> labels, int terms) {
        this.labels = labels;
        examples = new int[labels.size()];
        byTerm = new double[terms][labels.size()];
        ofTerm = new double[terms];
        ofLabel = new double[labels.size()];
    }

    void add(Weighed text, int label) {
        examples[label]++;
        for (int i = 0; i < text.terms().length; i++) {
            int term = text.terms()[i];
            double weight = text.weights()[i];
            byTerm[term][label] += weight;
            ofTerm[term] += weight;
            ofLabel[label] += weight;
            all += weight;
        }
    }

    int examples(int label) {
        return examples[label];
    }

    /**
     * How much more a word is said where the label is right than where it is not, as a logarithm: above zero it speaks
     * for the label. Both sides are smoothed towards how often the word is said at all, so that a label of which little
     * is known has words that say little.
     */
    double weight(int term, int label, double smoothing) {
        if (ofTerm[term] == 0) {
            return 0;
        }
        double usual = smoothing * ofTerm[term] / all;
        double with = (byTerm[term][label] + usual) / (ofLabel[label] + smoothing);
        double without = (ofTerm[term] - byTerm[term][label] + usual) / (all - ofLabel[label] + smoothing);
        return Math.log(with / without);
    }

    /** How frequent the label is, as a logarithm. */
    double frequency(int label) {
        int texts = 0;
        for (int count : examples) {
            texts += count;
        }
        return Math.log((examples[label] + 1.0) / (texts + labels.size()));
    }
}
