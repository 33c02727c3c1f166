package io.qipan.dispatch.classification.model;

import java.util.Arrays;

/** Shares of one that are as far apart as their scores: e to the power of each, of all of them. */
final class Shares {

    private Shares() {}

    static double[] of(double[] scores) {
        double most = Arrays.stream(scores).max().orElse(0);
        double[] powers =
                Arrays.stream(scores).map(score -> Math.exp(score - most)).toArray();
        double all = Arrays.stream(powers).sum();
        return Arrays.stream(powers).map(power -> power / all).toArray();
    }
}
