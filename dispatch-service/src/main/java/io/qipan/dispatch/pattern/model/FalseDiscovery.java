package io.qipan.dispatch.pattern.model;

import java.util.Arrays;

/** Keeps the share of false ones among what is declared at a level. */
public final class FalseDiscovery {
    /** A p-value of 0.05 is not above a threshold of 0.05 that was computed another way. */
    private static final double ROUNDING = 1e-12;

    private FalseDiscovery() {}

    /**
     * Up to which p-value a family is declared, by the step-up rule of Benjamini and Hochberg (1995, J. R. Statist.
     * Soc. B 57, 289); 0 if none is. Within a declared family the same threshold holds for the rest of it (Benjamini
     * and Bogomolov 2014, J. R. Statist. Soc. B 76, 297), whose p-values have to be right for all of the family at
     * once.
     *
     * @param lowest the lowest p-value of each family
     */
    public static double threshold(double[] lowest, double level) {
        double[] sorted = lowest.clone();
        Arrays.sort(sorted);
        for (int taken = sorted.length; taken > 0; taken--) {
            double threshold = level * taken / sorted.length;
            if (isWithin(sorted[taken - 1], threshold)) {
                return threshold;
            }
        }
        return 0;
    }

    public static boolean isWithin(double pValue, double threshold) {
        return pValue <= threshold + ROUNDING;
    }
}
