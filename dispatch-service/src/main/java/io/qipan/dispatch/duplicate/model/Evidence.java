package io.qipan.dispatch.duplicate.model;

/**
 * One reason for or against two being the same.
 *
 * @param points ten times the decimal logarithm of how much more usual it is between reports of one incident; against, if negative
 * @param explanation in words, with the values that count
 */
public record Evidence(Kind kind, double points, String explanation) {

    /** What was compared; see {@code qipan.dispatch.v1.DuplicateReason}. */
    public enum Kind {
        PLACE,
        TIME,
        CLASS,
        NUMBER,
        WORDS
    }
}
