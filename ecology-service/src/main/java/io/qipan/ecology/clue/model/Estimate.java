package io.qipan.ecology.clue.model;

/** How sure an instrument is, and why. */
public record Estimate(Confidence confidence, String reason) {

    /** From the least to the most. */
    public enum Confidence {
        LOW,
        NOMINAL,
        HIGH
    }
}
