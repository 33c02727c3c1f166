package io.qipan.dispatch.classification.model;

import io.qipan.dispatch.classification.model.Vocabulary.Weighed;
import java.util.ArrayList;
import java.util.List;

/**
 * Chooses the tuning by examples that were not learned from: the one whose shares are the least surprised by what they
 * turned out to be (mean logarithm of the share of the right label).
 */
final class Calibration {

    /** An example that was kept back, by what is known of it. */
    private record Kept(double[] words, int label) {}

    private Calibration() {}

    static Tuning choose(WordCounts counts, int labels, List<Weighed> texts, int[] right) {
        double[] frequencies = new double[labels];
        for (int label = 0; label < labels; label++) {
            frequencies[label] = counts.frequency(label);
        }
        Tuning best = Tuning.USUAL;
        double least = Double.POSITIVE_INFINITY;
        for (double smoothing : Tuning.SMOOTHINGS) {
            List<Kept> kept = kept(counts, labels, texts, right, smoothing);
            for (double sharpness : Tuning.SHARPNESSES) {
                for (double frequency : Tuning.FREQUENCIES) {
                    Tuning tuning = new Tuning(smoothing, sharpness, frequency);
                    double surprise = surprise(kept, frequencies, tuning);
                    if (surprise < least) {
                        least = surprise;
                        best = tuning;
                    }
                }
            }
        }
        return best;
    }

    /** Without those of a label that was never seen: no tuning helps with them. */
    private static List<Kept> kept(WordCounts counts, int labels, List<Weighed> texts, int[] right, double smoothing) {
        List<Kept> kept = new ArrayList<>();
        for (int i = 0; i < right.length; i++) {
            if (counts.examples(right[i]) > 0) {
                double[] words = new double[labels];
                for (int label = 0; label < labels; label++) {
                    words[label] = WordModel.said(counts, texts.get(i), label, smoothing);
                }
                kept.add(new Kept(words, right[i]));
            }
        }
        return kept;
    }

    private static double surprise(List<Kept> kept, double[] frequencies, Tuning tuning) {
        double sum = 0;
        double[] scores = new double[frequencies.length];
        for (Kept each : kept) {
            for (int label = 0; label < scores.length; label++) {
                scores[label] = tuning.frequency() * frequencies[label] + tuning.sharpness() * each.words()[label];
            }
            sum -= Math.log(Math.max(Shares.of(scores)[each.label()], 1e-12));
        }
        return sum;
    }
}
