package io.qipan.dispatch.pattern.model;

/**
 * So many of so many.
 *
 * @param hits at most {@code of}
 */
public record Binomial(int hits, int of) {
    private static final int HALVINGS = 60;

    /** Both ends included. */
    public record Interval(double lower, double upper) {}

    /**
     * Of the share: exact, with at least this confidence (Clopper and Pearson 1934, Biometrika 26, 404).
     *
     * @param confidence 0.95
     */
    public Interval interval(double confidence) {
        double tail = (1 - confidence) / 2;
        double[] logChoices = logChoices();
        double lower = hits == 0 ? 0 : share(share -> sum(logChoices, share, hits, of), tail);
        double upper = hits == of ? 1 : share(share -> 1 - sum(logChoices, share, 0, hits), 1 - tail);
        return new Interval(lower, upper);
    }

    /** Two-sided, of one half: twice the smaller tail, at most 1. */
    public double pValueOfOneHalf() {
        double[] logChoices = logChoices();
        double smaller = Math.min(sum(logChoices, 0.5, 0, hits), sum(logChoices, 0.5, hits, of));
        return Math.min(1, 2 * smaller);
    }

    private interface Growing {
        double at(double share);
    }

    /** Where a function that grows from 0 to 1 has this value. */
    private static double share(Growing function, double value) {
        double low = 0;
        double high = 1;
        for (int i = 0; i < HALVINGS; i++) {
            double middle = (low + high) / 2;
            if (function.at(middle) < value) {
                low = middle;
            } else {
                high = middle;
            }
        }
        return (low + high) / 2;
    }

    /** The probability of so many hits, of any number from the first to the last. */
    private double sum(double[] logChoices, double share, int first, int last) {
        double logYes = Math.log(share);
        double logNo = Math.log1p(-share);
        double sum = 0;
        for (int k = first; k <= last; k++) {
            sum += Math.exp(logChoices[k] + k * logYes + (of - k) * logNo);
        }
        return Math.min(1, sum);
    }

    /** Logarithm of the number of ways to choose k. */
    private double[] logChoices() {
        double[] logs = new double[of + 1];
        for (int k = 1; k <= of; k++) {
            logs[k] = logs[k - 1] + Math.log((of - k + 1.0) / k);
        }
        return logs;
    }
}
