package io.qipan.ecology.rule.model;

/**
 * The law of the time of the decision beside that of the time of the act.
 *
 * @param ruleId of the later rule
 */
public record LaterLaw(Verdict verdict, String ruleId, Text because) {

    /** Documented in {@code qipan.ecology.v1.LaterLaw.Verdict}. */
    public enum Verdict {
        NOT_LIGHTER,
        LIGHTER,
        NOT_FORBIDDEN,
        UNDECIDED
    }
}
