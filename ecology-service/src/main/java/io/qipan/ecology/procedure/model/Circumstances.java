package io.qipan.ecology.procedure.model;

import io.qipan.runtime.refusal.Reason;
import io.qipan.runtime.refusal.Refusal;
import io.qipan.runtime.refusal.Refusal.Violation;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * Under which a step is taken.
 *
 * @param resource the case
 * @param at when it is done, by whoever reports it
 * @param toldAt when that is reported, by our own clock; what was done late or given late is not healed by telling it as earlier
 * @param noticeReceivedAt when those whom the step gives time to received its notice; empty: not known, or no notice
 * @param by who takes it
 * @param reason in words; empty if none was given
 * @param factsSince since when the facts are what they are; long ago if they were never others
 * @param crimeLineSince since when a rule that the act breaks has said, without a break, that it is a crime; long ago if from the
 *     beginning, empty if none does
 * @param bases the rules that the act breaks
 * @param possibleCrime the criminal rules that it may break, by facts that are not known
 * @param revision of the rule set that says so
 */
public record Circumstances(
        String resource,
        Instant at,
        Instant toldAt,
        Optional<Instant> noticeReceivedAt,
        String by,
        String reason,
        Instant factsSince,
        Optional<Instant> crimeLineSince,
        List<Basis> bases,
        Optional<PossibleCrime> possibleCrime,
        String revision,
        CaseOrigin origin,
        ClockBook book) {

    public Circumstances {
        bases = List.copyOf(bases);
    }

    /** Of the bases those that a penalty can rest on. */
    List<Basis> grounds() {
        return bases.stream().filter(Basis::carriesPenalty).toList();
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
