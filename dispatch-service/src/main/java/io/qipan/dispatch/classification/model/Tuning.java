package io.qipan.dispatch.classification.model;

/**
 * How a model turns what it counted into shares.
 *
 * @param smoothing how much has to be seen of a label before its words are believed
 * @param sharpness factor of what the words say
 * @param frequency factor of how frequent a label is
 */
record Tuning(double smoothing, double sharpness, double frequency) {
    /** Of what is too little to be tuned by. */
    static final Tuning USUAL = new Tuning(30, 1, 1);

    static final double[] SMOOTHINGS = {3, 30, 300};
    static final double[] SHARPNESSES = {0.25, 0.5, 0.75, 1, 1.5, 2, 3, 4, 6, 8};
    static final double[] FREQUENCIES = {0.25, 0.5, 0.75, 1};
}
