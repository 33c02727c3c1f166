package io.qipan.ecology.procedure.model;

import io.qipan.runtime.refusal.Reason;
import io.qipan.runtime.refusal.Refusal;
import io.qipan.runtime.refusal.Refusal.Violation;
import java.time.Instant;
import java.util.List;

/**
 * Under which a step is taken.
 *
 * @param resource the case
 * @param at when it is done, by whoever reports it
 * @param by who takes it
 * @param reason in words; empty if none was given
 * @param crimeLine whether a rule that the act breaks says that it is a crime
 * @param bases the rules that the act breaks, {@code rules/{id}}
 */
public record Circumstances(
        String resource, Instant at, String by, String reason, boolean crimeLine, List<String> bases, ClockBook book) {

    public Circumstances {
        bases = List.copyOf(bases);
    }

    /** The law forbids the step in this state. */
    Refusal illegal(MoveKind kind, String state, String article, String advice) {
        return Refusal.of(
                        Reason.ILLEGAL_TRANSITION,
                        resource + " is " + state + ": it cannot " + kind.action() + ". " + advice + " (" + article
                                + ")")
                .with("resource", resource)
                .with("state", state)
                .with("action", kind.action())
                .with("article", article);
    }

    /** Something has to be there first. */
    Refusal incomplete(String missing, String text) {
        return Refusal.of(Reason.INCOMPLETE, resource + ": " + text)
                .with("resource", resource)
                .with("missing", missing);
    }

    Refusal invalid(String field, String text) {
        return Refusal.of(Reason.INVALID_FIELD, resource + ": " + field + ": " + text)
                .withViolations(List.of(new Violation(field, text)));
    }

    Refusal withoutReason(String outcome, String article) {
        return Refusal.of(
                        Reason.RATIONALE_REQUIRED,
                        resource + ": " + outcome + " needs its reason on record. Say why. (" + article + ")")
                .with("outcome", outcome);
    }
}
